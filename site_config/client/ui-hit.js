/** Shows one hit: where, in which language, the sentence, and why it was found. */

import { address, bracketed, readConfig, say } from "./ui-config.js";
import { inReaders, make, marked, nameOf } from "./ui-dom.js";
import { anchorOf } from "./ui-passage.js";
import { tagOfHeading } from "./ui-scripts.js";

/** @import {Hit, Reading} from "./ui-engine.js" */

/** More reasons than these explain nothing; the engine gives the weightiest first. */
const MOST = 3;

/**
 * A passage in the reader's language has a page of its own in that interface; one in another language stands in full
 * on the page of its central principle.
 * @param {Pick<Hit, "page" | "language" | "tags" | "paragraph">} hit
 * @returns {string} an address that does not change the language of the interface
 */
export function hrefOf({ page, language, tags, paragraph }) {
  if (language === readConfig().language || tags.length === 0) {
    return address(`${page}.html${paragraph ? `#${paragraph}` : ""}`);
  }
  const place = [anchorOf(page), paragraph].filter(Boolean).join("-");
  return address(`${readConfig().language}/concepts/${tags[0]}.html#${place}`);
}

/**
 * @param {Hit} hit
 * @param {(heading: HTMLElement) => HTMLElement} [wrap] what the heading stands in, a link for instance
 * @param {Array<Node | string>} [beside] what stands beside the heading
 * @returns {HTMLElement[]}
 */
export function describe(hit, wrap = (heading) => heading, beside = []) {
  const { languages } = readConfig();
  const language = languages[hit.language];
  /** @type {Record<string, string>} */
  const own = hit.heading ? { lang: tagOfHeading(hit.heading, hit.language, languages) } : {};
  const found = hit.snippet === hit.heading ? hit.marks : [];
  const heading = make("span", own, ...marked(hit.heading || say(`kind.${hit.kind}`), found));
  const parts = [
    make(
      "span",
      { class: "sp-hit__top" },
      make("span", { class: "sp-hit__heading" }, wrap(heading)),
      ...beside,
      make("span", { class: "sp-hit__language" }, nameOf(hit.language)),
    ),
  ];
  if (hit.snippet !== hit.heading) {
    parts.push(make("span", { class: "sp-hit__snippet", lang: language.tag }, ...marked(hit.snippet, hit.marks)));
  }
  const why = explain(hit.why, hit.language);
  if (why.length > 0) {
    parts.push(make("span", { class: "sp-hit__why" }, ...why));
  }
  return parts;
}

/**
 * What was typed is in no language that anybody knows; what it matched is in that of the passage.
 * @param {Reading[]} readings
 * @param {string} code of the language of what was matched
 * @returns {Array<Node | string>} `usmev → úsměv (accents)`, each once; nothing where the words stand as typed
 */
export function explain(readings, code) {
  const told = new Map(
    readings
      .filter(({ typed, as, reason }) => as && (typed !== as || reason === "summary"))
      .map((reading) => [JSON.stringify(reading), reading]),
  );
  return Array.from(told.values())
    .slice(0, MOST)
    .flatMap(({ typed, as, reason }, index) => {
      const how = bracketed(say(`reason.${reason}`));
      const words = make("span", { lang: tagOfHeading(as, code, readConfig().languages) }, as);
      const parts = typed === as ? [asTyped(typed), how] : [asTyped(typed), " → ", words, how];
      return index > 0 ? [" · ", ...parts] : parts;
    });
}

/**
 * @param {string} words
 * @returns {HTMLElement}
 */
export function asTyped(words) {
  return make("span", { "data-typed": "" }, ...inReaders(words));
}
