/** Loads the search when somebody first wants it, so that reading a page costs nothing. */

import { address, readConfig } from "./ui-config.js";

/** @typedef {{typed: string, as: string, reason: string}} Reading what was typed, and as what it was understood */
/**
 * @typedef {object} Hit
 * @property {string} page path under the site's root, without .html
 * @property {string} language
 * @property {string} kind
 * @property {string} heading empty for a passage without one
 * @property {string} snippet
 * @property {Array<[number, number]>} marks UTF-16 offsets in `snippet`
 * @property {Reading[]} why
 * @property {string} [paragraph] id of the paragraph that holds the snippet
 */
/** @typedef {{query: string, confident: boolean, interpretation: Reading[], hits: Hit[]}} Answer */
/** @typedef {{name: string, tag: string}} Language */
/**
 * @typedef {object} Engine
 * @property {(query: string, options: {language: string, limit: number}) => Promise<Answer>} search
 * @property {Record<string, Language>} languages
 */

/** More hits than anybody reads; fewer would make their number meaningless. */
const LIMIT = 60;

/** @type {Promise<Engine> | undefined} */
let opened;

/** @returns {Promise<Engine>} the same one each time; a failure is forgotten, so that it can be tried again */
export function openEngine() {
  opened ??= load().catch((error) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/**
 * @param {string} query
 * @returns {Promise<{answer: Answer, languages: Record<string, Language>}>}
 */
export async function ask(query) {
  const engine = await openEngine();
  const answer = await engine.search(query, { language: readConfig().language, limit: LIMIT });
  return { answer, languages: engine.languages };
}

/** @returns {Promise<Engine>} */
async function load() {
  await new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address("assets/search.js");
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  const open = /** @type {{openSearch: (base: string) => Promise<Engine>}} */ (/** @type {unknown} */ (globalThis))
    .openSearch;
  return open(address(""));
}
