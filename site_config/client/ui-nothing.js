/** Nothing was found: what was not understood, and where to go from here. */

import { say } from "./ui-config.js";
import { make } from "./ui-dom.js";
import { asTyped } from "./ui-hit.js";
import { describeSuggestion } from "./ui-suggest.js";

/** @import {Answer} from "./ui-engine.js" */
/** @import {Suggestion} from "./ui-suggest.js" */

/**
 * @param {Answer} answer
 * @param {Suggestion[]} suggestions
 * @returns {Node[]}
 */
export function showNothing({ query, interpretation }, suggestions) {
  const parts = [];
  const unknown = interpretation.filter(({ reason }) => reason === "unknown").map(({ typed }) => typed);
  if (unknown.length > 0) {
    const [before, after = ""] = say("search.unknown").split("{words}");
    parts.push(make("p", { class: "sp-quiet" }, before, asTyped(unknown.join(", ")), after));
  }
  if (suggestions.length > 0) {
    const near = suggestions.map((each) =>
      make("a", { class: "sp-tag", href: each.href }, ...describeSuggestion(each)),
    );
    parts.push(row(say("search.none.near"), near));
  }
  const words = query.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length > 1) {
    const alone = words.map((word) =>
      make("a", { class: "sp-tag", href: `?q=${encodeURIComponent(word)}` }, asTyped(word)),
    );
    parts.push(row(say("search.none.words"), alone));
  }
  const begin = document.getElementById("sp-begin");
  const links = begin instanceof HTMLTemplateElement ? [begin.content.cloneNode(true)] : [];
  return [...parts, make("p", {}, say("search.none.help")), ...links];
}

/**
 * @param {string} label
 * @param {HTMLElement[]} links
 * @returns {HTMLElement}
 */
function row(label, links) {
  return make("p", { class: "sp-tags--row" }, make("span", {}, label), ...links);
}
