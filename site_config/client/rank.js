/**
 * Ranks pages for a query, by Whoosh's scores, the same way as indexer/search.py.
 *
 * Each unit of the query is scored in each language's index: the pages tagged with what it means, and the pages whose
 * words say it. The rule that merges them is written in `merge`, held to its twin's by tests/vectors/merge.json.
 */

import { clausesOf, tagsOf } from "./clauses.js";
import { isConfident, sizeFor, unitWeight } from "./evidence.js";
import { choosing } from "./facets.js";
import { findPages } from "./finds.js";
import { Matcher } from "./matching.js";
import { LanguageIndex } from "./postings.js";

/** @import {Only, Unmet} from "./facets.js" */
/** @import {Finds, Pages, Sought} from "./finds.js" */
/** @import {Lexicon} from "./lexicon.js" */
/** @import {Condition} from "./matching.js" */
/** @import {Query} from "./query.js" */
/** @import {Unit} from "./readings.js" */

/** @typedef {{score: number, code: string, number: number}} Place */

/** Pages of one language, each with its score. @typedef {{documents: number[], scores: number[]}} Scores */

/**
 * The best places, all pages found by language, which of the reader's choices they do not meet, what each unit found by
 * language, and whether that answers the query.
 * @typedef {object} Ranking
 * @property {Place[]} places
 * @property {Map<string, number[]>} pages
 * @property {Unmet} unmet
 * @property {Map<string, Finds>[]} finds
 * @property {boolean} confident
 */

const TAG_WEIGHT = 2; // a tag is worth more than any words
const NEXT_OF_LANGUAGE = 0.06;
const READER_FIRST = 1.02;
const BILLION = 1e9; // scores are compared in billionths: sums differ in the last bit between Whoosh and a browser
const PAGES = 2 ** 20; // no language has more; so a rounded score and a page's number are one whole number

/**
 * Returns the best `limit` pages for `asked`; `language` is the reader's and only prefers. What the reader has chosen
 * leaves pages out, and changes nothing for those that stay.
 * @param {Query} asked
 * @param {{language: string, limit: number, only: Only}} options
 * @param {Lexicon} lexicon
 * @returns {Ranking} Of nothing while something that it needs is not here.
 */
export function rank(asked, { language, limit, only }, lexicon) {
  const { documents } = lexicon.manifest;
  const indexes = Object.keys(documents)
    .sort()
    .map((code) => new LanguageIndex(code, lexicon));
  const sought = asked.units.map((unit) => indexes.map((index) => lookUp(unit, index)));
  const kept = asked.condition && pagesOf(asked.condition, indexes);
  if (!lexicon.isComplete()) return { places: [], pages: new Map(), unmet: () => [], finds: [], confident: false };
  const finds = sought.map((byIndex, unit) => {
    const found = indexes.map((index, number) => findPages(byIndex[number], index));
    const phrase = asked.phrases.get(unit);
    const standing = kept && phrase ? pagesOf({ kind: "together", phrase }, indexes) : null;
    return new Map(
      found.map((pages, number) => [indexes[number].code, choose(pages, indexes[number].code, kept, standing)]),
    );
  });
  const total = sum(Object.values(documents));
  const weights = finds.map((byCode) => {
    return unitWeight(sum(Array.from(byCode.values(), (pages) => pages.documents.length)), total);
  });
  const scored = sumUp(finds, weights);
  const unmet = choosing(only, lexicon);
  const chosen = Object.values(only).some((values) => values.length);
  const isLeft = (/** @type {string} */ code, /** @type {number} */ number) => !chosen || !unmet(code, number).length;
  const places = merge(scored, language, chosen ? PAGES : limit).filter(({ code, number }) => isLeft(code, number));
  places.splice(limit);
  const pages = new Map(Array.from(scored, ([code, { documents }]) => [code, documents]));
  // What meets the condition and answers no unit, as after `lang:cs` alone, comes last, in the order of the pages.
  for (const [code, numbers] of kept ?? []) {
    const before = new Set(pages.get(code));
    const others = Array.from(numbers).filter((number) => !before.has(number));
    others.sort((one, other) => one - other);
    pages.set(code, [...before, ...others]);
    const left = others.filter((number) => isLeft(code, number)).slice(0, Math.max(0, limit - places.length));
    places.push(...left.map((number) => ({ score: 0, code, number })));
  }
  const known = asked.units.map(({ readings }) => readings.length > 0);
  const browsed = kept !== null && !asked.units.length;
  return { places, pages, unmet, finds, confident: isConfident(finds, known, total, kept !== null) || browsed };
}

/**
 * Returns what a unit looks for in an index, and looks it up there.
 * @param {Unit} unit
 * @param {LanguageIndex} index
 * @returns {Sought[]}
 */
