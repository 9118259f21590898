/**
 * Finds the known words nearest to an unknown one, the same way as indexer/near.py (tests/vectors/near.json holds
 * both).
 *
 * Distance is counted in characters as a reader sees them (a letter with its marks), so that a wrong vowel sign in
 * Telugu is half a slip and a wrong letter a whole one. Where no word is that near, one that begins alike is taken
 * for a form of it. But what is the beginning of a known word, and all that was typed, is most likely just that.
 */

import { clusters, cut, length } from "./analysis.js";

/**
 * A known word that may have been meant, what it is worth, and why it is near.
 * @typedef {{word: string, worth: number, reason: "typo" | "form" | "beginning"}} Slip
 */

const SHORTEST = 4; // code points; shorter words are too near to everything
const PER_SLIP = 4; // characters that allow one more slip
const MOST = 3;
const MOST_LONGER = 5;
const ENDING = 2; // characters; of two forms of a word, one ends soon after they part
const ALIKE = 0.6; // share of both words that a common beginning must make up
const HALF = 0.5;
const WORTH = 0.85;
const PER_SLIP_LOST = 0.15;
const ALIKE_WORTH = 0.6;
const HAN_WORTH = 0.5;
const LONGER_WORTH = 0.45; // no answer by itself
const UNLIKE_WORTH = 0.45; // two slips in a word that begins otherwise: most such words are other words

/**
 * Returns up to three known words that may be meant, the likeliest first. The first letter must be right.
 * @param {string} folded
 * @param {boolean} alone Whether it is all that was asked. Beside others, two Chinese characters are not guessed at.
 * @param {(letter: string) => readonly string[]} wordsOf The known words that begin with a letter.
 * @returns {Slip[]}
 */
export function findNear(folded, alone, wordsOf) {
  const typed = clusters(folded);
  if (cut(folded)[0]?.han) {
    return alone || length(folded) > SHORTEST - 2 ? oneCharacterOff(folded, wordsOf(first(folded))) : [];
  }
  if (length(folded) < SHORTEST && !(alone && length(folded) === SHORTEST - 1)) return [];
  const candidates = wordsOf(first(folded));
  const beginning = alone ? longer(folded, candidates) : [];
  if (length(folded) < SHORTEST) return beginning;
  const reach = typed.length >= 2 * PER_SLIP ? 2 : 1;
  const meant = beginning.length ? candidates.filter((word) => word.startsWith(folded)) : candidates;
  const found = meant
    .map((word) => ({ word, distance: slips(typed, clusters(word), reach) }))
    .filter(({ distance }) => distance <= reach)
    .sort((one, other) => one.distance - other.distance || compare(one.word, other.word));
  if (!found.length) return beginning.length ? beginning : beginsAlike(typed, candidates);
  return found
    .filter(({ distance }) => distance <= found[0].distance + HALF)
    .slice(0, MOST)
    .map(({ word, distance }) => ({ word, worth: worthOfSlips(typed, clusters(word), distance), reason: "typo" }));
}

/**
 * @param {readonly string[]} typed
 * @param {readonly string[]} known
 * @param {number} distance
 * @returns {number}
 */
function worthOfSlips(typed, known, distance) {
  const unlike = countCommon(typed, known) < ALIKE * Math.max(known.length, typed.length);
  return distance > 1 && unlike ? UNLIKE_WORTH : WORTH - PER_SLIP_LOST * distance;
}

/**
 * Returns the Han words that differ in one character: one of two is a guess, one of more is likely.
 * @param {string} folded
 * @param {readonly string[]} candidates
 * @returns {Slip[]}
 */
function oneCharacterOff(folded, candidates) {
  const typed = Array.from(folded);
  const alike = candidates.filter((word) => {
    const known = Array.from(word);
    return known.length === typed.length && known.filter((character, place) => character !== typed[place]).length === 1;
  });
  return alike.slice(0, MOST).map((word) => ({ word, worth: HAN_WORTH, reason: "typo" }));
}

/**
 * @param {readonly string[]} typed
 * @param {readonly string[]} candidates
 * @returns {Slip[]}
 */
function beginsAlike(typed, candidates) {
  const found = candidates
    .map((word) => {
      const known = clusters(word);
      return { word, size: known.length, shared: countCommon(typed, known) };
    })
    .filter(({ size, shared }) => Math.min(size, typed.length) - shared <= ENDING)
    .filter(({ size, shared }) => shared >= SHORTEST - 1 && shared >= ALIKE * Math.max(size, typed.length))
    .sort((one, other) => other.shared - one.shared || one.size - other.size || compare(one.word, other.word));
  return found
    .slice(0, MOST)
    .filter(({ shared }) => shared === found[0].shared)
    .map(({ word }) => ({ word, worth: ALIKE_WORTH, reason: "form" }));
}

/**
 * Returns the shortest words that begin so; whoever types on will mean one of them.
 * @param {string} typed
 * @param {readonly string[]} candidates
 * @returns {Slip[]}
 */
function longer(typed, candidates) {
  const found = candidates.filter((word) => word.startsWith(typed));
  found.sort((one, other) => length(one) - length(other) || compare(one, other));
  return found.slice(0, MOST_LONGER).map((word) => ({ word, worth: LONGER_WORTH, reason: "beginning" }));
}

/**
 * @param {readonly string[]} typed
 * @param {readonly string[]} known
 * @returns {number} How many characters at their beginnings have the same letter.
 */
function countCommon(typed, known) {
  const most = Math.min(typed.length, known.length);
  for (let place = 0; place < most; place++) {
    if (first(typed[place]) !== first(known[place])) return place;
    // An ending may change the vowel before it, and nothing earlier.
    if (typed[place] !== known[place]) return place + 1;
  }
  return most;
}

/**
 * Returns how many characters are missing, added, wrong or swapped; past `reach`, any number past it.
 * @param {readonly string[]} typed
 * @param {readonly string[]} known
 * @param {number} reach
 * @returns {number}
 */
export function slips(typed, known, reach) {
  if (Math.abs(typed.length - known.length) > reach) return reach + 1;
  /** @type {number[]} */
  let before = [];
  let above = Array.from({ length: known.length + 1 }, (_, column) => column);
  for (let row = 1; row <= typed.length; row++) {
    const letter = typed[row - 1];
    const line = [row];
    for (let column = 1; column <= known.length; column++) {
      const other = known[column - 1];
      const cost = letter === other ? 0 : first(letter) === first(other) ? HALF : 1;
      let best = Math.min(above[column] + 1, line[column - 1] + 1, above[column - 1] + cost);
      if (row > 1 && column > 1 && letter === known[column - 2] && typed[row - 2] === other) {
        best = Math.min(best, before[column - 2] + 1);
      }
      line.push(best);
    }
    if (Math.min(...line) > reach) return reach + 1;
    [before, above] = [above, line];
  }
  return above[known.length];
}

/**
 * @param {string} text
 * @returns {string} Its first character; half of one would be a lone surrogate.
 */
function first(text) {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}

/**
 * Compares by code points, as Python does; `<` would compare UTF-16 units.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
function compare(one, other) {
  const [left, right] = [Array.from(one), Array.from(other)];
  const place = left.findIndex((character, index) => character !== right[index]);
  if (place < 0) return left.length - right.length;
  return (left[place].codePointAt(0) ?? 0) - (right[place]?.codePointAt(0) ?? -1);
}
