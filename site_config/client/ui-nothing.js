/** Nothing was found: what was not understood, and where to go from here. */

import { say } from "./ui-config.js";
import { make } from "./ui-dom.js";
import { search } from "./ui-engine.js";
import { asTyped } from "./ui-hit.js";
import { tellMisread } from "./ui-misread.js";
import { describeSuggestion } from "./ui-suggest.js";

/** @import {Answer} from "./ui-engine.js" */
/** @import {Suggestion} from "./ui-suggest.js" */

/** Whoever types more words than these has pasted a text. */
const MOST = 8;

/**
 * @param {Answer} answer that found nothing
 * @returns {Promise<string[]>} those of the words asked that would surely find something if they stood alone
 */
export async function findable({ query, interpretation }) {
  const unwanted = interpretation.filter(({ reason }) => reason === "excluded").map(({ typed }) => typed);
  const asked = unwanted.reduce((left, typed) => left.replace(typed, " "), query);
  const words = new Set(asked.replace(/\p{L}+[:：](?=\S)/gu, " ").match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu));
  const tried = Array.from(words)
    .slice(0, MOST)
    .filter((word) => word !== query);
  const answers = await Promise.all(tried.map((word) => search(word, { limit: 0 })));
  return tried.filter((_, index) => answers[index].total > 0 && answers[index].confident);
}

/**
 * @param {Answer} answer
 * @param {Suggestion[]} suggestions
 * @param {string[]} words of the query that find something alone
 * @returns {Node[]}
 */
export function showNothing({ interpretation }, suggestions, words) {
  const parts = tellMisread(interpretation).map((told) => make("p", { class: "sp-quiet" }, ...told));
  if (suggestions.length > 0) {
    const near = suggestions.map((each) =>
      make("a", { class: "sp-tag", href: each.href }, ...describeSuggestion(each)),
    );
    parts.push(row(say("search.none.near"), near));
  }
  if (words.length > 0) {
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
