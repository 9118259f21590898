/** Suggests principles, topics and headings whose words begin as what has been typed so far, in any language. */

import { conceptAddress, readConfig } from "./ui-config.js";
import { make } from "./ui-dom.js";
import { readLabels } from "./ui-engine.js";
import { hrefOf } from "./ui-hit.js";
import { loadTitles } from "./ui-passage.js";

/** @import {Labels} from "./ui-engine.js" */
/** @import {Title} from "./ui-passage.js" */

/**
 * `label` is what the reader calls it, `matched` the words that begin so, `tag` their language; `label` is empty for
 * a heading, which is called as it is.
 * @typedef {{href: string, label: string, matched: string, tag: string}} Suggestion
 */

const CONCEPTS = 4;
const HEADINGS = 2;

/**
 * @param {string} query
 * @returns {Promise<Suggestion[]>} none for an empty query
 */
export async function suggest(query) {
  const [labels, titles] = await Promise.all([readLabels(), loadTitles()]);
  return [...fromLabels(query, labels), ...fromTitles(query, titles)];
}

/**
 * @param {Suggestion} suggestion
 * @returns {Array<Node | string>}
 */
export function describeSuggestion({ label, matched, tag }) {
  const words = make("span", { lang: tag }, matched);
  return label && label !== matched ? [words, " → ", make("strong", {}, label)] : [make("strong", {}, words)];
}

/**
 * @param {string} query
 * @param {Labels} labels
 * @returns {Suggestion[]} each concept once, by the reader's own label if that fits
 */
function fromLabels(query, labels) {
  const { language, languages } = readConfig();
  const codes = [language, ...Object.keys(languages).filter((code) => code !== language)];
  /** @type {Map<string, {fit: number, suggestion: Suggestion}>} */
  const best = new Map();
  for (const code of codes) {
    for (const [concept, matched] of Object.entries(labels[code])) {
      const fit = fits(query, matched);
      if (fit < (best.get(concept)?.fit ?? Number.POSITIVE_INFINITY)) {
        const label = labels[language][concept];
        best.set(concept, {
          fit,
          suggestion: { href: conceptAddress(concept), label, matched, tag: languages[code].tag },
        });
      }
    }
  }
  const found = Array.from(best.values()).sort((one, other) => one.fit - other.fit);
  return found.slice(0, CONCEPTS).map(({ suggestion }) => suggestion);
}

/**
 * @param {string} query
 * @param {Title[]} titles
 * @returns {Suggestion[]}
 */
function fromTitles(query, titles) {
  return titles
    .filter(([, heading]) => fits(query, heading) < Number.POSITIVE_INFINITY)
    .slice(0, HEADINGS)
    .map(([page, heading, tag, language, concept]) => {
      const href = hrefOf({ page, language, tags: concept ? [concept] : [] });
      return { href, label: "", matched: heading, tag };
    });
}

/**
 * @param {string} query
 * @param {string} label
 * @returns {number} 0 the label begins so, 1 a word of it does; infinite where none does
 */
export function fits(query, label) {
  const [wanted, folded] = [fold(query.trim()), fold(label)];
  if (!wanted) {
    return Number.POSITIVE_INFINITY;
  }
  if (folded.startsWith(wanted)) {
    return 0;
  }
  const han = /\p{Script=Han}/u.test(wanted);
  for (let place = folded.indexOf(wanted); place > 0; place = folded.indexOf(wanted, place + 1)) {
    if (han || !/[\p{L}\p{M}\p{N}]/u.test(folded[place - 1])) {
      return 1;
    }
  }
  return Number.POSITIVE_INFINITY;
}

/**
 * @param {string} text
 * @returns {string} lower case, Latin letters bare; marks of other scripts are letters and stay
 */
function fold(text) {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replace(/(\p{Script=Latin})\p{M}+/gu, "$1");
}
