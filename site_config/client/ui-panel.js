/** The list below the search box: a listbox that the input owns, as the combobox pattern of WAI-ARIA has it. */

import { say } from "./ui-config.js";
import { make } from "./ui-dom.js";

export class Panel {
  #input;
  #note = make("p", { class: "sp-panel__note" });
  #list = make("div", { role: "listbox", id: "sp-list", "aria-label": say("search.label") });
  #element = make("div", { class: "sp-panel", hidden: "" }, this.#note, this.#list);
  #status = make("p", { class: "sp-hidden", role: "status" });

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   */
  constructor(form, input) {
    this.#input = input;
    form.append(this.#element, this.#status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.#list.id);
    this.close();
    // Choosing with the mouse must not take the focus away, or the panel would close before the click lands.
    this.#element.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get open() {
    return !this.#element.hidden;
  }

  /** @returns {HTMLAnchorElement | undefined} the entry that the arrows have reached */
  get chosen() {
    return this.#entries().find((entry) => entry.getAttribute("aria-selected") === "true");
  }

  /**
   * @param {Array<Node | string>} message said above the list and by screen readers
   * @param {HTMLElement[]} entries links with the role of an option
   */
  show(message, entries) {
    this.#note.replaceChildren(...message);
    this.#status.textContent = this.#note.textContent;
    this.#list.replaceChildren(...entries);
    this.#list.hidden = entries.length === 0;
    this.#toggle(true);
  }

  close() {
    this.#toggle(false);
  }

  /** @param {number} step 1 down, -1 up; past the last entry and before the first one stands the input itself */
  move(step) {
    const entries = this.#entries();
    const chosen = this.chosen;
    const place = chosen ? entries.indexOf(chosen) : -1;
    const places = entries.length + 1;
    this.#choose(((place + 1 + step + places) % places) - 1);
  }

  /** @returns {HTMLAnchorElement[]} */
  #entries() {
    return Array.from(this.#list.querySelectorAll("a"));
  }

  /** @param {boolean} open */
  #toggle(open) {
    this.#element.hidden = !open;
    this.#input.setAttribute("aria-expanded", String(open));
    this.#choose(-1);
  }

  /** @param {number} place */
  #choose(place) {
    const entries = this.#entries();
    for (const [index, entry] of entries.entries()) {
      entry.setAttribute("aria-selected", String(index === place));
    }
    if (place < 0) {
      this.#input.removeAttribute("aria-activedescendant");
      return;
    }
    this.#input.setAttribute("aria-activedescendant", entries[place].id);
    entries[place].scrollIntoView({ block: "nearest" });
  }
}
