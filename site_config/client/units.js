/**
 * Cuts plain words into units and says what each can mean, the same way as indexer/units.py.
 *
 * The two are held together by tests/vectors/query.json. A unit is a word, a phrase that is a label, or a run of
 * Chinese characters. Its readings are tried in the order of how sure they are: the word or a form of it, its
 * romanisation, a slip of the finger. A later kind is tried only when the earlier ones found nothing.
 */

import { cut, length, spell } from "./analysis.js";
import { isRow } from "./clauses.js";
import { unpackSteps } from "./packing.js";
import { Reader, straight } from "./reader.js";

/** @import {Part} from "./matching.js" */
/** @import {Known} from "./reader.js" */
/** @import {Readings, Unit} from "./readings.js" */

/**
 * A word of the query before its neighbours are looked at.
 * @typedef {{typed: string, folded: string, han: boolean}} Atom
 */

const LONGEST = 6; // words of a label, or characters of a Chinese one beyond two
const PART_WORTH = 0.3;
const ENOUGH = 20; // tagged pages; beside as many, nobody reads as far as those of the next concept
const LABELLED = new Set(["concept", "synonym", "diacritics", "typo"]);

/**
 * Returns what plain words ask for when they are all that is asked; nothing for a text without a word.
 * @param {string} text
 * @param {Known} known
 * @returns {Unit[]}
 */
export function readWords(text, known) {
  const units = readUnits(Array.from(cutAtoms(text, known)), known);
  return units.length === 1 ? [widen(units[0], known)] : units;
}

/**
 * Returns what words ask for beside signs: function words ask nothing, and one idea not for its neighbours.
 * @param {string} text
 * @param {Known} known
 * @returns {Unit[]}
 */
export function readBeside(text, known) {
  const atoms = Array.from(cutAtoms(text, known));
  return atoms.every(({ folded }) => known.analysis.isStop(folded)) ? [] : readUnits(atoms, known);
}

/**
 * Returns the words that begin with `text`, in any of their forms; of Chinese, the run wherever it stands.
 * @param {string} text
 * @param {Known} known
 * @returns {Unit}
 */
export function readPrefix(text, known) {
  const reader = new Reader(known);
  const typed = `${text}*`;
  if (cut(text)[0].han) return { typed, readings: reader.readExactly(text) };
  const folded = known.analysis.fold(text);
  for (const word of [folded, ...known.wordsOf(Array.from(folded)[0])]) {
    if (word.startsWith(folded)) reader.readForm(word);
  }
  return reader.readings.toUnit(typed);
}

/**
 * Returns the words of a phrase, each with the forms in which it may stand there.
 *
 * Whoever puts spaces between Chinese words may mean them to stand without: that is a second way to read it.
 * @param {string} text
 * @param {Known} known
 * @returns {Part[][]}
 */
export function readWays(text, known) {
  const tokens = cut(text);
  /** @type {string[]} */
  const joined = [];
  for (const [place, token] of tokens.entries()) {
    const before = tokens[place - 1];
    if (before?.han && token.han && !text.slice(before.end, token.start).trim()) joined.push(joined.pop() + token.text);
    else joined.push(token.text);
  }
  const words = tokens.map((token) => token.text);
  const ways = joined.length < words.length ? [words, joined] : [words];
  return ways.map((way) => way.map((word) => readPart(word, known)));
}

/**
 * @param {string} word
 * @param {Known} known
 * @returns {Part}
 */
function readPart(word, known) {
  const folded = known.analysis.fold(word);
  const han = cut(word)[0].han;
  if (!han && known.analysis.isStop(folded)) return { surfaces: [folded], readings: null, han };
  const readings = new Reader(known).readExactly(word);
  return { surfaces: han ? [folded] : [folded, ...readings.flatMap(({ surfaces }) => surfaces)], readings, han };
}

/**
 * @param {Atom[]} atoms
 * @param {Known} known
 * @returns {Unit[]} None while an entry is still on its way.
 */
function readUnits(atoms, known) {
  for (const { typed, folded } of atoms.filter(({ folded }) => !known.analysis.isStop(folded))) {
    known.entry(folded);
    known.entry(spell(typed));
  }
  // What follows depends on the words' own entries; to go on without them would ask for what nobody needs.
  if (!known.isComplete()) return [];
  const content = atoms.filter(({ folded }) => !known.analysis.isStop(folded));
  const saying = content.length === 1 && atoms.length > 1 && atoms.length <= LONGEST ? readPhrase(atoms, known) : null;
  return saying ? [saying] : Array.from(cutUnits(content.length ? content : atoms, known));
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
 * Returns a lone unit with the concepts next to its own: whoever asks for one idea wants its neighbours last. A concept
 * of many pages needs none. A phrase whose words name ideas of their own has these beside it.
 * @param {Unit} unit
 * @param {Known} known
 * @returns {Unit}
 */
function widen({ typed, readings }, known) {
  if (readings.some((reading) => "sense" in reading && !reading.sure && !isRow(reading.sense)))
    return { typed, readings };
  const wider = new Reader(known, readings);
  for (const reading of readings) {
    if ("sense" in reading && reading.sure && tagged(reading.sense, known) < ENOUGH) wider.readNeighbours(reading);
  }
  return wider.readings.toUnit(typed);
}

/**
 * Returns how many pages are tagged with a sense.
 * @param {string} sense
 * @param {Known} known
 * @returns {number}
 */
function tagged(sense, known) {
  const levels = Object.values(known.meaning(sense).g ?? {}).flatMap((byLevel) => Object.values(byLevel));
  return levels.reduce((pages, steps) => pages + unpackSteps(steps).length, 0);
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
      if ("sense" in reading && LABELLED.has(reading.reason)) readings.add({ ...reading, reason: "related", sure: 0 });
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
