/**
 * Editors' summaries: of passages in another language than the reader's, and of those that a machine translated.
 *
 * The search does not carry them, and its first answer has no room for them. So a reader asks for them once, and from then
 * on each hit that comes into view gets its own, out of the small file that stands beside the passage's page.
 */

import { readConfig, say } from "./ui-config.js";
import { button, inReaders, make } from "./ui-dom.js";
import { loadPassage } from "./ui-passage.js";

/** @import {Hit} from "./ui-engine.js" */
/** @import {Passage} from "./ui-passage.js" */

const KEY = "sp-summaries";
/** So much before a hit is seen that its summary is there by then. */
const AHEAD = "200px";

/**
 * @param {Pick<Passage, "language" | "status" | "summaries" | "signed">} passage
 * @returns {{text: string, read: string} | undefined} in the reader's language; nothing where the passage speaks for itself
 */
export function summaryOf({ language: own, status, summaries, signed }) {
  const { language } = readConfig();
  const text = own !== language || status !== "human" ? summaries[language] : "";
  const who = signed[language];
  return text ? { text, read: who ? say("summary.signed", { who }) : say("summary.unsigned") } : undefined;
}

/**
 * @param {Hit[]} hits
 * @param {() => void} change called when the reader has changed what to see
 * @returns {HTMLElement[]} a button; none where no hit is in a foreign language
 */
export function summariesButton(hits, change) {
  if (hits.every(({ language }) => language === readConfig().language)) {
    return [];
  }
  const toggle = button(say("search.summaries"), () => {
    keep(!isWanted());
    toggle.setAttribute("aria-pressed", String(isWanted()));
    change();
  });
  toggle.setAttribute("aria-pressed", String(isWanted()));
  return [make("div", { class: "sp-filter sp-filter--order" }, toggle)];
}

/**
 * @param {Element} list of hits, each with `data-page`; a summary is put into those that come into view
 * @returns {void}
 */
export function summarise(list) {
  if (!isWanted()) {
    return;
  }
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) {
          seen.unobserve(target);
          void addSummary(/** @type {HTMLElement} */ (target));
        }
      }
    },
    { rootMargin: AHEAD },
  );
  for (const hit of list.querySelectorAll("[data-page].sp-hit")) {
    seen.observe(hit);
  }
}

/**
 * @param {HTMLElement} hit
 * @returns {Promise<void>}
 */
async function addSummary(hit) {
  const passage = await loadPassage(hit.dataset.page ?? "");
  const summary = passage && summaryOf(passage);
  if (summary) {
    const label = make("p", { class: "sp-label" }, say("summary.label"), " ", make("span", {}, summary.read));
    const words = make("p", {}, ...inReaders(summary.text));
    hit.querySelector(".sp-tools")?.before(make("div", { class: "sp-summary" }, label, words));
  }
}

/** Where the browser keeps nothing, the wish lasts as long as the page. */
let wanted = false;

/** @returns {boolean} */
function isWanted() {
  try {
    return (localStorage.getItem(KEY) ?? String(wanted)) === "true";
  } catch {
    return wanted;
  }
}

/** @param {boolean} wish */
function keep(wish) {
  wanted = wish;
  try {
    localStorage.setItem(KEY, String(wish));
  } catch {
    // See above.
  }
}
