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

/** A term: its idf, the documents that have it, and what it scores in each. @typedef {{idf: number, documents: number[], scores: number[]}} Scored */

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
    this.size = lexicon.manifest.documents[code];
    /** @type {Map<string, Scored>} */
    this.known = new Map();
  }

  /**
   * Looks up what a clause is about, so that all that is missing is known before anything is scored.
   * @param {Clause} clause
   */
  lookUp({ field, terms }) {
    for (const term of terms) field === TAGS ? this.steps(term) : this.packed(field, term);
  }

  /**
   * Calls `visit` for each page that matches a clause, in the order of their numbers, with what it scores there.
   * @param {Clause} clause
   * @param {(document: number, score: number) => void} visit
   */
  visit({ field, terms, boost }, visit) {
    const [first, ...others] = terms.map((term) => this.scored(field, term));
    const reached = others.map(() => 0);
    for (const [place, document] of first.documents.entries()) {
      let [score, everywhere] = [first.scores[place], true];
      for (const [number, { documents, scores }] of others.entries()) {
        while (documents[reached[number]] < document) reached[number]++;
        if (documents[reached[number]] === document) score += scores[reached[number]];
        else everywhere = false;
      }
      if (everywhere) visit(document, boost * score);
    }
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
    return this.idf(field, term) || Math.log(this.size / 2) + 1;
  }

  /**
   * @param {string} field
   * @param {string} term
   * @returns {Scored}
   */
  scored(field, term) {
    const key = `${field} ${term}`;
    const known = this.known.get(key) ?? (field === TAGS ? this.tagged(term) : this.weighed(field, term));
    this.known.set(key, known);
    return known;
  }

  /**
   * A tag is there or not; each counts 1.
   * @param {string} term
   * @returns {Scored}
   */
  tagged(term) {
    const documents = unpackSteps(this.steps(term));
    return { idf: 0, documents, scores: documents.map(() => 1) };
  }

  /**
   * @param {string} field
   * @param {string} term
   * @returns {Scored}
   */
  weighed(field, term) {
    const { documents, frequencies, lengths } = unpackPostings(this.packed(field, term));
    // Whoosh's idf; it counts documents that lack the field.
    const idf = documents.length && Math.log(this.size / (documents.length + 1)) + 1;
    const average = this.lexicon.manifest.averages[this.code]?.[field] ?? 1;
    // What else a page mentions takes nothing from a sense that it mentions.
    const [fixed, byLength] = field === MENTIONS ? [K1, 0] : [K1 * (1 - B), (K1 * B) / average];
    const scores = lengths.map((length, place) => {
      const tf = frequencies[place];
      return (idf * tf * (K1 + 1)) / (tf + fixed + byLength * length);
    });
    return { idf, documents, scores };
  }

  /**
   * @param {string} term A concept, ":", and how near the tag is.
   * @returns {string}
   */
  steps(term) {
    const colon = term.lastIndexOf(":");
    return this.lexicon.meaning(term.slice(0, colon)).g?.[this.code]?.[term.slice(colon + 1)] ?? "";
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
