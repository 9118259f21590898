/** Says how sure the search is: nothing of a clear answer, but of what is only mentioned, and of what is only guessed. */

import { say } from "./ui-config.js";
import { make } from "./ui-dom.js";

/** @import {Answer} from "./ui-engine.js" */

/** The words themselves stand there, whatever they are spelt like. */
const LITERAL = new Set(["word", "form", "diacritics", "variant"]);
const NOT_ASKED = new Set(["excluded", "mistake"]);

/**
 * @param {Pick<Answer, "interpretation" | "hits">} answer
 * @returns {boolean} whether some passage has every word that was typed
 */
export function isMentioned({ interpretation, hits }) {
  const asked = interpretation.filter(({ reason }) => !NOT_ASKED.has(reason)).map(({ typed }) => typed);
  return (
    asked.length > 0 &&
    hits.some(({ why }) => {
      const said = new Set(why.filter(({ reason }) => LITERAL.has(reason)).map(({ typed }) => typed));
      return asked.every((typed) => said.has(typed));
    })
  );
}

/**
 * @param {Answer} answer
 * @returns {string} empty when the answer is clear
 */
export function doubt(answer) {
  if (answer.confident) {
    return "";
  }
  return say(isMentioned(answer) ? "search.mentioned" : "search.guess");
}

/**
 * @param {Answer} answer
 * @returns {HTMLElement[]} none when the answer is clear
 */
export function showDoubt(answer) {
  const words = doubt(answer);
  return words ? [make("span", { class: "sp-guess" }, words)] : [];
}
