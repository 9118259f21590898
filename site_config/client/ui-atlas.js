/** The atlas: arrow keys lead from mark to mark, and a line above the table says what the mark at hand stands for. */

import { say } from "./ui-config.js";

/** @type {Map<string, [across: number, down: number]>} */
const STEPS = new Map([
  ["ArrowRight", [1, 0]],
  ["ArrowLeft", [-1, 0]],
  ["ArrowDown", [0, 1]],
  ["ArrowUp", [0, -1]],
]);

/**
 * @param {Document} page
 * @returns {void}
 */
export function attachAtlas(page) {
  const table = page.querySelector(".sp-atlas__table");
  const readout = page.querySelector(".sp-atlas__readout");
  if (!(table instanceof HTMLTableElement && readout)) {
    return;
  }
  page.querySelector(".sp-atlas__keys")?.removeAttribute("hidden");
  const tell = (/** @type {Event} */ { target }) => {
    const sign = target instanceof Element ? target.closest("a.sp-sign") : null;
    if (sign) {
      const row = sign.closest("tr")?.querySelector("th a")?.textContent ?? "";
      const words = sign.querySelector(".sp-hidden")?.cloneNode(true) ?? "";
      if (words instanceof Element) {
        words.className = "";
      }
      readout.replaceChildren(row, say("sign.colon"), words);
    }
  };
  table.addEventListener("mouseover", tell);
  table.addEventListener("focusin", tell);
  table.addEventListener("keydown", (event) => {
    const step = STEPS.get(event.key);
    const sign = event.target instanceof Element ? event.target.closest("a.sp-sign") : null;
    const next = step && sign && neighbour(table, sign, step);
    if (next instanceof HTMLElement) {
      next.focus();
      event.preventDefault();
    }
  });
}

/**
 * @param {HTMLTableElement} table
 * @param {Element} sign
 * @param {[across: number, down: number]} step
 * @returns {Element | undefined} the next mark in the row, or the first mark of the next cell of the column that has one
 */
function neighbour(table, sign, [across, down]) {
  const cell = /** @type {HTMLTableCellElement} */ (sign.closest("td"));
  const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
  if (across) {
    const signs = Array.from(row.querySelectorAll("a.sp-sign"));
    return signs[signs.indexOf(sign) + across];
  }
  const rows = Array.from(table.rows);
  const rest = down > 0 ? rows.slice(row.rowIndex + 1) : rows.slice(0, row.rowIndex).reverse();
  return rest.map((other) => other.cells[cell.cellIndex]?.querySelector("a.sp-sign")).find(Boolean) ?? undefined;
}
