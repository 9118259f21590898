/** The handout: the chosen passages as a sheet to print, with everything that says what they are. */

import { onBasketChange, readBasket, writeBasket } from "./ui-basket.js";
import { loadPassage } from "./ui-passage.js";
import { drawSheet, standApart } from "./ui-sheet.js";

/** @import {Choice} from "./ui-basket.js" */

const KEY = "sp-handout";

/**
 * @param {Document} page
 * @returns {void}
 */
export function attachHandout(page) {
  const form = page.getElementById("sp-handout");
  const sheet = page.getElementById("sp-sheet");
  const empty = page.getElementById("sp-handout-empty");
  if (!(form instanceof HTMLFormElement && sheet && empty)) {
    return;
  }
  const restore = /** @type {HTMLElement} */ (form.querySelector("[data-does=restore]"));
  const apart = /** @type {HTMLElement} */ (form.querySelector(".sp-apart"));
  const title = /** @type {HTMLInputElement} */ (form.elements.namedItem("title"));
  const usual = page.title;
  /** @type {{choices: Choice[], title: string}} */
  let cleared = { choices: [], title: "" };
  let drawn = 0;

  const show = async () => {
    const choices = readBasket();
    const turn = ++drawn;
    const passages = await Promise.all(choices.map(({ page }) => loadPassage(page)));
    // While passages were loading, another change may have overtaken this one.
    if (turn === drawn) {
      empty.hidden = choices.length > 0;
      restore.hidden = cleared.choices.length === 0 || choices.length > 0;
      form.hidden = choices.length === 0 && restore.hidden;
      const entries = choices.map((choice, index) => ({ ...choice, passage: passages[index] }));
      const options = readOptions(form);
      apart.hidden = !(options.side && standApart(entries));
      sheet.replaceChildren(...drawSheet(entries, options, writeBasket));
      // A printed file is called so.
      page.title = options.title || usual;
    }
  };
  /** @param {{choices: Choice[], title: string}} handout */
  const put = (handout) => {
    title.value = handout.title;
    keep(form);
    writeBasket(handout.choices);
  };
  const act = (/** @type {string} */ does) => {
    if (does === "print") {
      window.print();
    } else if (does === "clear") {
      cleared = { choices: readBasket(), title: title.value };
      put({ choices: [], title: "" });
    } else if (does === "restore") {
      put(cleared);
    }
  };

  recall(form);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    keep(form);
    void show();
  });
  form.addEventListener("click", ({ target }) => {
    act((target instanceof Element && target.closest("[data-does]")?.getAttribute("data-does")) || "");
  });
  onBasketChange(() => void show());
  void show();
}

/**
 * @param {HTMLFormElement} form
 * @returns {import("./ui-sheet.js").Options}
 */
function readOptions(form) {
  const values = new FormData(form);
  return {
    title: String(values.get("title") ?? "").trim(),
    side: values.get("layout") === "side",
    summaries: values.has("summaries"),
  };
}

/**
 * @param {HTMLFormElement} form
 * @returns {void}
 */
function recall(form) {
  /** @type {Record<string, string>} */
  let kept = { layout: "side", summaries: "on" };
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? "null") ?? kept;
  } catch {
    // Without storage the form begins as usual.
  }
  for (const [name, value] of Object.entries(kept)) {
    const control = form.elements.namedItem(name);
    if (control instanceof HTMLInputElement && control.type === "checkbox") {
      control.checked = value === "on";
    } else if (control instanceof HTMLInputElement || control instanceof RadioNodeList) {
      control.value = value;
    }
  }
}

/**
 * @param {HTMLFormElement} form
 * @returns {void}
 */
function keep(form) {
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(new FormData(form))));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
