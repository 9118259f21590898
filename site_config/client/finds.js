/**
 * What one unit of a query finds in one language: pages, and of each what speaks for it; the part of `Evidence` in
 * indexer/evidence.py that ranking needs. Of thousands of pages, as lists of numbers and not as objects.
 */

import { bounded, strength, together } from "./evidence.js";
import { K1 } from "./postings.js";

/** @import {Clause, LanguageIndex} from "./postings.js" */
/** @import {Reading} from "./readings.js" */

/**
 * Page by page: its number, what its tags and its words are worth, how much it speaks for an answer (from 0 to 1).
 * @typedef {{documents: number[], tags: number[], words: number[], sure: number[]}} Pages
 */

/** What a reading looks for, in tags and in words. @typedef {{reading: Reading, tags: Clause[], words: Clause[]}} Sought */

/** @implements {Pages} */
export class Finds {
  /** @param {Pages & {met?: [Reading, number[]][]}} pages `met`: the readings, each with the pages that meet it. */
  constructor({ documents, tags, words, sure, met = [] }) {
    this.documents = documents;
    this.tags = tags;
    this.words = words;
    this.sure = sure;
    this.met = met;
  }

  /**
   * Returns the finds at these pages only; one that was not found is worth nothing.
   * @param {number[]} documents
   * @param {number} [sure] How much each of them speaks for an answer, where that is known by other means.
   * @returns {Finds}
   */
  at(documents, sure) {
    const place = new Map(this.documents.map((document, index) => [document, index]));
    /** @type {(numbers: number[]) => number[]} */
    const chosen = (numbers) => documents.map((document) => numbers[place.get(document) ?? -1] ?? 0);
    const known = sure === undefined ? chosen(this.sure) : documents.map(() => sure);
    return new Finds({ documents, tags: chosen(this.tags), words: chosen(this.words), sure: known, met: this.met });
  }

  /**
   * Returns the readings that a page meets.
   * @param {number} document
   * @returns {Reading[]}
   */
  readingsOf(document) {
    return Array.from(new Set(this.met.flatMap(([reading, pages]) => (pages.includes(document) ? [reading] : []))));
  }
}

/**
 * Returns what the readings of a unit find.
 * @param {Sought[]} sought
 * @param {LanguageIndex} index
 * @returns {Finds}
 */
export function findPages(sought, index) {
  const tally = new Tally(index);
  const best = Math.max(0, ...sought.map(({ reading }) => reading.worth));
  for (const { reading, tags, words } of sought) {
    tally.add(reading, tags, tally.tags, (score) => score);
    const most = mostFor(words, index);
    tally.add(reading, words, tally.words, (score) => (reading.worth / best) * bounded(score / most));
  }
  return tally.toFinds();
}

/** Of each page, the best and the sum of what readings are worth. */
class Worths {
  constructor() {
    this.best = /** @type {number[]} */ ([]);
    this.sum = /** @type {number[]} */ ([]);
  }
}

/** Sums up, reading by reading. Pages have places in the order in which they are met. */
class Tally {
  /** @param {LanguageIndex} index */
  constructor(index) {
    this.index = index;
    this.places = new Int32Array(index.size).fill(-1);
    this.documents = /** @type {number[]} */ ([]);
    this.sure = /** @type {number[]} */ ([]);
    this.met = /** @type {[Reading, number[]][]} */ ([]);
    this.tags = new Worths();
    this.words = new Worths();
  }

  /**
   * Adds what a reading finds by `clauses`; their scores are summed, and are worth what `worthOf` says.
   * @param {Reading} reading
   * @param {Clause[]} clauses
   * @param {Worths} worths
   * @param {(score: number) => number} worthOf
   */
  add(reading, clauses, worths, worthOf) {
    /** @type {number[]} */
    const scores = []; // by place; sparse neither in number nor in time: only of pages met
    /** @type {number[]} */
    const met = [];
    for (const clause of clauses) {
      const sure = strength(reading, clause.field);
      this.index.visit(clause, (document, score) => {
        const place = this.placeOf(document);
        if (scores[place] === undefined) met.push(document);
        scores[place] = (scores[place] ?? 0) + score;
        if (sure > this.sure[place]) this.sure[place] = sure;
      });
    }
    for (const document of met) {
      const place = this.places[document];
      const worth = worthOf(scores[place]);
      worths.best[place] = Math.max(worths.best[place], worth);
      worths.sum[place] += worth;
    }
    if (met.length) this.met.push([reading, met]);
  }

  /**
   * @param {number} document
   * @returns {number}
   */
  placeOf(document) {
    if (this.places[document] < 0) {
      this.places[document] = this.documents.push(document) - 1;
      this.sure.push(0);
      for (const { best, sum } of [this.tags, this.words]) {
        best.push(0);
        sum.push(0);
      }
    }
    return this.places[document];
  }

  /** @returns {Finds} */
  toFinds() {
    /** @type {(worths: Worths) => number[]} */
    const worths = ({ best, sum }) => best.map((most, place) => together(most, sum[place]));
    const [tags, words] = [worths(this.tags), worths(this.words)];
    return new Finds({ documents: this.documents, tags, words, sure: this.sure, met: this.met });
  }
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
  let most = 0;
  for (const { field, terms, boost } of clauses) {
    if (field === "title") continue;
    for (const term of terms) most += boost * (K1 + 1) * index.highestIdf(field, term);
  }
  return most;
}
