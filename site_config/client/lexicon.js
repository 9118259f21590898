/**
 * The lexicon as the site ships it: a manifest, and shards of which only those are loaded that a query needs.
 *
 * Who looks something up gets an answer at once. When its shard is not here yet the answer is "nothing", and the
 * shard is noted; `settle` loads what was noted and runs the question again, until nothing was missing. So the code
 * that interprets and ranks reads like its Python twin, and no answer is ever made of half a lexicon.
 */

import { Analysis, fold } from "./analysis.js";
import { isRow } from "./clauses.js";
import { unpackEntry, unpackVariants } from "./packing.js";

/** @import {ShippedAnalysis} from "./analysis.js" */
/** @import {ShardLoader} from "./transport.js" */

export const VERSION = 6;

/**
 * Where a term stands, as letters: steps between document numbers, for each document the field's length, and the term's
 * frequencies unless all are 1; a space between them. packing.js unpacks it.
 * @typedef {string} Packed
 */

/**
 * A word as a term of one language. The letters are explained in ARCHITECTURE.md, "What is shipped".
 * @typedef {object} TermRecord
 * @property {string[]} [s] The forms in which it is known.
 * @property {[concept: string, grade: number, label: string][]} [l] The concepts it is a label of.
 * @property {number[]} [b] The rows of the bridge it stands in.
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
 * @property {Record<string, string[]>} [w] For a row: its words, by language. A concept's stand apart (`namesOf`).
 * @property {Record<string, string[]>} [s] The words that say it on pages, by language of the page.
 * @property {[concept: string, translated: 0 | 1][]} [c] For a row: where it leads, and whether it translates that.
 * @property {string[]} [r] For a concept: those next to it.
 * @property {Record<string, Packed>} [p] Where it is mentioned, by language of the index.
 * @property {Record<string, Record<string, string>>} [g] Where it is a tag (steps, as letters), by language of the index and by
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
 * @property {string} status
 * @property {string} heading
 * @property {string[]} tags
 * @property {[paragraph: string, text: string][]} sentences
 * @property {Record<string, number>} evidence Concept → number of the sentence that shows it.
 */

/** @typedef {"entries" | "concepts" | "near" | "facets"} Kind */

/** The shards of a kind, by their first keys, in their order. @typedef {{stamp: string, firsts: string[]}} Shards */

/**
 * @typedef {object} Manifest
 * @property {number} version
 * @property {Record<string, {name: string, tag: string}>} languages
 * @property {Omit<ShippedAnalysis, "variants">} analysis
 * @property {string} variants Of characters, packed.
 * @property {Record<string, Record<string, number>>} averages Language → field → average length.
 * @property {Record<string, number>} documents Language → number of pages.
 * @property {[id: string, labels: Record<string, string>][]} concepts In the order of their keys in the shards; labels by
 *   language.
 * @property {Record<"rows" | "records", {stamp: string, each: number}>} numbered The stamp of their shards, and how many
 *   numbers there are to each.
 * @property {Record<Kind, Shards>} shards
 * @property {Record<string, Record<string, unknown>>} [held] Of a small knowledge base all shards, by name.
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
    const analysis = { ...manifest.analysis, variants: unpackVariants(manifest.variants) };
    this.analysis = new Analysis(analysis, (form, language) => this.entry(form).f?.[language]);
    this.labels = new Map(manifest.concepts);
    /** @type {Map<string, string>} */
    this.keys = new Map(manifest.concepts.map(([id], place) => [id, String(place).padStart(4, "0")]));
    /** Language → how many pages stand before its first one; the records of all are numbered through. @type {Map<string, number>} */
    this.before = new Map();
    let before = 0;
    for (const [code, pages] of Object.entries(manifest.documents ?? {})) {
      this.before.set(code, before);
      before += pages;
    }
    const held = Object.entries(manifest.held ?? {});
    /** @type {Map<string, Map<string, unknown>>} */
    this.loaded = new Map(held.map(([name, values]) => [name, new Map(Object.entries(values))]));
    /** @type {Set<string>} */
    this.missing = new Set();
  }

  /**
   * @param {string} word
   * @returns {Entry}
   */
  entry(word) {
    return unpackEntry(/** @type {Entry | string} */ (this.find("entries", entryKey(word)) ?? {}));
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
    const found = isRow(sense)
      ? this.numbered("rows", Number(sense.slice(1)))
      : this.find("concepts", this.keys.get(sense) ?? "");
    return /** @type {Meaning} */ (found ?? {});
  }

  /**
   * Returns what a sense is called, by language: a concept's labels, the first words of a row.
   * @param {string} sense
   * @returns {Record<string, string>}
   */
  namesOf(sense) {
    if (!isRow(sense)) return this.labels.get(sense) ?? {};
    const words = Object.entries(this.meaning(sense).w ?? {});
    return Object.fromEntries(words.map(([language, [first]]) => [language, first]));
  }

  /**
   * Whether a concept has this id.
   * @param {string} id
   * @returns {boolean}
   */
  hasConcept(id) {
    return this.labels.has(id);
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
    return /** @type {PageRecord | undefined} */ (this.numbered("records", (this.before.get(code) ?? 0) + number));
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
   * Asks at once for what every query of a small knowledge base needs sooner or later, so that it need not wait for it
   * later. One that does not load is asked for again when it is needed, and told then.
   */
  foresee() {
    const { shards, numbered, documents } = this.manifest;
    const pages = Object.values(documents ?? {}).reduce((sum, count) => sum + count, 0);
    const alone = [
      ...(shards.concepts?.firsts.length === 1 ? [`concepts-${shards.concepts.stamp}-0`] : []),
      ...(pages && pages <= numbered.records.each ? [`records-${numbered.records.stamp}-0`] : []),
    ];
    for (const name of alone) if (!this.loaded.has(name)) this.fetch(name).catch(() => undefined);
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
    const { stamp, firsts } = this.manifest.shards[kind];
    const number = placeOf(firsts, key);
    return number < 0 ? undefined : this.item(`${kind}-${stamp}-${number}`, key);
  }

  /**
   * @param {"rows" | "records"} kind
   * @param {number} number
   * @returns {unknown}
   */
  numbered(kind, number) {
    const { stamp, each } = this.manifest.numbered[kind];
    return this.item(`${kind}-${stamp}-${Math.floor(number / each)}`, String(number));
  }

  /**
   * Returns an item of a shard; of one that is not here, nothing, and notes that it is wanted.
   * @param {string} name
   * @param {string} key
   * @returns {unknown}
   */
  item(name, key) {
    const shard = this.loaded.get(name);
    if (!shard) this.missing.add(name);
    return shard?.get(key);
  }
}

/**
 * Returns the key of a word: one with diacritics, which only some forms need, stands beside the one without.
 * @param {string} word
 * @returns {string}
 */
export function entryKey(word) {
  const bare = fold(word);
  return word === bare ? word : `${bare}|${word}`;
}

/**
 * Returns the number of the shard in which `key` stands if anywhere: the last whose first key is not behind it, or -1.
 * @param {readonly string[]} firsts In the order of `<`, by UTF-16 units.
 * @param {string} key
 * @returns {number}
 */
export function placeOf(firsts, key) {
  let [low, high] = [0, firsts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key < firsts[middle]) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}
