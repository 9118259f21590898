/** What the page tells the script: its language, all languages, the way to the site's root, the words of the interface. */

/** @import {Language} from "./ui-scripts.js" */

/**
 * @typedef {object} Config
 * @property {string} base the way to the site's root
 * @property {string} language of the interface
 * @property {Record<string, Language>} languages in their order
 * @property {Record<string, string>} strings
 * @property {Record<string, [title: string, tag: string]>} [texts] on the search page: the titles of the texts, by file
 * @property {Array<[word: string, sign: string]>} [operators] on the search page: the words for `and`, `or`, `not`
 */

/** @type {Config | undefined} */
let config;

/** @returns {Config} */
export function readConfig() {
  if (!config) {
    const element = document.getElementById("sp-config");
    const given = JSON.parse(element?.textContent ?? "{}");
    const languages = (given.languages ?? []).map((/** @type {Language & {code: string}} */ each) => [each.code, each]);
    config = /** @type {Config} */ ({ ...given, languages: Object.fromEntries(languages) });
  }
  return config;
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] for the places in braces
 * @returns {string}
 */
export function say(key, values = {}) {
  const text = readConfig().strings[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/**
 * @param {string} text
 * @returns {string} ` (text)`, with the signs of the reader's language
 */
export function bracketed(text) {
  return say("sign.open") + text + say("sign.close");
}

/**
 * @param {string} path under the site's root; empty for the root itself
 * @returns {string} an address that also works from a file and from a sub-path
 */
export function address(path) {
  return new URL(`${readConfig().base}/${path}`, location.href).href;
}

/**
 * @param {string} concept
 * @returns {string} the address of a principle or topic in the reader's language
 */
export function conceptAddress(concept) {
  return address(`${readConfig().language}/concepts/${concept}.html`);
}
