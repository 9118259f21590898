/** What the reader has chosen to see of the results. It stands in the address, so that a link and "back" keep it. */

/** @import {Only} from "./ui-engine.js" */

/** Choice → its name in the address. */
const NAMES = { language: "only", tag: "tag", source: "source", status: "status" };

/** @typedef {keyof typeof NAMES} Choice */

const CHOICES = /** @type {Choice[]} */ (Object.keys(NAMES));

/** @returns {Only} */
export function readChoices() {
  const { searchParams } = new URL(location.href);
  const chosen = CHOICES.map((choice) => /** @type {const} */ ([choice, searchParams.getAll(NAMES[choice])]));
  return Object.fromEntries(chosen.filter(([, values]) => values.length > 0));
}

/**
 * Chooses a value, or takes the choice back. A page has many tags, of which several can be chosen, and one of the rest.
 * @param {Choice} choice
 * @param {string} value empty for all
 * @returns {void}
 */
export function toggle(choice, value) {
  const address = new URL(location.href);
  const name = NAMES[choice];
  const before = address.searchParams.getAll(name);
  const others = choice === "tag" ? before.filter((each) => each !== value) : [];
  address.searchParams.delete(name);
  for (const each of before.includes(value) || !value ? others : [...others, value]) {
    address.searchParams.append(name, each);
  }
  history.pushState(null, "", address);
}

/**
 * Takes back all choices but the language: among the results of another query they mean little.
 * @returns {void}
 */
export function forget() {
  for (const choice of CHOICES.filter((each) => each !== "language")) {
    writeView(NAMES[choice], "");
  }
}

/** @returns {boolean} whether the reader's own language shall come first; of one language alone there is no first */
export function isMineFirst() {
  return readView("order") === MINE && !readChoices().language;
}

export const BY_RANK = "rank";
export const MINE = "mine";

/**
 * @param {string} name
 * @returns {string} its value in the address; empty where there is none
 */
export function readView(name) {
  return new URL(location.href).searchParams.get(name) ?? "";
}

/**
 * @param {string} name
 * @param {string} value taken out of the address when empty
 * @returns {void}
 */
export function writeView(name, value) {
  const address = new URL(location.href);
  if (value) {
    address.searchParams.set(name, value);
  } else {
    address.searchParams.delete(name);
  }
  history.replaceState(null, "", address);
}
