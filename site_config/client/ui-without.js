/** Offers the sign that leaves a word out to whoever asks for that in plain words, which only rank. */

import { readConfig, say } from "./ui-config.js";
import { make } from "./ui-dom.js";
import { asTyped } from "./ui-hit.js";

/** @import {Answer} from "./ui-engine.js" */

/** Whoever types one of these knows that there are signs. */
const SIGN = /["＂“„«「『()（）*＊:：]|(?:^|\s)[-－]/u;

/**
 * A small word that is NOT in capitals, as in `listening but not telephone`, becomes a sign before the next word that the
 * search has understood; words of which it knows nothing to look for are left out.
 * @param {Pick<Answer, "query" | "interpretation">} answer
 * @returns {string} the query with its sign; empty where none is called for
 */
export function leaveOut({ query, interpretation }) {
  const operators = new Map(readConfig().operators);
  const words = Array.from(query.matchAll(/\S+/gu));
  const [negation] = words.filter(
    ([word]) => word === word.toLowerCase() && !operators.has(word) && operators.get(word.toUpperCase()) === "not",
  );
  if (!negation || SIGN.test(query) || words.some(([word]) => operators.has(word))) {
    return "";
  }
  const place = words.indexOf(negation);
  const [wanted, later] = [/** @type {string[]} */ ([]), /** @type {string[]} */ ([])];
  const known = interpretation.filter(({ reason }) => reason !== "unknown").map(({ typed }) => typed);
  for (const unit of new Set(known)) {
    // A unit may have been put together of words on both sides: "smile phone" of "smile but not phone".
    const places = unit.split(" ").map((word) => ({ word, at: words.findIndex(([each]) => each.includes(word)) }));
    const before = places.filter(({ at }) => at >= 0 && at < place);
    const after = places.filter(({ at }) => at > place);
    if (before.length > 0) wanted.push(before.map(({ word }) => word).join(" "));
    if (after.length > 0) later.push(after.map(({ word }) => word).join(" "));
  }
  const [unwanted, ...others] = later;
  if (wanted.length === 0 || !unwanted) {
    return "";
  }
  return [...wanted, `-${/\s/u.test(unwanted) ? `"${unwanted}"` : unwanted}`, ...others].join(" ");
}

/**
 * @param {Answer} answer
 * @returns {Array<Array<Node | string>>} one sentence with a link, or none
 */
export function offerLeavingOut(answer) {
  const query = leaveOut(answer);
  const [before, after = ""] = say("search.without").split("{query}");
  const link = make("a", { href: `?q=${encodeURIComponent(query)}` }, asTyped(query));
  return query ? [[before, link, after]] : [];
}
