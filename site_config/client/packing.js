/**
 * Unpacks what indexer/packing.py packed for the road: letters become numbers, steps become document numbers, missing
 * frequencies become 1, and a string becomes the form it tells of.
 */

/** @import {Entry, Packed} from "./lexicon.js" */

const FIRST = 35; // "#"
const BACKSLASH = 92; // no digit: JSON would escape it
const BASE = 45;

/** @typedef {{documents: number[], frequencies: number[], lengths: number[]}} Postings */

/**
 * Returns an entry; `"cs zákazník"` is a word that is only a form, in one language.
 * @param {Entry | string} packed
 * @returns {Entry}
 */
export function unpackEntry(packed) {
  if (typeof packed !== "string") return packed;
  const [language, ...terms] = packed.split(" ");
  return { f: { [language]: terms } };
}

/**
 * @param {Packed | undefined} packed
 * @returns {Postings}
 */
export function unpackPostings(packed) {
  if (!packed) return { documents: [], frequencies: [], lengths: [] };
  const [steps, lengths, frequencies] = packed.split(" ").map(numbersIn);
  return { documents: sums(steps), lengths, frequencies: frequencies ?? lengths.map(() => 1) };
}

/**
 * Returns characters and what stands for each, in the same order.
 * @param {string} packed
 * @returns {{from: string, to: string}}
 */
export function unpackVariants(packed) {
  const [steps = [], turns = []] = packed.split(" ").map(numbersIn);
  const others = sums(turns.map((turn) => (turn % 2 ? -(turn + 1) / 2 : turn / 2)));
  return { from: String.fromCodePoint(...sums(steps)), to: String.fromCodePoint(...others) };
}

/**
 * Returns the numbers between which the steps are: 3, 1, 5 becomes 3, 4, 9.
 * @param {string} steps
 * @returns {number[]}
 */
export function unpackSteps(steps) {
  return sums(numbersIn(steps));
}

/**
 * @param {number[]} steps
 * @returns {number[]}
 */
function sums(steps) {
  let number = 0;
  return steps.map((step) => {
    number += step;
    return number;
  });
}

/**
 * Returns the numbers that the letters stand for: of a number's letters, the lowest first, all but the last are of the
 * second half of the digits.
 * @param {string} letters
 * @returns {number[]}
 */
export function numbersIn(letters) {
  const numbers = [];
  let [number, unit] = [0, 1];
  for (let place = 0; place < letters.length; place++) {
    const code = letters.charCodeAt(place);
    const digit = code - FIRST - (code > BACKSLASH ? 1 : 0);
    number += unit * ((digit % BASE) + (unit > 1 ? 1 : 0));
    unit *= BASE;
    if (digit < BASE) {
      numbers.push(number);
      [number, unit] = [0, 1];
    }
  }
  return numbers;
}
