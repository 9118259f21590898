/**
 * Says how far what was found speaks for an answer, the same way as indexer/evidence.py (tests/vectors/evidence.json
 * holds both). A doubtful answer is shown all the same, and said to be a guess.
 */

import { isRow } from "./clauses.js";
import { TAGS } from "./postings.js";

/** @import {Pages} from "./finds.js" */
/** @import {Reading} from "./readings.js" */

const UNIT_FLOOR = 0.3;
const BEYOND = 0.5;
const SURE = 0.5;
const SURE_OF_SEVERAL = 0.51; // of several ideas, more than half
const SPOKEN = 0.49; // a word in an evidence sentence need not be what the sentence is about: no answer by itself
const MENTIONED = 0.45; // a word anywhere else: less, yet it fits one
const UNKNOWN = 0.3; // share of all pages that a word nobody knows counts as standing on: it may well be an everyday one
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
 * @param {number} best
 * @param {number} sum Of all.
 * @returns {number}
 */
export function together(best, sum) {
  const others = sum - best;
  return best + (BEYOND * others) / (1 + others);
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
 * @param {Map<string, Pick<Pages, "documents" | "sure">>[]} finds What each unit found, by language.
 * @param {boolean[]} known Whether anything is known of each unit.
 * @param {number} total Number of all pages.
 * @param {boolean} apart Whether different pages may answer the units, as a formula says by itself what must meet.
 * @returns {boolean}
 */
export function isConfident(finds, known, total, apart) {
  let [whole, anywhere, onOnePage] = [0, 0, 0];
  /** @type {Map<string, Float64Array>} */
  const sums = new Map();
  const codes = new Set(finds.flatMap((byCode) => Array.from(byCode.keys())));
  for (const code of codes) {
    const size = finds.reduce((size, byCode) => Math.max(size, sizeFor(byCode.get(code) ?? { documents: [] })), 0);
    sums.set(code, new Float64Array(size));
  }
  for (const [unit, byCode] of finds.entries()) {
    let [best, answering] = [0, 0];
    for (const { sure } of byCode.values()) for (const each of sure) best = Math.max(best, each);
    for (const { sure } of byCode.values()) for (const each of sure) if (each >= best / 2) answering++;
    const weight = unitWeight(known[unit] ? best && answering : UNKNOWN * total, total);
    whole += weight;
    anywhere += weight * best;
    for (const [code, { documents, sure }] of byCode) {
      const onPage = /** @type {Float64Array} */ (sums.get(code));
      for (let place = 0; place < documents.length; place++) {
        onPage[documents[place]] += weight * sure[place];
        onOnePage = Math.max(onOnePage, onPage[documents[place]]);
      }
    }
  }
  const founded = apart ? anywhere : onOnePage;
  return finds.length > 0 && founded >= (finds.length > 1 ? SURE_OF_SEVERAL : SURE) * whole - EQUAL;
}

/**
 * Returns how long a list must be that has a place for each of these pages.
 * @param {Pick<Pages, "documents">} pages
 * @returns {number}
 */
export function sizeFor({ documents }) {
  return documents.reduce((size, document) => Math.max(size, document + 1), 0);
}
