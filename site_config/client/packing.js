/**
 * Unpacks what indexer/packing.py packed for the road: steps become document numbers, missing frequencies become 1, and
 * a string becomes the form it tells of.
 */

/** @import {Entry, Packed} from "./lexicon.js" */

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
  const [steps, lengths, frequencies] = packed;
  return { documents: unpackSteps(steps), lengths, frequencies: frequencies ?? lengths.map(() => 1) };
}

/**
 * Returns the numbers between which the steps are: 3, 1, 5 becomes 3, 4, 9.
 * @param {number[]} steps
 * @returns {number[]}
 */
export function unpackSteps(steps) {
  let number = 0;
  return steps.map((step) => {
    number += step;
    return number;
  });
}
