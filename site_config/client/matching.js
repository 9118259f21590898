/**
 * Finds the pages that meet a condition, by the postings and by the pages' records; the same way as indexer/matching.py.
 *
 * The postings have no positions. They say which pages have all the words of a phrase; whether these stand together is
 * read in the sentences of those pages.
 */

import { cut, length } from "./analysis.js";
import { clausesOf, tagsOf } from "./clauses.js";
import { pagesFrom } from "./facets.js";

/** @import {Analysis} from "./analysis.js" */
/** @import {PageRecord} from "./lexicon.js" */
/** @import {Clause, LanguageIndex} from "./postings.js" */
/** @import {Unit, Word} from "./readings.js" */

/**
 * A word of a phrase: the folded forms in which it may stand (of a Chinese run, the run), and what finds the pages that
 * have it; null for a function word, which no index knows.
 * @typedef {{surfaces: string[], readings: Word[] | null, han: boolean}} Part
 */

/**
 * Words side by side in one paragraph, or in the heading; each of the `ways` is enough.
 * @typedef {{typed: string, ways: Part[][], title: boolean}} Together
 */

/**
 * What a query demands of a page; indexer/conditions.py explains the kinds.
 * @typedef {{kind: "found", units: Unit[]}
 *   | {kind: "together", phrase: Together}
 *   | {kind: "tagged", concepts: string[]}
 *   | {kind: "written", language: string}
 *   | {kind: "from", source: string}
 *   | {kind: "not", part: Condition}
 *   | {kind: "all" | "any", parts: Condition[]}} Condition
 */

const PAIR = 2; // characters; the index has pairs, so that it knows by itself where one stands

/** Finds pages in the index of one language. */
export class Matcher {
  /** @param {LanguageIndex} index */
  constructor(index) {
    this.code = index.code;
    this.lexicon = index.lexicon;
    this.index = index;
  }

  /**
   * Returns the numbers of the pages that meet `condition`.
   * @param {Condition} condition
   * @returns {Set<number>}
   */
  pages(condition) {
    switch (condition.kind) {
      case "not": {
        const excluded = this.pages(condition.part);
        return this.everything((number) => !excluded.has(number));
      }
      case "all": {
        const sets = condition.parts.map((part) => this.pages(part));
        return this.everything((number) => sets.every((pages) => pages.has(number)));
      }
      case "any":
        return new Set(condition.parts.flatMap((part) => Array.from(this.pages(part))));
      case "found":
        return this.found(condition.units);
      case "tagged":
        return this.search(condition.concepts.flatMap((sense) => tagsOf(tagOf(sense))));
      case "together":
        return this.together(condition.phrase);
      case "written":
        return this.everything(() => condition.language === this.code);
      case "from":
        return pagesFrom(condition.source, this.code, this.lexicon);
    }
  }

  /**
   * @param {(number: number) => boolean} isKept
   * @returns {Set<number>}
   */
  everything(isKept) {
    const kept = new Set();
    for (let number = 0; number < this.index.size; number++) if (isKept(number)) kept.add(number);
    return kept;
  }

  /**
   * @param {Clause[]} clauses
   * @returns {Set<number>}
   */
  search(clauses) {
    const found = new Set();
    for (const clause of clauses) this.index.visit(clause, (document) => found.add(document));
    return found;
  }

  /**
   * @param {Unit[]} units
   * @returns {Set<number>}
   */
  found(units) {
    const readings = units.flatMap((unit) => unit.readings);
    const { analysis } = this.lexicon;
    return this.search(readings.flatMap((reading) => [...tagsOf(reading), ...clausesOf(reading, this.code, analysis)]));
  }

  /**
   * @param {Together} phrase
   * @returns {Set<number>}
   */
  together({ typed, ways, title }) {
    return new Set(ways.flatMap((parts) => Array.from(this.standing({ typed, ways: [parts], title }))));
  }

  /**
   * @param {Together} phrase in one way
   * @returns {Set<number>}
   */
  standing(phrase) {
    const [parts] = phrase.ways;
    const fields = phrase.title ? ["title"] : ["title", "body"];
    const sets = parts.flatMap(({ readings }) => (readings ? [this.search(this.clauses(readings, fields))] : []));
    const pages = this.everything((number) => sets.every((having) => having.has(number)));
    // Pages that no index rules out are read only when all it has to say has come.
    if (isPlain(parts) || !this.lexicon.isComplete()) return pages;
    const records = Array.from(pages, (number) => ({ number, record: this.lexicon.record(this.code, number) }));
    const having = records.filter(({ record }) => record && findPhrase(phrase, record, this.lexicon.analysis).length);
    return new Set(having.map(({ number }) => number));
  }

  /**
   * @param {Word[]} readings
   * @param {string[]} fields
   * @returns {Clause[]}
   */
  clauses(readings, fields) {
    return readings.flatMap(({ language, groups }) => {
      const spoken = groups.filter((terms) => this.lexicon.analysis.languageIn(terms[0], this.code) === language);
      return spoken.flatMap((terms) => fields.map((field) => ({ field, terms, boost: 1 })));
    });
  }
}

/**
 * @param {string} sense
 * @returns {import("./readings.js").Meant}
 */
function tagOf(sense) {
  return { sense, worth: 1, reason: "concept", known: "", sure: 1 };
}

/**
 * Whether the index alone knows where it all stands: one word, or two characters.
 * @param {Part[]} parts
 * @returns {boolean}
 */
function isPlain(parts) {
  const [{ surfaces, readings, han }, ...others] = parts;
  return !others.length && readings !== null && (!han || surfaces.every((surface) => length(surface) <= PAIR));
}

/**
 * Returns the folded forms in which a phrase stands on a page, its words joined by spaces; none where it does not.
 * @param {Together} phrase
 * @param {Pick<PageRecord, "sentences">} record
 * @param {Analysis} analysis
 * @returns {string[]}
 */
export function findPhrase({ ways, title }, { sentences }, analysis) {
  const found = new Set();
  /** @type {string[]} */
  let words = [];
  for (const [place, [paragraph, text]] of sentences.entries()) {
    words.push(...cut(text).map((token) => analysis.fold(token.text)));
    if (sentences[place + 1]?.[0] === paragraph) continue;
    for (const parts of title && paragraph ? [] : ways) for (const said of stretches(parts, words)) found.add(said);
    words = [];
  }
  return Array.from(found);
}

/**
 * @param {Part[]} parts
 * @param {string[]} words
 * @returns {Iterable<string>}
 */
function* stretches(parts, words) {
  for (let start = 0; start + parts.length <= words.length; start++) {
    const said = parts.map((part, step) => saidBy(part, words[start + step], step === 0, step === parts.length - 1));
    if (said.every(Boolean)) yield said.join(" ");
  }
}

/**
 * Returns what of a word of the page says the part: a run at the edge of a phrase may be longer on the page.
 * @param {Part} part
 * @param {string} word
 * @param {boolean} first
 * @param {boolean} last
 * @returns {string}
 */
function saidBy({ surfaces, han }, word, first, last) {
  if (!han) return surfaces.includes(word) ? word : "";
  const [run] = surfaces;
  const [opens, closes] = [word.startsWith(run), word.endsWith(run)];
  const fits = first && last ? word.includes(run) : first ? closes : last ? opens : word === run;
  return fits ? run : "";
}
