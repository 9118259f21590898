/** The passages chosen for a handout. They stay in this browser; nothing is sent. */

import { say } from "./ui-config.js";
import { announce, button, make } from "./ui-dom.js";

/** @typedef {{page: string, concept: string}} Choice a passage, and the concept under which it was chosen */

const KEY = "sp-basket";

/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {Choice[]} in the order of choosing; what cannot be understood is left out */
export function readBasket() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept)
      ? kept.filter((each) => typeof each?.page === "string" && typeof each.concept === "string")
      : [];
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
  const toggle = button("", () => {
    const before = readBasket();
    const others = before.filter(({ page }) => page !== choice.page);
    const added = others.length === before.length;
    const after = added ? [...others, choice] : others;
    if (writeBasket(after)) {
      announce(say(added ? "basket.added" : "basket.removed", { n: after.length }));
    } else {
      toggle.after(make("span", { class: "sp-quiet" }, ` ${say("basket.failed")}`));
    }
  });
  toggle.dataset.basket = choice.page;
  label(toggle);
  return toggle;
}

/**
 * @param {HTMLElement} toggle
 * @returns {void}
 */
function label(toggle) {
  const has = readBasket().some(({ page }) => page === toggle.dataset.basket);
  toggle.className = has ? "sp-tool sp-tool--in" : "sp-tool sp-tool--add";
  toggle.textContent = say(has ? "basket.remove" : "basket.add");
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
    for (const toggle of page.querySelectorAll("[data-basket]")) {
      label(/** @type {HTMLElement} */ (toggle));
    }
  };
  entry?.append(" ", count);
  onBasketChange(show);
  show();
}
