/** Looks up what a word of a query can mean in each language, the same way as `Reader` of indexer/readings.py. */

import { cut, fold, skeleton, spell } from "./analysis.js";
import { isRow } from "./clauses.js";
import { findNear } from "./near.js";
import { onlyWords, Readings } from "./readings.js";

/** @import {Lexicon, TermRecord} from "./lexicon.js" */
/** @import {Meant, Reading, Word} from "./readings.js" */

/**
 * What a query is read with.
 * @typedef {Pick<Lexicon, "analysis" | "entry" | "term" | "meaning" | "wordsOf" | "hasConcept" | "facet" | "isComplete">} Known
 */

/**
 * How a known word was reached from what was typed; an empty reason is the straight way.
 * @typedef {{typed: string, worth: number, reason: string, known: string}} Way
 */

/**
 * A term that a word may be.
 * @typedef {{sure: boolean, known: boolean, language: string, term: string, record: TermRecord}} Candidate
 */

// What a way to a concept is worth beside its preferred label.
const LABEL_WORTH = [1, 0.95, 0.9, 0.85]; // preferred, alternative, hidden, shared
const LABEL_REASON = ["concept", "synonym", "typo", "synonym"];
const HIDDEN = 2;
const TRANSLATION_WORTH = 0.8;
const RELATED_WORTH = 0.7;
const RELATED_SURE = 0.56; // near an idea is not about it: enough for a lone word, too little beside an unknown one
const ROMANISED_WORTH = 0.9;
const NEIGHBOUR_WORTH = 0.2;
const ASCII = /^\p{ASCII}*$/u;

/** Reads one unit. */
export class Reader {
  /**
   * @param {Known} known
   * @param {Reading[]} readings What has been found before.
   */
  constructor(known, readings = []) {
    this.known = known;
    this.readings = new Readings(readings);
  }

  /**
   * Whether to try what is less sure: nothing was found, and nothing is still on its way. A guess made too early
   * would load what a known word never needs.
   * @returns {boolean}
   */
  mayGuess() {
    return this.readings.isEmpty() && this.known.isComplete();
  }

  /**
   * Reads a word in every language that has it; one that has only something like it yields to one that has it.
   *
   * What only a rule takes for a form, and of a word that is nowhere, is not known: it may be a slip.
   * @param {string} word
   * @param {Way} way
   */
  readKnown(word, way) {
    const found = Array.from(this.findTerms(word));
    const certain = found.some(({ sure }) => sure);
    for (const { known, language, term, record } of found.filter(({ sure }) => sure || !certain)) {
      if (record.p) {
        const reason = way.reason || (known ? "word" : "form");
        const spoken = { known: way.known || way.typed, surfaces: record.s ?? [], parts: [] };
        this.readings.add({ language, groups: [[term]], worth: way.worth, reason, ...spoken });
      }
      this.readMeanings(term, language, way);
    }
    const readings = Array.from(this.readings.best.values());
    if (!certain && readings.every((reading) => this.leadsNowhere(reading))) this.readings.best.clear();
  }

  /**
   * Whether a reading is a row of the bridge that no page has; where it leads is a reading of its own.
   * @param {Reading} reading
   * @returns {boolean}
   */
  leadsNowhere(reading) {
    return "sense" in reading && isRow(reading.sense) && !this.known.meaning(reading.sense).p;
  }

  /**
   * @param {string} word
   * @returns {Iterable<Candidate>}
   */
  *findTerms(word) {
    const { analysis } = this.known;
    const folded = analysis.fold(word);
    for (const language of analysis.languagesOf(folded)) {
      const listed = this.known.entry(folded).f?.[language];
      for (const term of analysis.terms(word, language)) {
        const record = this.known.term(term, language);
        const known = record?.s?.includes(folded) ?? false;
        if (record) yield { sure: known || Boolean(listed), known, language, term, record };
      }
    }
  }

  /**
   * @param {string} key
   * @param {string} language
   * @param {Way} way
   */
  readMeanings(key, language, way) {
    const record = this.known.term(key, language);
    const { worth } = way;
    for (const [sense, grade, label] of record?.l ?? []) {
      const reason = reasonFor(label, way, LABEL_REASON[grade]);
      const known = grade === HIDDEN ? label : way.known || label;
      this.readings.add({ sense, worth: worth * LABEL_WORTH[grade], reason, known, sure: worth, language });
    }
    const known = way.known || way.typed;
    for (const row of record?.b ?? []) {
      const reason = way.reason || "translation";
      this.readings.add({ sense: `~${row}`, worth: worth * TRANSLATION_WORTH, reason, known, sure: 0, language });
      for (const [sense, translated] of this.known.meaning(`~${row}`).c ?? []) {
        const less = worth * (translated ? TRANSLATION_WORTH : RELATED_WORTH);
        const why = way.reason || (translated ? "translation" : "related");
        const sure = translated ? less : worth * RELATED_SURE;
        this.readings.add({ sense, worth: less, reason: why, known, sure, language });
      }
    }
  }

  /**
   * Reads the concepts next to one that was found.
   * @param {Meant} meant
   */
  readNeighbours({ sense, worth, known, language }) {
    const less = { worth: NEIGHBOUR_WORTH * worth, reason: "related", known, sure: 0, language };
    for (const neighbour of this.known.meaning(sense).r ?? []) {
      this.readings.add({ sense: neighbour, ...less });
    }
  }

