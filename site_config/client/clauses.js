/**
 * Says what a reading of a query looks for in an index, and what a find is worth; the clauses of indexer/search.py.
 */

import { MENTIONS, TAGS } from "./postings.js";

/** @import {Analysis} from "./analysis.js" */
/** @import {Clause} from "./postings.js" */
/** @import {Reading} from "./readings.js" */

const FIELD_BOOSTS = Object.entries({ title: 2, evidence: 1, body: 1 });
const SUMMARY_BOOST = 0.5;
const MENTION_BOOST = 1;
const TAG_BOOSTS = [1, 0.9, 0.6, 0.3]; // central, same, close, related

/**
 * Returns what a reading looks for among the words of the pages in `code`.
 * @param {Reading} reading
 * @param {string} code
 * @param {Analysis} analysis
 * @returns {Clause[]}
 */
export function clausesOf(reading, code, analysis) {
  const { worth } = reading;
  if ("sense" in reading) return [{ field: MENTIONS, terms: [reading.sense], boost: MENTION_BOOST * worth }];
  return reading.groups.flatMap((terms) => {
    const spoken = analysis.languageIn(terms[0], code) === reading.language;
    const fields = spoken ? FIELD_BOOSTS.map(([field, boost]) => ({ field, terms, boost: boost * worth })) : [];
    return [...fields, { field: `summary_${reading.language}`, terms, boost: SUMMARY_BOOST * worth }];
  });
}

/**
 * Returns the tags that a reading looks for: only a concept has any.
 * @param {Reading} reading
 * @returns {Clause[]}
 */
export function tagsOf(reading) {
  if (!("sense" in reading) || isRow(reading.sense)) return [];
  const { sense, worth } = reading;
  return TAG_BOOSTS.map((boost, near) => ({ field: TAGS, terms: [`${sense}:${near}`], boost: boost * worth }));
}

/**
 * Whether a sense is a row of the bridge and not a concept.
 * @param {string} sense
 * @returns {boolean}
 */
export function isRow(sense) {
  return sense.startsWith("~");
}
