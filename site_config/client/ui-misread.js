/** Tells what of a query is not looked for: what is left out, words that nobody here uses, signs that make no sense there. */

import { say } from "./ui-config.js";
import { asTyped } from "./ui-hit.js";

/** @import {Reading} from "./ui-engine.js" */

/**
 * @param {Reading[]} readings of the query
 * @returns {Array<Array<Node | string>>} one sentence for each kind; none when all was understood
 */
export function tellMisread(readings) {
  return [
    ["excluded", "search.excluded"],
    ["unknown", "search.unknown"],
    ["mistake", "search.mistake"],
  ].flatMap(([kind, key]) => {
    const typed = readings.filter(({ reason }) => reason === kind).map((reading) => reading.typed);
    const [before, after = ""] = say(key).split("{words}");
    return typed.length > 0 ? [[before, asTyped(typed.join(" · ")), after]] : [];
  });
}
