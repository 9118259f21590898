/**
 * The lexicon as the site ships it: a manifest, and shards of which only those are loaded that a query needs.
 *
 * Who looks something up gets an answer at once. When its shard is not here yet the answer is "nothing", and the
 * shard is noted; `settle` loads what was noted and runs the question again, until nothing was missing. So the code
 * that interprets and ranks reads like its Python twin, and no answer is ever made of half a lexicon.
 */

import { Analysis } from "./analysis.js";
import { isRow } from "./clauses.js";
import { unpackEntry } from "./packing.js";

/** @import {ShippedAnalysis} from "./analysis.js" */
/** @import {ShardLoader} from "./transport.js" */

export const VERSION = 3;

/**
 * Where a term stands: steps between document numbers, and for each document the field's length and the term's
 * frequency, unless all are 1. packing.js unpacks it.
 * @typedef {[steps: number[], lengths: number[], frequencies?: number[]]} Packed
 */

/**
 * A word as a term of one language. The letters are explained in ARCHITECTURE.md, "What is shipped".
 * @typedef {object} TermRecord
 * @property {string[]} [s] The forms in which it is known.
 * @property {[concept: string, grade: number, label: string][]} [l] The concepts it is a label of.
 * @property {number[]} [b] The rows of the bridge it stands in.
 * @property {string[]} [x] For one Han character: the terms that begin with it.
 * @property {Record<string, Record<string, Packed>>} [p] Its postings, by language of the index and by field.
 */

/**
 * What stands under a bare folded word.
 * @typedef {object} Entry
 * @property {Record<string, string[]>} [f] The terms it is an irregular form of, by language.
 * @property {Record<string, TermRecord>} [t] It as a term, by language.
 * @property {[language: string, key: string][]} [r] The words of which it is the romanisation.
 */

/**
 * What stands under a sense: a concept, or a row of the bridge (`~12`).
 * @typedef {object} Meaning
 * @property {Record<string, string[]>} [w] Its words, by language.
 * @property {Record<string, string[]>} [s] The words that say it on pages, by language of the page.
 * @property {[concept: string, translated: 0 | 1][]} [c] For a row: where it leads, and whether it translates that.
 * @property {string[]} [r] For a concept: those next to it.
 * @property {Record<string, Packed>} [p] Where it is mentioned, by language of the index.
 * @property {Record<string, Record<string, number[]>>} [g] Where it is a tag (steps), by language of the index and by
 *   nearness.
 */

/**
 * A page, as whoever shows a hit needs it.
 * @typedef {object} PageRecord
 * @property {string} page
 * @property {string} language
 * @property {string} source
 * @property {number} ordinal
 * @property {string} kind
 * @property {string} heading
 * @property {string[]} tags
 * @property {[paragraph: string, text: string][]} sentences
 * @property {Record<string, number>} evidence Concept → number of the sentence that shows it.
 */

/** @typedef {"entries" | "concepts" | "rows" | "near" | "records" | "facets"} Kind */

/**
 * @typedef {object} Manifest
 * @property {number} version
 * @property {Record<string, {name: string, tag: string}>} languages
 * @property {ShippedAnalysis} analysis
 * @property {Record<string, Record<string, number>>} averages Language → field → average length.
 * @property {Record<string, number>} documents Language → number of pages.
 * @property {Record<Kind, [first: string, name: string][]>} shards In the order of their first keys.
 */

export class Lexicon {
  /**
   * @param {Manifest} manifest
   * @param {ShardLoader} load
   */
  constructor(manifest, load) {
    if (manifest.version !== VERSION) {
      throw new Error(`search: manifest.js has version ${manifest.version}, expected ${VERSION}; reload the page`);
    }
    this.manifest = manifest;
    this.load = load;
    this.analysis = new Analysis(manifest.analysis, (form, language) => this.entry(form).f?.[language]);
    /** @type {Map<string, Map<string, unknown>>} */
    this.loaded = new Map();
    /** @type {Set<string>} */
    this.missing = new Set();
  }

  /**
   * @param {string} word
   * @returns {Entry}
   */
  entry(word) {
    return unpackEntry(/** @type {Entry | string} */ (this.find("entries", word) ?? {}));
  }

  /**
   * @param {string} word
   * @param {string} language
   * @returns {TermRecord | undefined}
   */
  term(word, language) {
    return this.entry(word).t?.[language];
  }

  /**
   * @param {string} sense
   * @returns {Meaning}
   */
  meaning(sense) {
    return /** @type {Meaning} */ (this.find(isRow(sense) ? "rows" : "concepts", sense) ?? {});
  }

  /**
   * Whether a concept has this id.
   * @param {string} id
   * @returns {boolean}
   */
  hasConcept(id) {
    return this.find("concepts", id) !== undefined;
  }

  /**
   * Returns an item of the facets (facets.js); undefined while it is not here yet.
   * @param {string} key
   * @returns {unknown}
   */
  facet(key) {
    return this.find("facets", key);
  }

  /**
   * Returns the known words that begin with `letter`.
   * @param {string} letter
   * @returns {string[]}
   */
  wordsOf(letter) {
    return /** @type {string[]} */ (this.find("near", letter) ?? []);
  }

  /**
   * Returns the record of a page; undefined while it is not here yet.
   * @param {string} code
   * @param {number} number
   * @returns {PageRecord | undefined}
   */
  record(code, number) {
    return /** @type {PageRecord | undefined} */ (this.find("records", `${code}:${String(number).padStart(6, "0")}`));
  }

  /**
   * Whether all that was looked up since `settle` last began was here.
   * @returns {boolean}
   */
  isComplete() {
    return !this.missing.size;
  }

  /**
   * Returns what `run` returns once it has all it looks up.
   * @template T
   * @param {() => T} run Looks up and computes, without side effects.
   * @returns {Promise<T>}
   */
  async settle(run) {
    for (;;) {
      this.missing.clear();
      const result = run();
      if (this.isComplete()) return result;
      await Promise.all(Array.from(this.missing, (name) => this.fetch(name)));
    }
  }

  /**
   * Returns all concepts, each with what stands under it.
   * @returns {Promise<[concept: string, Meaning][]>}
   */
  async concepts() {
    const names = this.manifest.shards.concepts.map(([, name]) => name);
    await Promise.all(names.map((name) => this.fetch(name)));
    const shards = names.map((name) => Array.from(this.loaded.get(name) ?? []));
    return /** @type {[string, Meaning][]} */ (shards.flat());
  }

  /** @param {string} name */
  async fetch(name) {
    this.loaded.set(name, new Map(Object.entries(await this.load(name))));
  }

  /**
   * @param {Kind} kind
   * @param {string} key
   * @returns {unknown}
   */
  find(kind, key) {
    const name = shardOf(this.manifest.shards[kind], key);
    if (name === undefined) return undefined;
    const shard = this.loaded.get(name);
    if (!shard) this.missing.add(name);
    return shard?.get(key);
  }
}

/**
 * Returns the name of the shard in which `key` stands if anywhere: the last whose first key is not behind it.
 * @param {readonly [first: string, name: string][]} rows In the order of `<`, by UTF-16 units.
 * @param {string} key
 * @returns {string | undefined}
 */
export function shardOf(rows, key) {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key < rows[middle][0]) high = middle;
    else low = middle + 1;
  }
  return rows[low - 1]?.[1];
}
