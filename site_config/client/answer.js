/**
 * Puts a ranking into the words of the contract: what `search` returns, and `principles search --json` prints
 * (indexer/answer.py).
 */

import { bestExcerpt } from "./excerpt.js";
import { countFacets, countLanguages } from "./facets.js";
import { findPhrase } from "./matching.js";
import { interpretation, once, reasonFor, telling } from "./reasons.js";

/** @import {Span} from "./excerpt.js" */
/** @import {Facets} from "./facets.js" */
/** @import {Finds} from "./finds.js" */
/** @import {Lexicon, PageRecord} from "./lexicon.js" */
/** @import {Together} from "./matching.js" */
/** @import {Query} from "./query.js" */
/** @import {Place, Ranking} from "./rank.js" */
/** @import {Word} from "./readings.js" */
/** @import {Why} from "./reasons.js" */

/**
 * A page found. `marks` are UTF-16 offsets in `snippet`; `paragraph` is the id of the paragraph it is from, "" for
 * the heading.
 * @typedef {object} Hit
 * @property {number} rank
 * @property {number} score
 * @property {string} page
 * @property {string} language
 * @property {string} source
 * @property {number} ordinal
 * @property {string} kind
 * @property {string} status Who wrote it: `human`, `machine-translated` or `unknown`.
 * @property {string} heading
 * @property {string[]} tags
 * @property {string} paragraph
 * @property {string} snippet
 * @property {Span[]} marks
 * @property {Why[]} why
 */

/**
 * @typedef {object} Answer
 * @property {string} query
 * @property {Why[]} interpretation
 * @property {boolean} confident Whether most of the query was understood; else the hits are guesses.
 * @property {number} total Of the pages found, as far as the reader's choices leave them; `hits` are the first of these.
 * @property {Record<string, number>} languages How many pages there would be in each, whichever language is chosen.
 * @property {Hit[]} hits
 * @property {Facets} [facets] Of all pages found, if they were asked for.
 */

const SCORE_DIGITS = 6;

/**
 * Returns the best pages of a ranking, with what shows and explains them.
 * @param {Query} asked
 * @param {Ranking} ranking
 * @param {{language: string, facets: boolean}} options
 * @param {Lexicon} lexicon
 * @returns {Answer}
 */
export function tell(asked, { places, pages, unmet, finds, confident }, { language, facets }, lexicon) {
  const found = finds.map((byCode) => Array.from(byCode.values()).some(({ documents }) => documents.length));
  const left = Array.from(pages, ([code, numbers]) => numbers.filter((number) => !unmet(code, number).length).length);
  return {
    query: asked.text,
    interpretation: interpretation(asked, found, language, lexicon),
    confident,
    total: left.reduce((total, count) => total + count, 0),
    languages: countLanguages(pages, unmet),
    hits: places.flatMap((place, index) => tellHit(index + 1, place, asked, finds, lexicon)),
    ...(facets ? { facets: countFacets(pages, unmet, lexicon) } : {}),
  };
}

/**
 * Returns a phrase as it stands on a page.
 * @param {Together} phrase
 * @param {PageRecord} record
 * @param {Lexicon} lexicon
 * @returns {Word}
 */
function standing(phrase, record, { analysis }) {
  const surfaces = findPhrase(phrase, record, analysis);
  return { language: "", groups: [], worth: 1, reason: "word", known: phrase.typed, surfaces, parts: [] };
}

/**
 * @param {number} rank
 * @param {Place} place
 * @param {Query} asked
 * @param {Map<string, Finds>[]} finds
 * @param {Lexicon} lexicon
 * @returns {Hit[]} None while the page's record is still on its way.
 */
function tellHit(rank, { score, code, number }, asked, finds, lexicon) {
  const record = lexicon.record(code, number);
  if (!record) return [];
  const pairs = asked.units.flatMap(({ typed }, unit) => {
    const found = finds[unit].get(code);
    if (!found?.documents.includes(number)) return [];
    const phrase = asked.phrases.get(unit);
    const shown = phrase ? [standing(phrase, record, lexicon)] : telling(found.readingsOf(number));
    return shown.map((reading) => ({ typed, reading }));
  });
  const readings = pairs.map(({ reading }) => reading);
  const { text: snippet, marks, paragraph, said } = bestExcerpt(record, readings, lexicon);
  const why = pairs.map(({ typed, reading }, index) => reasonFor(typed, reading, said[index], code, lexicon));
  const { page, language, source, ordinal, kind, status, heading, tags } = record;
  const about = { page, language, source, ordinal, kind, status, heading, tags };
  const rounded = Number(score.toFixed(SCORE_DIGITS));
  return [
    { rank, score: rounded, ...about, paragraph, snippet, marks, why: once(why, ({ typed, as }) => [typed, as]) },
  ];
}
