/** Flash cards: a pile of principles; the choice of sides stands in the address. */

import { readConfig, say } from "./ui-config.js";
import { shuffled, textsOn, toAnki } from "./ui-deck.js";
import { announce, make } from "./ui-dom.js";

/** @import {Card, Shows, Side} from "./ui-deck.js" */

const KEYS = new Map([
  [" ", "turn"],
  ["Enter", "turn"],
  ["ArrowLeft", "previous"],
  ["ArrowRight", "next"],
  ["k", "known"],
]);

/** What has a use of its own for letters, arrows and the space. */
const OTHERS = "input, textarea, select, dialog, [contenteditable]";
/** What Enter and the space press. */
const PRESSED = "a, button, summary";

/**
 * @param {Document} page
 * @returns {void}
 */
export function attachCards(page) {
  const place = page.getElementById("sp-cards");
  const form = place?.querySelector("form");
  if (place && form) {
    place.hidden = false;
    new Trainer(place, form, readCards(page));
  }
}

/**
 * @param {Document} page
 * @returns {Card[]} the list that stands on the page for those without a script
 */
function readCards(page) {
  return Array.from(page.querySelectorAll(".sp-deck li"), (item) => {
    const faces = Array.from(item.querySelectorAll("p[data-language]"), (face) => {
      const [label, definition] = ["b", "span"].map((name) => face.querySelector(name)?.textContent ?? "");
      const value = { tag: face.getAttribute("lang") ?? "", label, definition };
      return [face.getAttribute("data-language"), value];
    });
    return { href: item.querySelector("a")?.href ?? "", faces: Object.fromEntries(faces) };
  });
}

class Trainer {
  #place;
  #form;
  #all;
  #pile;
  #at = 0;
  #turned = false;

  /**
   * @param {HTMLElement} place
   * @param {HTMLFormElement} form
   * @param {Card[]} cards
   */
  constructor(place, form, cards) {
    this.#place = place;
    this.#form = form;
    this.#all = cards;
    this.#pile = cards;
    this.#choose();
    form.addEventListener("change", () => {
      this.#remember();
      this.#show();
    });
    place.addEventListener("click", (event) => this.#click(event));
    document.addEventListener("keydown", (event) => this.#press(event));
    this.#show();
  }

  /** Takes the choice from the address; what stands in none is the reader's language, and the next one. */
  #choose() {
    const asked = new URL(location.href).searchParams;
    const codes = Object.keys(readConfig().languages);
    const front = readConfig().language;
    const usual = {
      front,
      "front-shows": "label",
      back: codes.find((code) => code !== front) ?? front,
      "back-shows": "both",
    };
    for (const [name, value] of Object.entries(usual)) {
      const control = this.#control(name);
      control.value = asked.get(name) ?? value;
      control.value ||= value;
    }
  }

  #remember() {
    const address = new URL(location.href);
    for (const [name, value] of new FormData(this.#form)) {
      address.searchParams.set(name, String(value));
    }
    history.replaceState(null, "", address);
  }

  /**
   * @param {string} name
   * @returns {HTMLSelectElement}
   */
  #control(name) {
    return /** @type {HTMLSelectElement} */ (this.#form.elements.namedItem(name));
  }

  /**
   * @param {"front" | "back"} name
   * @returns {Side}
   */
  #side(name) {
    const shows = /** @type {Shows} */ (this.#control(`${name}-shows`).value);
    return { language: this.#control(name).value, shows };
  }

  /** @param {Event} event */
  #click(event) {
    const target = event.target instanceof Element ? event.target : null;
    const does = target?.closest("[data-does]")?.getAttribute("data-does");
    if (does === "export") {
      this.#export(/** @type {HTMLAnchorElement} */ (target?.closest("a")));
    } else if (does) {
      this.#do(does);
    } else if (target?.closest(".sp-flash__card") && !target.closest("a")) {
      this.#do("turn");
    }
  }

  /**
   * The keys of the cards serve the whole page, where no other element has a use for them; a letter alone only the card
   * and its buttons (WCAG 2.1.4). After one of them the card has the focus.
   * @param {KeyboardEvent} event
   */
  #press(event) {
    const target = event.target instanceof Element ? event.target : document.body;
    const does = KEYS.get(event.key.toLowerCase()) ?? KEYS.get(event.key);
    const within = target.closest(".sp-flash") !== null;
    const taken = target.closest(OTHERS) !== null || (does === "turn" && target.closest(PRESSED) !== null);
    const ours = within || event.key.startsWith("Arrow") || event.key === " ";
    if (does && ours && !taken && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey) {
      this.#do(does);
      if (!within) {
        /** @type {HTMLElement} */ (this.#place.querySelector(".sp-flash__card")).focus({ preventScroll: true });
      }
      event.preventDefault();
    }
  }

  /** @param {string} does */
  #do(does) {
    const { length } = this.#pile;
    this.#turned = does === "turn" && !this.#turned;
    if (does === "next" || does === "previous") {
      this.#at = (this.#at + (does === "next" ? 1 : length - 1)) % Math.max(1, length);
    } else if (does === "known") {
      this.#pile = this.#pile.filter((_, index) => index !== this.#at);
      this.#at = this.#at < length - 1 ? this.#at : 0;
    } else if (does === "shuffle" || does === "restart") {
      this.#pile = does === "shuffle" ? shuffled(this.#pile) : this.#all;
      this.#at = 0;
    }
    this.#show();
  }

  #show() {
    const card = this.#pile[this.#at];
    const face = /** @type {HTMLElement} */ (this.#place.querySelector(".sp-flash__card"));
    const label = /** @type {HTMLElement} */ (this.#place.querySelector(".sp-flash__place"));
    label.textContent = card ? say("cards.place", { n: this.#at + 1, all: this.#pile.length }) : "";
    if (!card) {
      face.replaceChildren(make("p", {}, say("cards.done")));
      return;
    }
    const parts = sideOf(card, this.#side("front"), "sp-flash__front");
    if (this.#turned) {
      parts.push(...sideOf(card, this.#side("back"), "sp-flash__back"));
      parts.push(make("p", { class: "sp-flash__more" }, make("a", { href: card.href }, say("cards.more"))));
    }
    face.replaceChildren(...parts);
  }

  /** @param {HTMLAnchorElement} link whose click the browser then takes for a download */
  #export(link) {
    const [front, back] = [this.#side("front"), this.#side("back")];
    const file = new Blob([toAnki(this.#all, front, back)], { type: "text/plain;charset=utf-8" });
    link.href = URL.createObjectURL(file);
    link.download = `cards-${front.language}-${back.language}.txt`;
    announce(link.download);
  }
}

/**
 * @param {Card} card
 * @param {Side} side
 * @param {string} name of the class
 * @returns {HTMLElement[]}
 */
function sideOf(card, side, name) {
  const lang = card.faces[side.language].tag;
  const [first, ...rest] = textsOn(card, side);
  const strong = side.shows === "definition" ? first : make("strong", {}, first);
  return [make("p", { class: name, lang }, strong, ...rest.flatMap((text) => [make("br", {}), text]))];
}
