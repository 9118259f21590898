/** Narrows what was found by principle, topic, text and kind of text; each choice says how many passages it leaves. */

import { readChoices, toggle } from "./ui-choices.js";
import { readConfig, say } from "./ui-config.js";
import { button, make } from "./ui-dom.js";
import { search } from "./ui-engine.js";

/** @import {Choice} from "./ui-choices.js" */
/** @import {Answer, Facets, Labels} from "./ui-engine.js" */

/** So many values of a choice are shown at first: the most frequent ones. */
const FIRST = 8;

/** Whether the reader wants to see the choices; lasts as long as the page. */
let wanted = false;

/** @returns {boolean} whether something is chosen here, by a link for instance; then it must be seen */
function isNarrowed() {
  const { tag, source, status } = readChoices();
  return Boolean(tag ?? source ?? status);
}

/** @returns {boolean} whether pages should be counted at once, because the reader sees the counts */
export function isNarrowing() {
  return wanted || isNarrowed();
}

/**
 * @param {Answer} answer
 * @param {Labels} labels
 * @param {() => Promise<void>} ask shows what the choices in the address leave
 * @returns {HTMLElement[]} folded up, and what counting takes is loaded when it is first opened; none of one page alone,
 *   unless it was narrowed down to that
 */
export function narrowing(answer, labels, ask) {
  if (answer.total === 1 && !isNarrowed()) {
    return [];
  }
  const counted = answer.facets ? kinds(answer.total, answer.facets, labels, ask) : [];
  const details = /** @type {HTMLDetailsElement} */ (make("details", { class: "sp-fold sp-narrow" }));
  const summary = make("summary", {}, say("search.narrow"));
  details.append(summary, ...counted);
  details.open = isNarrowing();
  details.addEventListener("toggle", async () => {
    wanted = details.open;
    if (wanted && details.childElementCount === 1) {
      const options = { limit: 1, facets: true, only: readChoices() };
      const { facets } = await search(answer.query, options).catch(() => ({ facets: undefined }));
      details.append(...(facets ? kinds(answer.total, facets, labels, ask) : [say("search.failed")]));
    }
  });
  return [details];
}

/**
 * @param {number} total
 * @param {Facets} facets
 * @param {Labels} labels
 * @param {() => Promise<void>} ask
 * @returns {HTMLElement[]} one group for each kind of which there is a choice
 */
function kinds(total, facets, labels, ask) {
  const { language, texts } = readConfig();
  const chosen = readChoices();
  const concept = (/** @type {string} */ id) => labels[language][id] ?? id;
  const text = (/** @type {string} */ file) => {
    const [title, lang] = texts?.[file] ?? [file, ""];
    return make("span", lang ? { lang } : {}, title);
  };
  const status = (/** @type {string} */ name) => say(`status.${name === "machine-translated" ? "machine" : name}`);
  return [
    group(say("concept.principle"), "tag", facets.principle, concept),
    group(say("concept.topic"), "tag", facets.topic, concept),
    group(say("source.label"), "source", facets.source, text),
    group(say("source.status"), "status", facets.status, status),
  ].flat();

  /**
   * @param {string} label
   * @param {Choice} choice
   * @param {Record<string, number>} counts
   * @param {(value: string) => Node | string} name
   * @returns {HTMLElement[]}
   */
  function group(label, choice, counts, name) {
    // What is true of all pages found leaves all of them.
    const worth = Object.entries(counts).filter(([value, count]) => count < total || chosen[choice]?.includes(value));
    if (worth.length === 0) {
      return [];
    }
    const buttons = worth.map(([value, count]) => press(choice, value, name(value), count));
    const box = make("div", { class: "sp-filter", role: "group", "aria-label": label }, ...buttons.slice(0, FIRST));
    if (buttons.length > FIRST) {
      const more = button(say("search.narrow.more", { n: buttons.length }), () => {
        more.replaceWith(...buttons.slice(FIRST));
        buttons[FIRST].focus();
      });
      box.append(more);
    }
    return [make("p", { class: "sp-label" }, label), box];
  }

  /**
   * @param {Choice} choice
   * @param {string} value
   * @param {Node | string} name
   * @param {number} count
   * @returns {HTMLElement}
   */
  function press(choice, value, name, count) {
    const chosenNow = chosen[choice]?.includes(value) ?? false;
    const press = button("", async () => {
      toggle(choice, value);
      await ask();
      // The buttons have been made anew.
      const again = document.querySelector(`.sp-narrow [value="${CSS.escape(`${choice}:${value}`)}"]`);
      const next = again ?? document.querySelector(".sp-narrow summary");
      /** @type {HTMLElement | null} */ (next)?.focus();
    });
    press.setAttribute("value", `${choice}:${value}`);
    press.setAttribute("aria-pressed", String(chosenNow));
    press.append(make("span", {}, name, ` ${count}`));
    return press;
  }
}
