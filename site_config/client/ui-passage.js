/** Loads what indexer/site/portable.py has put beside the pages: whole passages, and the list of their titles. */

import { address } from "./ui-config.js";
import { runScript } from "./ui-dom.js";

/** @typedef {{id: string, text: string, tag: string, heading: boolean}} Paragraph */
/**
 * @typedef {object} Passage
 * @property {string} language
 * @property {string} tag BCP 47
 * @property {string} kind
 * @property {string} heading empty when the source has none
 * @property {string} headingTag
 * @property {Paragraph[]} paragraphs
 * @property {string} concept its central one; empty when it has no tags
 * @property {Record<string, string>} relations by concept
 * @property {Record<string, Record<string, string>>} labels by concept and language
 * @property {string} status
 * @property {string} statusBy
 * @property {string} title of the text; empty when nobody gave one
 * @property {string} titleTag
 * @property {boolean} titleByEditors
 * @property {string} file
 * @property {[number, number]} lines
 * @property {Record<string, string>} summaries by language, as are the next two
 * @property {Record<string, string>} signed
 * @property {Record<string, string>} notes
 */
/** @typedef {[page: string, heading: string, tag: string, language: string, concept: string]} Title */

/** @type {Map<string, Passage>} */
const passages = new Map();

/** @type {Promise<Title[]> | undefined} */
let titles;

/**
 * @param {string} page path under the site's root, without .html
 * @returns {Promise<Passage | undefined>} nothing for a passage that the site no longer has
 */
export async function loadPassage(page) {
  if (!passages.has(page)) {
    globalThis.principlesPassage = (path, passage) => passages.set(path, passage);
    await runScript(address(`${page}.js`)).catch(() => undefined);
  }
  return passages.get(page);
}

/** @returns {Promise<Title[]>} of all passages that have a heading; none when they do not load */
export function loadTitles() {
  titles ??= new Promise((resolve) => {
    globalThis.principlesTitles = resolve;
    runScript(address("assets/titles.js")).catch(() => resolve([]));
  });
  return titles;
}

/**
 * @param {string} page
 * @returns {string} the id of a passage on the pages that show it: `zh-smile` for `zh/principles/smile`
 */
export function anchorOf(page) {
  return page.replace("/principles/", "-").replace(/\//g, "-");
}
