/**
 * Ranks pages for a query, by Whoosh's scores, the same way as indexer/search.py.
 *
 * Each unit of the query is scored in each language's index: the pages tagged with what it means, and the pages whose
 * words say it. The rule that merges them is written in `merge`, held to its twin's by tests/vectors/merge.json.
 */

import { clausesOf, tagsOf } from "./clauses.js";
import { bounded, isConfident, note, nothing, together, unitWeight } from "./evidence.js";
import { Matcher } from "./matching.js";
import { K1, LanguageIndex } from "./postings.js";

/** @import {Evidence, Finds} from "./evidence.js" */
/** @import {Lexicon} from "./lexicon.js" */
/** @import {Condition} from "./matching.js" */
/** @import {Clause} from "./postings.js" */
/** @import {Query} from "./query.js" */
/** @import {Reading, Unit} from "./readings.js" */

/** @typedef {{score: number, code: string, number: number}} Place */
/** @typedef {{places: Place[], finds: Finds[], confident: boolean}} Ranking */

const TAG_WEIGHT = 2; // a tag is worth more than any words
const NEXT_OF_LANGUAGE = 0.06;
const READER_FIRST = 1.02;

/**
 * Returns all pages for `asked`, the best first; `language` is the reader's and only prefers.
 * @param {Query} asked
 * @param {string} language
 * @param {Lexicon} lexicon
 * @returns {Ranking}
 */
export function rank(asked, language, lexicon) {
  const { documents } = lexicon.manifest;
  const codes = Object.keys(documents).sort();
  const kept = asked.condition && pagesOf(asked.condition, codes, lexicon);
  const finds = asked.units.map((_, number) => find(number, asked, kept, codes, lexicon));
  const total = sum(Object.values(documents));
  const weights = finds.map((byCode) => unitWeight(sum(Array.from(byCode.values(), (pages) => pages.size)), total));
  const places = merge(finds, weights, language);
  // What meets the condition and answers no unit, as after `lang:cs` alone, comes last, in the order of the pages.
  const scored = new Set(places.map(({ code, number }) => `${code}:${number}`));
  for (const [code, numbers] of kept ?? []) {
    const others = Array.from(numbers).filter((number) => !scored.has(`${code}:${number}`));
    places.push(...others.sort((one, other) => one - other).map((number) => ({ score: 0, code, number })));
  }
  const known = asked.units.map(({ readings }) => readings.length > 0);
  const browsed = kept !== null && !asked.units.length;
  return { places, finds, confident: isConfident(finds, known, total, kept !== null) || browsed };
}

/**
 * @param {Condition} condition
 * @param {string[]} codes
 * @param {Lexicon} lexicon
 * @returns {Map<string, Set<number>>}
 */
function pagesOf(condition, codes, lexicon) {
  return new Map(codes.map((code) => [code, new Matcher(code, lexicon).pages(condition)]));
}

/**
 * Returns what a unit finds among the pages that are kept; a phrase, only where it stands as one.
 * @param {number} number
 * @param {Query} asked
 * @param {Map<string, Set<number>> | null} kept
 * @param {string[]} codes
 * @param {Lexicon} lexicon
 * @returns {Finds}
 */
function find(number, asked, kept, codes, lexicon) {
  const phrase = asked.phrases.get(number);
  const standing = phrase && pagesOf({ kind: "together", phrase }, codes, lexicon);
  return new Map(
    codes.map((code) => {
      const pages = weigh(asked.units[number], code, lexicon);
      const left = kept?.get(code);
      if (!left) return [code, pages];
      if (!standing) return [code, new Map(Array.from(pages).filter(([page]) => left.has(page)))];
      const both = Array.from(standing.get(code) ?? []).filter((page) => left.has(page));
      return [code, new Map(both.map((page) => [page, { ...(pages.get(page) ?? nothing()), sure: 1 }]))];
    }),
  );
}

/**
 * @param {Unit} unit
 * @param {string} code
 * @param {Lexicon} lexicon
 * @returns {Map<number, Evidence>}
 */
