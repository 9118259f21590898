/** Loads the search when somebody first wants it, so that reading a page costs nothing. */

import { address, readConfig } from "./ui-config.js";
import { runScript } from "./ui-dom.js";

/** @typedef {{typed: string, as: string, reason: string}} Reading what was typed, and as what it was understood */
/**
 * @typedef {object} Hit
 * @property {number} rank from 1
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
/** @typedef {Record<"language" | "principle" | "topic" | "source", Record<string, number>>} Facets of all pages found */
/** @typedef {{query: string, confident: boolean, total: number, interpretation: Reading[], hits: Hit[], facets?: Facets}} Answer */
/** @typedef {Record<string, Record<string, string>>} Labels language → concept → label */
/**
 * @typedef {object} Engine
 * @property {(query: string, options: {language: string, limit: number, facets: boolean}) => Promise<Answer>} search
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
 * @param {number} [limit] of the hits that are told, not of those that are counted
 * @param {boolean} [facets] whether to count all pages found by what they are; costs a file
 * @returns {Promise<Answer>}
 */
export async function search(query, limit = LIMIT, facets = false) {
  const engine = await openEngine();
  return engine.search(query, { language: readConfig().language, limit, facets });
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
