/** Loads the search when somebody first wants it, so that reading a page costs nothing. */

import { address, readConfig } from "./ui-config.js";
import { runScript } from "./ui-dom.js";

/** @typedef {{typed: string, as: string, reason: string}} Reading what was typed, and as what it was understood */
/**
 * @typedef {object} Hit
 * @property {number} rank from 1
 * @property {number} score 0 where nothing that was asked stands there, and it only meets what the query demands
 * @property {string} page path under the site's root, without .html
 * @property {string} language
 * @property {string} source file of the text
 * @property {string} kind
 * @property {string} status who wrote it: `human`, `machine-translated` or `unknown`
 * @property {string} heading empty for a passage without one
 * @property {string[]} tags concepts, the central one first
 * @property {string} snippet
 * @property {Array<[number, number]>} marks UTF-16 offsets in `snippet`
 * @property {Reading[]} why
 * @property {string} [paragraph] id of the paragraph that holds the snippet
 */
/** @typedef {Record<"language" | "principle" | "topic" | "source" | "status", Record<string, number>>} Facets how many pages each choice leaves */
/**
 * @typedef {object} Answer
 * @property {string} query
 * @property {boolean} confident
 * @property {number} total of the pages found, as far as choices leave them
 * @property {Record<string, number>} languages how many there would be in each, whichever is chosen
 * @property {Reading[]} interpretation
 * @property {Hit[]} hits the first of them
 * @property {Facets} [facets]
 */
/** @typedef {Partial<Record<"language" | "tag" | "source" | "status", string[]>>} Only what the reader has chosen */
/** @typedef {Record<string, Record<string, string>>} Labels language → concept → label */
/**
 * @typedef {object} Engine
 * @property {(query: string, options: {language: string, limit: number, facets: boolean, only: Only}) => Promise<Answer>} search
 * @property {(language: string) => Promise<Record<string, string>>} labels
 */

/** More hits than anybody reads; `total` says when there are more still. */
const LIMIT = 60;

/** @type {Promise<Engine> | undefined} */
let opened;

/** @type {Promise<Labels> | undefined} */
let labels;

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
 * @param {{limit?: number, facets?: boolean, only?: Only}} [options] `limit` is of the hits that are told, not of those that
 *   are counted; `facets` counts all pages found by what they are, and costs a file, as does `only`, except for languages
 * @returns {Promise<Answer>}
 */
export async function search(query, { limit = LIMIT, facets = false, only = {} } = {}) {
  const engine = await openEngine();
  return engine.search(query, { language: readConfig().language, limit, facets, only });
}

/** @returns {Promise<Labels>} of all concepts, in all languages */
export function readLabels() {
  labels ??= loadLabels().catch((error) => {
    labels = undefined;
    throw error;
  });
  return labels;
}

/** @returns {Promise<Labels>} */
async function loadLabels() {
  const engine = await openEngine();
  const codes = Object.keys(readConfig().languages);
  return Object.fromEntries(await Promise.all(codes.map(async (code) => [code, await engine.labels(code)])));
}

/** @returns {Promise<Engine>} */
async function load() {
  await runScript(address("assets/search.js"));
  return globalThis.openSearch(address(""));
}
