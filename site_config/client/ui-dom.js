/** Makes elements. Data goes in as text only, never as markup. */

import { readConfig } from "./ui-config.js";
import { piecesByScript } from "./ui-scripts.js";

/** @import {Piece} from "./ui-scripts.js" */

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/**
 * @param {string} label
 * @param {() => void} action
 * @param {Record<string, string>} [attributes]
 * @returns {HTMLElement}
 */
export function button(label, action, attributes = {}) {
  const element = make("button", { type: "button", ...attributes }, label);
  element.addEventListener("click", action);
  return element;
}

/**
 * @param {string} text
 * @param {Array<[number, number]>} marks UTF-16 offsets, end exclusive, in order
 * @returns {Array<Node | string>}
 */
export function marked(text, marks) {
  const parts = [];
  let end = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(end, from), make("mark", {}, text.slice(from, to)));
    end = to;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== "");
}

/**
 * @param {Piece[]} pieces
 * @returns {Array<Node | string>}
 */
export function spoken(pieces) {
  return pieces.map(({ text, lang }) => (lang ? make("span", { lang }, text) : text));
}

/**
 * @param {string} text in the reader's language
 * @returns {Array<Node | string>} with the `lang` of what is in another one's script
 */
export function inReaders(text) {
  const { language, languages } = readConfig();
  return spoken(piecesByScript(text, language, languages));
}

/**
 * @param {string} code of a language
 * @returns {Node} the reader's name for it; where there is none, its own, which then says what it is
 */
export function nameOf(code) {
  const { name, label, tag } = readConfig().languages[code];
  return label ? document.createTextNode(label) : make("span", { lang: tag }, name);
}

/**
 * @param {() => void} action
 * @param {number} milliseconds
 * @returns {() => void} runs `action` once the calls have paused
 */
export function afterPause(action, milliseconds) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(action, milliseconds);
  };
}

/**
 * Runs `action` once the reader pauses in typing. What an input method still composes is not what will stand there: pinyin
 * on its way to characters. But on phones keyboards compose every word, and readers of Latin letters need not wait for it.
 * @param {HTMLInputElement} input
 * @param {() => void} action
 * @param {number} milliseconds
 * @returns {void}
 */
export function onTyping(input, action, milliseconds) {
  const later = afterPause(action, milliseconds);
  const { language, languages } = readConfig();
  const asTyped = /\p{Script=Latin}/u.test(languages[language].name) && matchMedia("(pointer: coarse)").matches;
  input.addEventListener("input", (event) => {
    const latin = asTyped && !/(?!\p{Script=Latin})\p{L}/u.test(input.value);
    if (latin || !(event instanceof InputEvent && event.isComposing)) {
      later();
    }
  });
  input.addEventListener("compositionend", later);
}

/**
 * @param {string} src
 * @returns {Promise<void>} when the script has run; rejected when there is none
 */
export function runScript(src) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${src} does not load`));
    document.head.append(script);
  });
}

/** @type {HTMLElement | undefined} */
let voice;

/**
 * @param {string} message said by screen readers, and seen nowhere
 * @returns {void}
 */
export function announce(message) {
  if (!voice) {
    voice = make("p", { class: "sp-hidden", "aria-live": "polite" });
    document.body.append(voice);
  }
  voice.textContent = message;
}
