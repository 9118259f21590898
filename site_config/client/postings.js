/**
 * Searches the postings of one language's index and scores them, to the last bit but one as Whoosh does
 * (indexer/index.py).
 *
 * Whoosh has counted when the site was built: idf, frequencies, and lengths rounded to what it remembers. Here they
 * are only put together.
 */

import { unpackPostings, unpackSteps } from "./packing.js";

/** @import {Lexicon} from "./lexicon.js" */

/**
 * Terms to look for in one field, all of them in the same page, and what a find is worth.
 * @typedef {{field: string, terms: string[], boost: number}} Clause
 */

/** @typedef {{idf: number, scores: Map<number, number>}} Scored A term: its idf, and each document's score. */

/**
 * A page found: its score, and the (field, term) pairs that matched.
 * @typedef {{score: number, matched: Set<string>}} Found
 */

export const TAGS = "tags";
export const MENTIONS = "mentions";
export const K1 = 1.2;
const B = 0.75;
const SUMMARY = "summary_";

/** The index of the pages in one language. */
export class LanguageIndex {
  /**
   * @param {string} code
   * @param {Lexicon} lexicon
   */
  constructor(code, lexicon) {
    this.code = code;
    this.lexicon = lexicon;
  }

  /**
   * Returns all pages that match a clause, in the order of their numbers; the clauses' scores are summed.
   * @param {Clause[]} clauses
   * @returns {[document: number, found: Found][]}
   */
  search(clauses) {
    /** @type {Map<number, Found>} */
    const found = new Map();
    for (const { field, terms, boost } of clauses) {
      const [first, ...others] = terms.map((term) => this.scored(field, term));
      for (const document of first?.scores.keys() ?? []) {
        if (!others.every((other) => other.scores.has(document))) continue;
        const page = found.get(document) ?? { score: 0, matched: new Set() };
        found.set(document, page);
        for (const { scores } of [first, ...others]) page.score += boost * (scores.get(document) ?? 0);
        for (const term of terms) page.matched.add(pair(field, term));
      }
    }
    return Array.from(found).sort(([one], [other]) => one - other);
  }

  /**
   * Returns Whoosh's idf of a term; 0 when it stands nowhere in the field.
   * @param {string} field
   * @param {string} term
   * @returns {number}
   */
  idf(field, term) {
    return this.scored(field, term).idf;
  }

  /**
   * Returns the idf of a term, and of one that stands nowhere as though it stood on one page.
   * @param {string} field
   * @param {string} term
   * @returns {number}
   */
  highestIdf(field, term) {
    return this.idf(field, term) || Math.log(this.lexicon.manifest.documents[this.code] / 2) + 1;
  }

  /**
   * @param {string} field
   * @param {string} term
   * @returns {Scored}
   */
  scored(field, term) {
    if (field === TAGS) return this.tagged(term);
    const { documents, frequencies, lengths } = unpackPostings(this.packed(field, term));
    // Whoosh's idf; it counts documents that lack the field.
    const idf = documents.length && Math.log(this.lexicon.manifest.documents[this.code] / (documents.length + 1)) + 1;
    const average = this.lexicon.manifest.averages[this.code]?.[field] ?? 1;
    const scores = documents.map((document, place) => {
      const tf = frequencies[place];
      // What else a page mentions takes nothing from a sense that it mentions.
      const norm = tf + K1 * (field === MENTIONS ? 1 : 1 - B + (B * lengths[place]) / average);
      return /** @type {const} */ ([document, idf * ((tf * (K1 + 1)) / norm)]);
    });
    return { idf, scores: new Map(scores) };
  }

  /**
   * A tag is there or not; each counts 1.
   * @param {string} term
   * @returns {Scored}
   */
  tagged(term) {
    const colon = term.lastIndexOf(":");
    const near = this.lexicon.meaning(term.slice(0, colon)).g?.[this.code] ?? {};
    return { idf: 0, scores: new Map(unpackSteps(near[term.slice(colon + 1)] ?? []).map((document) => [document, 1])) };
  }

  /**
   * @param {string} field
   * @param {string} term
   */
  packed(field, term) {
    if (field === MENTIONS) return this.lexicon.meaning(term).p?.[this.code];
    const pageLanguage = field.startsWith(SUMMARY) ? field.slice(SUMMARY.length) : this.code;
    const language = this.lexicon.analysis.languageIn(term, pageLanguage);
    return this.lexicon.term(term, language)?.p?.[this.code]?.[field];
  }
}

/**
 * @param {string} field
 * @param {string} term
 * @returns {string}
 */
export function pair(field, term) {
  return `${field} ${term}`;
}
