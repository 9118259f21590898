/**
 * Understands a query: cuts it into units and says what each can mean, the same way as indexer/query.py.
 *
 * The two are held together by tests/vectors/query.json. A unit is a word, a phrase that is a label, or a run of
 * Chinese characters. Its readings are tried in the order of how sure they are: the word or a form of it, its
 * romanisation, a slip of the finger. A later kind is tried only when the earlier ones found nothing.
 */

import { cut, length, spell } from "./analysis.js";
import { Reader, straight } from "./reader.js";

/** @import {Known} from "./reader.js" */
/** @import {Readings, Unit} from "./readings.js" */

/**
 * A query, understood. `languages` is empty for all; `unknown` are filters that name no language of ours.
 * @typedef {{text: string, units: Unit[], languages: string[], unknown: string[]}} Query
 */

/**
 * A word of the query before its neighbours are looked at.
 * @typedef {{typed: string, folded: string, han: boolean}} Atom
 */

// No look-behind: browsers of 2022 do not know it and would refuse the whole script.
const FILTER = /(^|\p{White_Space})lang[:：](\P{White_Space}*)/giu;
const LONGEST = 6; // words of a label, or characters of a Chinese one beyond two
const PART_WORTH = 0.3;
const LABELLED = new Set(["concept", "synonym", "diacritics"]);

/**
 * Returns what `text` asks for. A text without a word gives a query without units.
 * @param {string} text
 * @param {Known} known
 * @returns {Query}
 */
export function interpret(text, known) {
  const filters = Array.from(text.matchAll(FILTER), (match) => match[2].toLowerCase());
  const languages = filters.filter((code) => known.analysis.byCode.has(code));
  const unknown = filters.filter((code) => !known.analysis.byCode.has(code)).map((code) => `lang:${code}`);
  const atoms = Array.from(cutAtoms(text.replace(FILTER, " "), known));
  for (const { typed, folded } of atoms.filter(({ folded }) => !known.analysis.isStop(folded))) {
    known.entry(folded);
    known.entry(spell(typed));
  }
  // What follows depends on the words' own entries; to go on without them would ask for what nobody needs.
  if (!known.isComplete()) return { text, units: [], languages, unknown };
  const content = atoms.filter(({ folded }) => !known.analysis.isStop(folded));
  const saying = content.length === 1 && atoms.length > 1 && atoms.length <= LONGEST ? readPhrase(atoms, known) : null;
  const units = saying ? [saying] : Array.from(cutUnits(content.length ? content : atoms, known));
  return { text, units: units.length === 1 ? [widen(units[0], known)] : units, languages, unknown };
}

/**
 * @param {string} text
 * @param {Known} known
 * @returns {Iterable<Atom>}
 */
function* cutAtoms(text, known) {
  for (const token of cut(text)) {
    const folded = known.analysis.fold(token.text);
    if (token.han) yield* cutRun(Array.from(token.text), Array.from(folded), known);
    else yield { typed: token.text, folded, han: false };
  }
}

/**
 * Cuts a Han run at the longest words the lexicon knows; what lies between stays in one piece.
 * @param {string[]} typed
 * @param {string[]} run
 * @param {Known} known
 * @returns {Iterable<Atom>}
 */
function* cutRun(typed, run, known) {
  /** @type {(start: number, end?: number) => Atom} */
  const piece = (start, end) => ({
    typed: typed.slice(start, end).join(""),
    folded: run.slice(start, end).join(""),
    han: true,
  });
  let [start, rest] = [0, 0];
  while (start < run.length) {
    let size = Math.min(run.length - start, LONGEST + 2);
    while (size && !knows(run.slice(start, start + size).join(""), known)) size--;
    if (size) {
      if (rest < start) yield piece(rest, start);
      yield piece(start, start + size);
      rest = start + size;
    }
    start += size || 1;
  }
  if (rest < run.length) yield piece(rest);
}

/**
 * Whether a run may be cut at `word`. Single characters cut nothing: they are parts of most words.
 * @param {string} word
 * @param {Known} known
 * @returns {boolean}
 */
function knows(word, known) {
  if (known.analysis.isStop(word)) return true;
  if (length(word) === 1) return false;
  return known.analysis.languagesOf(word).some((code) => {
    const record = known.term(word, code);
    return record?.l || record?.b;
  });
}

/**
 * @param {Atom[]} atoms
 * @param {Known} known
 * @returns {Iterable<Unit>}
 */
function* cutUnits(atoms, known) {
  for (let index = 0; index < atoms.length; ) {
    const { unit, size } = firstUnit(atoms.slice(index, index + LONGEST), atoms.length === 1, known);
    yield unit;
    index += size;
  }
}

/**
 * @param {Atom[]} atoms
 * @param {boolean} alone
 * @param {Known} known
 * @returns {{unit: Unit, size: number}}
 */
function firstUnit(atoms, alone, known) {
  for (let size = atoms.length; size > 1; size--) {
    const unit = readPhrase(atoms.slice(0, size), known);
    if (unit) return { unit, size };
  }
  return { unit: readSingle(atoms[0], alone, known), size: 1 };
}

/**
 * Returns a lone unit with the concepts next to its own: whoever asks for one idea wants its neighbours last.
 * @param {Unit} unit
 * @param {Known} known
 * @returns {Unit}
 */
function widen({ typed, readings }, known) {
  const wider = new Reader(known, readings);
  for (const reading of readings) {
    if ("sense" in reading && reading.sure) wider.readNeighbours(reading);
  }
  return wider.readings.toUnit(typed);
}

/**
 * Returns several words as one unit, when together they are a label, a bridge word or a romanisation.
 * @param {Atom[]} atoms
 * @param {Known} known
 * @returns {Unit | null}
 */
function readPhrase(atoms, known) {
  if (atoms.some((atom) => atom.han)) return null;
  const reader = new Reader(known);
  const typed = atoms.map((atom) => atom.typed).join(" ");
  for (const language of known.analysis.languagesOf(atoms[0].folded)) {
    const terms = atoms.map((atom) => known.analysis.terms(atom.typed, language)[0]);
    reader.readMeanings(terms.join(" "), language, straight(typed));
  }
  if (reader.mayGuess()) reader.readRomanised(atoms.map((atom) => atom.folded).join(""), typed);
  if (reader.readings.isEmpty()) return null;
  addParts(reader.readings, atoms, known);
  return reader.readings.toUnit(typed);
}

/**
 * Adds the concepts that the words of a phrase name by themselves: of its pages, those with both come first.
 * @param {Readings} readings
 * @param {Atom[]} atoms
 * @param {Known} known
 */
function addParts(readings, atoms, known) {
  for (const { typed } of atoms) {
    const alone = new Reader(known);
    alone.readKnown(typed, straight(typed, PART_WORTH));
    for (const reading of alone.readings.best.values()) {
      if ("sense" in reading && LABELLED.has(reading.reason)) readings.add({ ...reading, sure: 0 });
    }
  }
}

/**
 * @param {Atom} atom
 * @param {boolean} alone Whether it is all that was asked.
 * @param {Known} known
 * @returns {Unit}
 */
function readSingle({ typed, folded, han }, alone, known) {
  const reader = new Reader(known);
  if (han) reader.readRun(folded, typed);
  else reader.readKnown(typed, straight(typed));
  if (!han && reader.mayGuess()) reader.readRomanised(folded, typed);
  if (reader.mayGuess()) reader.readSlips(folded, typed, alone);
  return reader.readings.toUnit(typed);
}
