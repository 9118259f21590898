/**
 * Says why a page was found and how a query was understood, the same way as indexer/reasons.py.
 *
 * A reason names words that stand on the page, or a tag that it has: it is true, or it is not said.
 */

import { fold, spell } from "./analysis.js";
import { isRow } from "./clauses.js";

/** @import {Lexicon} from "./lexicon.js" */
/** @import {Query} from "./query.js" */
/** @import {Meant, Reading} from "./readings.js" */

/**
 * One reason: what was typed, what it matched, and how they hang together.
 * @typedef {{typed: string, as: string, reason: string}} Why
 */

const TELLING = 0.5; // of the best reading's worth; what is worth less goes without saying
const SPELLING = new Set(["diacritics", "variant", "romanisation", "typo", "form"]);
const PLAIN = new Set(["concept", "diacritics", "variant"]);
const OTHERWISE = new Set(["synonym", "translation", "typo"]); // said of other words only than those that were typed

/**
 * Returns the readings that are worth naming, in their order.
 * @param {Reading[]} readings
 * @returns {Reading[]}
 */
export function telling(readings) {
  const best = Math.max(0, ...readings.map(({ worth }) => worth));
  return readings.filter(({ worth }) => worth >= TELLING * best);
}

/**
 * Returns why a page in the language `code` was found by a reading of what was typed.
 * @param {string} typed
 * @param {Reading} reading
 * @param {string} said The words of the page that say it; "" when it is found by its tags or its summary only.
 * @param {string} code
 * @param {Lexicon} lexicon
 * @returns {Why}
 */
export function reasonFor(typed, reading, said, code, lexicon) {
  const meant = "sense" in reading;
  const as = said || (meant ? labelOf(reading.sense, code, lexicon) : reading.known);
  // A phrase (which has no groups) stands on the page, though perhaps across the end of a sentence.
  if (!meant && reading.groups.length && !said) return { typed, as, reason: "summary" };
  const alike = likeness(typed, as, lexicon);
  if (!meant) {
    const plain = reading.reason === "word" || reading.reason === "form";
    return { typed, as, reason: plain ? alike || "form" : reading.reason };
  }
  if (PLAIN.has(reading.reason)) return { typed, as, reason: alike && alike !== "word" ? alike : "concept" };
  if (alike && OTHERWISE.has(reading.reason)) return { typed, as, reason: alike };
  return { typed, as, reason: translated(reading, as, code, lexicon) };
}

/**
 * Returns how words differ that are the same but for their spelling; "" for others.
 * @param {string} typed
 * @param {string} as
 * @param {Lexicon} lexicon
 * @returns {string}
 */
function likeness(typed, as, { analysis }) {
  const [asked, found] = [spell(typed), spell(as)];
  if (asked === found) return "word";
  if (fold(asked) === fold(found)) return "diacritics";
  return analysis.fold(asked) === analysis.fold(found) ? "variant" : "";
}

/**
 * Returns the reason of a reading that led to the words `found`; within one language nothing is translated.
 * @param {Meant} meant
 * @param {string} found
 * @param {string} code
 * @param {Lexicon} lexicon
 * @returns {string}
 */
function translated({ reason, language }, found, code, { analysis }) {
  return reason === "translation" && language === analysis.languageIn(found, code) ? "synonym" : reason;
}

/**
 * Returns how each unit was understood; one of which nothing is known, or known only elsewhere, is unknown here.
 * @param {Query} asked
 * @param {boolean[]} found For each unit, whether it finds any page.
 * @param {string} language
 * @param {Lexicon} lexicon
 * @returns {Why[]}
 */
export function interpretation(asked, found, language, lexicon) {
  const reasons = asked.units.flatMap(({ typed, readings }, number) => {
    const phrase = asked.phrases.get(number);
    const lost = phrase?.ways.every((parts) => parts.some((part) => part.readings?.length === 0));
    if (phrase) return [{ typed, as: lost ? "" : typed, reason: lost ? "unknown" : "word" }];
    if (!readings.length) return [{ typed, as: "", reason: "unknown" }];
    const said = telling(readings).filter((reading) => !("sense" in reading && isRow(reading.sense)));
    if (!said.length && !found[number]) return [{ typed, as: "", reason: "unknown" }];
    return said.map((reading) => {
      const asTyped = !("sense" in reading) || SPELLING.has(reading.reason);
      if (asTyped) return { typed, as: reading.known, reason: reading.reason };
      const as = labelOf(reading.sense, language, lexicon);
      return { typed, as, reason: translated(reading, as, language, lexicon) };
    });
  });
  const excluded = asked.excluded.map((typed) => ({ typed, as: typed, reason: "excluded" }));
  const unknown = asked.unknown.map((typed) => ({ typed, as: "", reason: "unknown" }));
  const mistakes = asked.mistakes.map((typed) => ({ typed, as: "", reason: "mistake" }));
  return once([...reasons, ...excluded, ...unknown, ...mistakes], ({ typed, as, reason }) => [typed, as, reason]);
}

/**
 * Returns what a sense is called in a language, or in the first that has a word for it.
 * @param {string} sense
 * @param {string} code
 * @param {Lexicon} lexicon
 * @returns {string}
 */
function labelOf(sense, code, lexicon) {
  return nameIn(lexicon.namesOf(sense), code, lexicon) ?? sense;
}

/**
 * Returns the name in the language `code`, or else in the first language that has one.
 * @param {Record<string, string>} names
 * @param {string} code
 * @param {Pick<Lexicon, "analysis">} lexicon
 * @returns {string | undefined}
 */
export function nameIn(names, code, { analysis }) {
  const codes = [code, ...analysis.byCode.keys()].filter((known) => analysis.byCode.has(known));
  return codes.map((known) => names[known]).find(Boolean);
}

/**
 * Returns the reasons without those that are the same as an earlier one.
 * @param {Why[]} reasons
 * @param {(why: Why) => string[]} identify
 * @returns {Why[]}
 */
export function once(reasons, identify) {
  /** @type {Map<string, Why>} */
  const kept = new Map();
  for (const why of reasons) {
    const key = JSON.stringify(identify(why));
    kept.set(key, kept.get(key) ?? why);
  }
  return Array.from(kept.values());
}