  /**
   * Returns where a word itself stands, in any of its forms, with no thought of what it means.
   * @param {string} word
   * @returns {Word[]}
   */
  readExactly(word) {
    if (!cut(word)[0].han) {
      const reader = new Reader(this.known);
      reader.readKnown(word, straight(word));
      return onlyWords(Array.from(reader.readings.best.values()));
    }
    const folded = this.known.analysis.fold(word);
    return this.known.analysis.languagesOf(folded).flatMap((language) => {
      const groups = this.hanGroups(Array.from(folded), language, true);
      const spoken = { known: word, surfaces: [folded], parts: [] };
      return groups.length ? [{ language, groups, worth: 1, reason: "word", ...spoken }] : [];
    });
  }

  /**
   * Reads a folded word as a form of the terms that are known to have it.
   * @param {string} form
   */
  readForm(form) {
    const spoken = { worth: 1, reason: "form", known: form, parts: [] };
    for (const { known, language, term, record } of this.findTerms(form)) {
      if (known && record.p) this.readings.add({ language, groups: [[term]], surfaces: record.s ?? [], ...spoken });
    }
  }

  /**
   * Returns the concepts that have this id, or else this label in some language, and none better.
   * @param {string} text
   * @returns {string[]}
   */
  conceptsCalled(text) {
    const { analysis } = this.known;
    if (!isRow(text) && this.known.hasConcept(text)) return [text];
    const found = analysis.languagesOf(cut(text)[0]?.text ?? "").flatMap((language) => {
      return this.known.term(analysis.key(text, language), language)?.l ?? [];
    });
    const best = Math.min(...found.map(([, grade]) => grade));
    return Array.from(new Set(found.filter(([, grade]) => grade === best).map(([concept]) => concept)));
  }

  /**
   * @param {string} latin
   * @param {string} typed
   */
  readRomanised(latin, typed) {
    const { analysis } = this.known;
    const keys = Array.from(this.known.entry(latin).r ?? []);
    for (const rules of analysis.rules.filter(({ reductions }) => reductions.length && ASCII.test(latin))) {
      keys.push(...(this.known.entry(`${rules.code}~${skeleton(latin, rules)}`).r ?? []));
    }
    for (const [language, key] of keys) {
      const known = this.known.term(key, language)?.s?.[0] ?? key;
      this.readTerm(key, language, { typed, worth: ROMANISED_WORTH, reason: "romanisation", known });
    }
  }

  /**
   * @param {string} folded
   * @param {string} typed
   * @param {boolean} alone
   */
  readSlips(folded, typed, alone) {
    const han = cut(folded)[0]?.han;
    for (const { word, worth, reason } of findNear(folded, alone, (letter) => this.known.wordsOf(letter))) {
      const way = { typed, worth, reason, known: word };
      if (han) this.readHan(word, way);
      else this.readKnown(word, way);
    }
  }

  /**
   * Reads a run of Chinese characters, simplified if it was typed in traditional ones.
   * @param {string} folded
   * @param {string} typed
   */
  readRun(folded, typed) {
    this.readHan(folded, folded === typed ? straight(typed) : { ...straight(typed), reason: "variant", known: folded });
  }

  /**
   * @param {string} folded
   * @param {Way} way
   */
  readHan(folded, way) {
    for (const language of this.known.analysis.languagesOf(folded)) this.readTerm(folded, language, way);
  }

  /**
   * @param {string} key
   * @param {string} language
   * @param {Way} way
   */
  readTerm(key, language, way) {
    this.readMeanings(key, language, way);
    this.addTerms(key, language, way);
  }

  /**
   * Adds a word of the lexicon as something that may stand in a text: a term, or pairs of characters.
   * @param {string} key
   * @param {string} language
   * @param {Way} way
   */
  addTerms(key, language, way) {
    const record = this.known.term(key, language) ?? {};
    const han = cut(key)[0].han;
    const whole = Boolean(record.l || record.b);
    const groups = han ? this.hanGroups(Array.from(key), language, whole) : record.p ? [[key]] : [];
    const spoken = han ? { surfaces: [key], parts: groups.flat() } : { surfaces: record.s ?? [], parts: [] };
    const { typed, worth, reason, known } = way;
    if (!groups.length) return;
    this.readings.add({ language, groups, worth, reason: reason || "word", known: known || typed, ...spoken });
  }

  /**
   * Returns what finds a run, a character alone or the pairs of it: a known word as a whole or not at all; of an unknown
   * run, each part that stands.
   * @param {string[]} characters
   * @param {string} language
   * @param {boolean} whole
   * @returns {string[][]}
   */
  hanGroups(characters, language, whole) {
    const rest = characters.slice(1);
    const pairs = rest.length ? rest.map((character, index) => characters[index] + character) : characters;
    const found = pairs.filter((pair) => this.known.term(pair, language)?.p);
    if (!whole) return found.map((pair) => [pair]);
    return found.length === pairs.length ? [pairs] : [];
  }
}

/**
 * Returns the way to a word by itself.
 * @param {string} typed
 * @param {number} worth
 * @returns {Way}
 */
export function straight(typed, worth = 1) {
  return { typed, worth, reason: "", known: "" };
}

/**
 * Returns why a label was found: the detour, if there was one, or the diacritics left out.
 * @param {string} label
 * @param {Way} way
 * @param {string} otherwise
 * @returns {string}
 */
function reasonFor(label, way, otherwise) {
  if (way.reason) return way.reason;
  const [typed, spelled] = [spell(way.typed), spell(label)];
  return typed !== spelled && typed === fold(spelled) ? "diacritics" : otherwise;
}
