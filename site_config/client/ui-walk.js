/** Arrow keys on the search page: from the box into the results, from result to result, and Esc back to the box. */

import { isComposing } from "./ui-box.js";

const LINKS = "h2 a, h3 a";

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} results
 * @returns {void}
 */
export function attachWalk(input, results) {
  const step = (/** @type {KeyboardEvent} */ event) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const links = Array.from(results.querySelectorAll(LINKS)).filter((link) => link instanceof HTMLElement);
    const place = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.key === "ArrowDown" && place + 1 < links.length) {
      links[place + 1].focus();
    } else if (event.key === "ArrowUp" && place > 0) {
      links[place - 1].focus();
    } else if (place >= 0 && (event.key === "Escape" || event.key === "ArrowUp")) {
      input.focus();
      input.select();
    } else {
      return;
    }
    event.preventDefault();
  };
  input.addEventListener("keydown", step);
  results.addEventListener("keydown", step);
}