function lookUp({ readings }, index) {
  return readings.map((reading) => {
    const [tags, words] = [tagsOf(reading), clausesOf(reading, index.code, index.lexicon.analysis)];
    for (const clause of [...tags, ...words]) index.lookUp(clause);
    return { reading, tags, words };
  });
}

/**
 * @param {Condition} condition
 * @param {LanguageIndex[]} indexes
 * @returns {Map<string, Set<number>>}
 */
function pagesOf(condition, indexes) {
  return new Map(indexes.map((index) => [index.code, new Matcher(index).pages(condition)]));
}

/**
 * Returns what was found among the pages that are kept; of a phrase, only where it stands as one.
 * @param {Finds} finds
 * @param {string} code
 * @param {Map<string, Set<number>> | null} kept
 * @param {Map<string, Set<number>> | null} standing
 * @returns {Finds}
 */
function choose(finds, code, kept, standing) {
  const left = kept?.get(code);
  if (!left) return finds;
  const pages = Array.from(standing?.get(code) ?? finds.documents).filter((page) => left.has(page));
  return standing ? finds.at(pages, 1) : finds.at(pages);
}

/**
 * Returns what pages are worth in all: the weighted mean over the units of twice their tags and once their words, times
 * the share of the query's weight that they cover.
 * @param {Map<string, Pick<Pages, "documents" | "tags" | "words">>[]} finds
 * @param {number[]} weights
 * @returns {Map<string, Scores>} By language.
 */
export function sumUp(finds, weights) {
  const whole = sum(weights);
  const codes = new Set(finds.flatMap((byCode) => Array.from(byCode.keys())));
  return new Map(
    Array.from(codes, (code) => {
      const found = finds.map((byCode) => byCode.get(code) ?? { documents: [], tags: [], words: [] });
      const size = found.reduce((size, pages) => Math.max(size, sizeFor(pages)), 0);
      const [worths, covered] = [new Float64Array(size), new Float64Array(size)];
      /** @type {number[]} */
      const documents = [];
      for (const [unit, pages] of found.entries()) {
        for (let place = 0; place < pages.documents.length; place++) {
          const document = pages.documents[place];
          if (!covered[document]) documents.push(document);
          worths[document] += weights[unit] * (TAG_WEIGHT * pages.tags[place] + pages.words[place]);
          covered[document] += weights[unit];
        }
      }
      const scores = documents.map((document) => (worths[document] / whole) * (covered[document] / whole));
      return [code, { documents, scores }];
    }),
  );
}

/**
 * Returns the best `limit` pages of all languages.
 *
 * Pages in the reader's language count 2 % more. Then each further page of one language counts a little less than the
 * one before, so that languages interleave among near equals. Equal scores stand in the order of the pages.
 * @param {Map<string, Scores>} scored By language.
 * @param {string} language
 * @param {number} limit
 * @returns {Place[]}
 */
export function merge(scored, language, limit) {
  const ranked = Array.from(scored, ([code, pages]) => {
    const reader = code === language ? READER_FIRST : 1;
    return best(pages, reader, limit).map(([number, score], rank) => {
      return { score: score / (1 + NEXT_OF_LANGUAGE * rank), code, number };
    });
  });
  return ranked.flat().sort(compare).slice(0, limit);
}

/**
 * Returns the best `limit` pages of one language, with their scores.
 * @param {Scores} pages
 * @param {number} reader
 * @param {number} limit
 * @returns {[number: number, score: number][]}
 */
function best({ documents, scores }, reader, limit) {
  // Numbers sort many times as fast as objects: the score stands before the page, of which a lower one is better.
  const keys = Float64Array.from(documents, (number, place) => {
    return rounded(scores[place] * reader) * PAGES + (PAGES - 1 - number);
  });
  const numbers = Array.from(keys.sort().reverse().subarray(0, limit), (key) => PAGES - 1 - (key % PAGES));
  const places = new Map(numbers.map((number) => [number, -1]));
  for (let place = 0; place < documents.length; place++) {
    if (places.has(documents[place])) places.set(documents[place], place);
  }
  return numbers.map((number) => [number, scores[places.get(number) ?? -1] * reader]);
}

/**
 * The better first.
 * @param {Place} one
 * @param {Place} other
 * @returns {number}
 */
function compare(one, other) {
  const better = rounded(other.score) - rounded(one.score);
  return better || (one.code < other.code ? -1 : one.code > other.code ? 1 : one.number - other.number);
}

/**
 * @param {number} score
 * @returns {number}
 */
function rounded(score) {
  return Math.floor(score * BILLION + 0.5);
}

/**
 * @param {number[]} numbers
 * @returns {number}
 */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
