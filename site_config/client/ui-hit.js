/** Shows one hit: where, in which language, the sentence, and why it was found. */

import { address, say } from "./ui-config.js";
import { make, marked } from "./ui-dom.js";

/** @typedef {import("./ui-engine.js").Hit} Hit */
/** @typedef {import("./ui-engine.js").Language} Language */
/** @typedef {import("./ui-engine.js").Reading} Reading */

/** More reasons than these explain nothing; the engine gives the weightiest first. */
const MOST = 3;

/**
 * @param {Hit} hit
 * @returns {string}
 */
export function hrefOf(hit) {
  return address(`${hit.page}.html${hit.paragraph ? `#${hit.paragraph}` : ""}`);
}

/**
 * @param {Hit} hit
 * @param {Language} language of the passage
 * @param {(heading: HTMLElement) => HTMLElement} [wrap] what the heading stands in, a link for instance
 * @returns {HTMLElement[]}
 */
export function describe(hit, language, wrap = (heading) => heading) {
  /** @type {Record<string, string>} */
  const own = hit.heading ? { lang: language.tag } : {};
  const found = hit.snippet === hit.heading ? hit.marks : [];
  const heading = make("span", own, ...marked(hit.heading || say(`kind.${hit.kind}`), found));
  const parts = [
    make(
      "span",
      { class: "sp-hit__top" },
      make("span", { class: "sp-hit__heading" }, wrap(heading)),
      make("span", { class: "sp-hit__language", lang: language.tag }, language.name),
    ),
  ];
  if (hit.snippet !== hit.heading) {
    parts.push(make("span", { class: "sp-hit__snippet", lang: language.tag }, ...marked(hit.snippet, hit.marks)));
  }
  const why = explain(hit.why);
  if (why) {
    parts.push(make("span", { class: "sp-hit__why" }, why));
  }
  return parts;
}

/**
 * @param {Reading[]} readings
 * @returns {string} `usmev → úsměv (accents)`, each once; empty where the words stand as they were typed
 */
export function explain(readings) {
  const told = readings
    .filter(({ typed, as }) => typed !== as)
    .map(({ typed, as, reason }) => `${typed} → ${as} (${say(`reason.${reason}`)})`);
  return [...new Set(told)].slice(0, MOST).join(" · ");
}