function weigh({ readings }, code, lexicon) {
  const index = new LanguageIndex(code, lexicon);
  /** @type {Map<number, {evidence: Evidence, tags: number[], words: number[]}>} */
  const pages = new Map();
  /** @type {(reading: Reading, sought: Clause[]) => {tags: number[], words: number[], score: number}[]} */
  const find = (reading, sought) => {
    return index.search(sought).map(([document, found]) => {
      const page = pages.get(document) ?? { evidence: nothing(), tags: [], words: [] };
      pages.set(document, page);
      note(page.evidence, reading, sought, found);
      return { ...page, score: found.score };
    });
  };
  const best = Math.max(0, ...readings.map(({ worth }) => worth));
  for (const reading of readings) {
    for (const { tags, score } of find(reading, tagsOf(reading))) tags.push(score);
    const sought = clausesOf(reading, code, lexicon.analysis);
    const most = mostFor(sought, index);
    for (const { words, score } of find(reading, sought)) words.push((reading.worth / best) * bounded(score / most));
  }
  return new Map(
    Array.from(pages, ([document, { evidence, tags, words }]) => {
      return [document, { ...evidence, tags: together(tags), words: together(words) }];
    }),
  );
}

/**
 * Returns the most that a reading's clauses could score: a page's words are worth their share of it.
 *
 * It is the same whether or not the words stand anywhere, or a page would be worth more without them. A heading comes
 * on top: few words stand in one.
 * @param {Clause[]} clauses
 * @param {LanguageIndex} index
 * @returns {number}
 */
function mostFor(clauses, index) {
  const counted = clauses.filter(({ field }) => field !== "title");
  return sum(
    counted.map(
      ({ field, terms, boost }) => boost * (K1 + 1) * sum(terms.map((term) => index.highestIdf(field, term))),
    ),
  );
}

/**
 * Returns all pages found, the best first.
 *
 * A page's score is the weighted mean over the units of twice its tags and once its words, times the share of the
 * query's weight that it covers. Pages in the reader's language count 2 % more. Then each further page of one
 * language counts a little less than the one before, so that languages interleave among near equals. Equal scores
 * stand in the order of the pages.
 * @param {Map<string, Map<number, Pick<Evidence, "tags" | "words">>>[]} finds
 * @param {number[]} weights
 * @param {string} language
 * @returns {Place[]}
 */
export function merge(finds, weights, language) {
  const whole = sum(weights);
  const codes = Array.from(new Set(finds.flatMap((byCode) => Array.from(byCode.keys()))));
  const ranked = codes.flatMap((code) => {
    const reader = code === language ? READER_FIRST : 1;
    const places = Array.from(sumPages(finds, weights, code), ([number, { worth, covered }]) => {
      return { score: (worth / whole) * (covered / whole) * reader, code, number };
    });
    return places
      .sort(compare)
      .map((place, rank) => ({ ...place, score: place.score / (1 + NEXT_OF_LANGUAGE * rank) }));
  });
  return ranked.sort(compare);
}

/**
 * @param {Map<string, Map<number, Pick<Evidence, "tags" | "words">>>[]} finds
 * @param {number[]} weights
 * @param {string} code
 * @returns {Map<number, {worth: number, covered: number}>}
 */
function sumPages(finds, weights, code) {
  const sums = new Map();
  for (const [unit, byCode] of finds.entries()) {
    for (const [number, { tags, words }] of byCode.get(code) ?? []) {
      const { worth, covered } = sums.get(number) ?? { worth: 0, covered: 0 };
      const more = weights[unit] * (TAG_WEIGHT * tags + words);
      sums.set(number, { worth: worth + more, covered: covered + weights[unit] });
    }
  }
  return sums;
}

/**
 * The better first, in billionths: sums differ in the last bit between Whoosh and a browser.
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
  return Math.floor(score * 1e9 + 0.5);
}

/**
 * @param {number[]} numbers
 * @returns {number}
 */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
