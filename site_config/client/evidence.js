/**
 * Says how far what was found speaks for an answer, the same way as indexer/evidence.py (tests/vectors/evidence.json
 * holds both). A doubtful answer is shown all the same, and said to be a guess.
 */

import { isRow } from "./clauses.js";
import { pair, TAGS } from "./postings.js";

/** @import {Clause, Found} from "./postings.js" */
/** @import {Reading} from "./readings.js" */

/**
 * What speaks for one page in one unit: worth of tags and of words from 0 to 1, how much it speaks for an answer, and
 * the readings that matched.
 * @typedef {{tags: number, words: number, sure: number, readings: Reading[]}} Evidence
 */

/** One unit's finds: language → document → evidence. @typedef {Map<string, Map<number, Evidence>>} Finds */

const UNIT_FLOOR = 0.3;
const BEYOND = 0.5;
const SURE = 0.5;
const SURE_OF_SEVERAL = 0.51; // of several ideas, more than half
const SPOKEN = 0.8; // a word in an evidence sentence need not be what the sentence is about
const MENTIONED = 0.4; // a word anywhere else: no answer by itself, yet it fits one
const UNKNOWN = 0.1; // share of all pages that a word nobody knows counts as standing on: it may well be an everyday one
const EQUAL = 1e-9;

/**
 * Returns a worth that may pass 1 by half at most, and yet rises with all that speaks for a page.
 * @param {number} worth
 * @returns {number}
 */
export function bounded(worth) {
  return worth <= 1 ? worth : 1 + BEYOND * (1 - 1 / worth);
}

/**
 * Returns what several finds are worth: the best, and of all others together half at most.
 * @param {number[]} worths
 * @returns {number}
 */
export function together(worths) {
  const best = Math.max(0, ...worths);
  const others = worths.reduce((total, worth) => total + worth, 0) - best;
  return best + (BEYOND * others) / (1 + others);
}

/** @returns {Evidence} */
export function nothing() {
  return { tags: 0, words: 0, sure: 0, readings: [] };
}

/**
 * Notes that a reading was met by a hit, and how sure that makes.
 * @param {Evidence} evidence
 * @param {Reading} reading
 * @param {Clause[]} sought What the reading looks for.
 * @param {Found} found
 */
export function note(evidence, reading, sought, { matched }) {
  const met = sought.filter(({ field, terms }) => terms.every((term) => matched.has(pair(field, term))));
  if (!evidence.readings.includes(reading)) evidence.readings.push(reading);
  evidence.sure = Math.max(evidence.sure, ...met.map(({ field }) => strength(reading, field)));
}

/**
 * Returns how much it speaks for an answer that a reading was found in a field.
 * @param {Reading} reading
 * @param {string} field
 * @returns {number}
 */
export function strength(reading, field) {
  if (field === TAGS || field === "title") return "sense" in reading ? reading.sure : reading.worth;
  if (field === "evidence") return SPOKEN * reading.worth;
  // A concept that was not asked for, only the next to one that was, says nothing where it is mentioned.
  if ("sense" in reading && !reading.sure && !isRow(reading.sense)) return 0;
  return MENTIONED * reading.worth;
}

/**
 * Returns what a unit is worth among others: a rare one more than one that is everywhere.
 * @param {number} pages
 * @param {number} total
 * @returns {number}
 */
export function unitWeight(pages, total) {
  return UNIT_FLOOR + Math.log(1 + total / (pages + 1));
}

/**
 * Returns whether at least half of what was asked is founded, on one page; of several units, more than half.
 *
 * A unit weighs the more, the fewer pages answer it. A unit of which nothing was found weighs most: it is of another
 * subject. One of which nothing is even known weighs less.
 * @param {Map<string, Map<number, Pick<Evidence, "sure">>>[]} finds What each unit found.
 * @param {boolean[]} known Whether anything is known of each unit.
 * @param {number} total Number of all pages.
 * @param {boolean} apart Whether different pages may answer the units, as a formula says by itself what must meet.
 * @returns {boolean}
 */
export function isConfident(finds, known, total, apart) {
  let [whole, anywhere] = [0, 0];
  /** @type {Map<string, number>} */
  const onPage = new Map();
  for (const [unit, byCode] of finds.entries()) {
    const pages = Array.from(byCode).flatMap(([code, found]) => {
      return Array.from(found, ([page, { sure }]) => ({ page: `${code}:${page}`, sure }));
    });
    const best = Math.max(0, ...pages.map(({ sure }) => sure));
    const answering = best && pages.filter(({ sure }) => sure >= best / 2).length;
    const weight = unitWeight(known[unit] ? answering : UNKNOWN * total, total);
    whole += weight;
    anywhere += weight * best;
    for (const { page, sure } of pages) onPage.set(page, (onPage.get(page) ?? 0) + weight * sure);
  }
  const founded = apart ? anywhere : Math.max(0, ...onPage.values());
  return finds.length > 0 && founded >= (finds.length > 1 ? SURE_OF_SEVERAL : SURE) * whole - EQUAL;
}
