/** The passages chosen for a handout. They stay in this browser; nothing is sent. */

import { announce, button, make } from "./ui-dom.js";
import { say } from "./ui-config.js";

/** @typedef {{page: string, concept: string}} Choice a passage, and the concept under which it was chosen */

const KEY = "sp-basket";

/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {Choice[]} in the order of choosing; what cannot be understood is left out */
export function readBasket() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each?.page === "string" && typeof each.concept === "string") : [];
  } catch {
    return [];
  }
}

/**
 * @param {Choice[]} choices
 * @returns {boolean} false where the browser keeps nothing
 */
export function writeBasket(choices) {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    announce(say("basket.failed"));
    return false;
  }
  for (const listener of listeners) {
    listener();
  }
  return true;
}

/**
 * @param {() => void} listener called when the choice has changed, in this window or another
 * @returns {void}
 */
export function onBasketChange(listener) {
  listeners.add(listener);
}

/**
 * @param {Choice} choice
 * @returns {HTMLElement} a button that puts the passage into the handout, and takes it out again
 */
export function basketButton(choice) {
  const has = () => readBasket().some(({ page }) => page === choice.page);
  const toggle = button("", () => {
    const others = readBasket().filter(({ page }) => page !== choice.page);
    const added = !has();
    const after = added ? [...others, choice] : others;
    if (writeBasket(after)) {
      announce(say(added ? "basket.added" : "basket.removed", { n: after.length }));
    } else {
      toggle.after(make("span", { class: "sp-quiet" }, ` ${say("basket.failed")}`));
    }
  });
  const show = () => {
    toggle.className = has() ? "sp-tool sp-tool--in" : "sp-tool sp-tool--add";
    toggle.textContent = say(has() ? "basket.remove" : "basket.add");
  };
  onBasketChange(show);
  show();
  return toggle;
}

/**
 * @param {Document} page
 * @returns {void} shows in the menu how many passages are in the handout
 */
export function attachBasket(page) {
  window.addEventListener("storage", ({ key }) => {
    if (key === KEY) {
      for (const listener of listeners) {
        listener();
      }
    }
  });
  const entry = page.querySelector(".sp-menu__handout");
  const count = make("b", { class: "sp-count" });
  const show = () => {
    const { length } = readBasket();
    count.textContent = String(length);
    count.hidden = length === 0;
  };
  entry?.append(" ", count);
  onBasketChange(show);
  show();
}
