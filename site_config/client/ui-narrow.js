/**
 * Narrows what was found by principle, topic, text or language. A choice is a condition of the query language and is put
 * into the query itself: so it holds for all pages found, not only for those shown, and the address keeps it.
 */

import { readConfig, say } from "./ui-config.js";
import { button, make, nameOf } from "./ui-dom.js";
import { search } from "./ui-engine.js";

/** @import {Answer, Facets, Labels} from "./ui-engine.js" */

/** @typedef {{condition: string, name: Node | string, count: number}} Choice */

/** So many choices of a kind are shown at first: the most frequent ones. */
const FIRST = 8;

/** Whether the reader wants to see the choices; lasts as long as the page. */
let wanted = false;

/** @returns {boolean} whether pages should be counted at once, because the reader sees the counts */
export function isNarrowing() {
  return wanted;
}

/**
 * @param {Answer} answer
 * @param {Labels} labels
 * @param {(query: string) => Promise<void>} ask puts a query into the box, and shows what it finds
 * @returns {HTMLElement[]} folded up, and what counting takes is loaded when it is first opened; none of one page alone,
 *   unless it was narrowed down to that
 */
export function narrowing(answer, labels, ask) {
  const counted = answer.facets ? kinds(answer, answer.facets, labels, ask) : [];
  if (answer.total === 1 && counted.length === 0) {
    return [];
  }
  const details = /** @type {HTMLDetailsElement} */ (make("details", { class: "sp-fold sp-narrow" }));
  const summary = make("summary", {}, say("search.narrow"));
  details.append(summary, ...counted);
  details.open = wanted;
  details.addEventListener("toggle", async () => {
    wanted = details.open;
    if (wanted && details.childElementCount === 1) {
      const { facets } = await search(answer.query, 1, true).catch(() => ({ facets: undefined }));
      details.replaceChildren(summary, ...(facets ? kinds(answer, facets, labels, ask) : [say("search.failed")]));
    }
  });
  return [details];
}

/**
 * @param {Answer} answer
 * @param {Facets} facets
 * @param {Labels} labels
 * @param {(query: string) => Promise<void>} ask
 * @returns {HTMLElement[]} one group for each kind of which there is a choice
 */
function kinds({ query, total, hits }, facets, labels, ask) {
  const { language, texts } = readConfig();
  const concept = (/** @type {string} */ id) => labels[language][id] ?? id;
  const text = (/** @type {string} */ file) => {
    const [title, lang] = texts?.[file] ?? [file, ""];
    return make("span", lang ? { lang } : {}, title);
  };
  // The buttons above the hits choose among those shown; where that is all of them, they are enough.
  const languages = total > hits.length ? facets.language : {};
  return [
    group(say("concept.principle"), choices("tag", facets.principle, concept)),
    group(say("concept.topic"), choices("tag", facets.topic, concept)),
    group(say("source.label"), choices("source", facets.source, text)),
    group(say("search.filter"), choices("lang", languages, nameOf)),
  ].flat();

  /**
   * @param {string} label
   * @param {Choice[]} found
   * @returns {HTMLElement[]}
   */
  function group(label, found) {
    // What is true of all pages found leaves all of them.
    const worth = found.filter(({ condition, count }) => count < total || holds(query, condition));
    if (worth.length === 0) {
      return [];
    }
    const buttons = worth.map(({ condition, name, count }) => press(condition, name, count));
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
   * @param {string} condition
   * @param {Node | string} name
   * @param {number} count
   * @returns {HTMLElement}
   */
  function press(condition, name, count) {
    const pressed = holds(query, condition);
    const chosen = button("", async () => {
      await ask(pressed ? without(query, condition) : withCondition(query, condition));
      // The buttons have been made anew.
      const again = document.querySelector(`.sp-narrow [value="${CSS.escape(condition)}"]`);
      const next = again ?? document.querySelector(".sp-narrow summary");
      /** @type {HTMLElement | null} */ (next)?.focus();
    });
    chosen.setAttribute("value", condition);
    chosen.setAttribute("aria-pressed", String(pressed));
    chosen.append(make("span", {}, name, ` ${count}`));
    return chosen;
  }
}

/**
 * @param {string} field
 * @param {Record<string, number>} counts
 * @param {(value: string) => Node | string} name
 * @returns {Choice[]}
 */
function choices(field, counts, name) {
  return Object.entries(counts).map(([value, count]) => {
    const written = /^[\p{L}\p{N}._-]*[\p{L}\p{N}]$/u.test(value) ? value : `"${value}"`;
    return { condition: `${field}:${written}`, name: name(value), count };
  });
}

/**
 * @param {string} query
 * @param {string} condition
 * @returns {boolean}
 */
function holds(query, condition) {
  return ` ${query} `.includes(` ${condition} `);
}

/**
 * @param {string} query
 * @param {string} condition
 * @returns {string}
 */
export function without(query, condition) {
  return ` ${query} `.replace(` ${condition} `, " ").trim();
}

/**
 * What stands side by side binds closer than OR, so that a query with an OR needs parentheses.
 * @param {string} query
 * @param {string} condition
 * @returns {string}
 */
export function withCondition(query, condition) {
  let outside = query.replace(/["“„«「『＂][^"”“»」』＂]*["”“»」』＂]/gu, " ");
  for (let before = ""; before !== outside; ) {
    before = outside;
    outside = outside.replace(/[(（][^()（）]*[)）]/gu, " ");
  }
  const operators = new Map(readConfig().operators);
  const loose = outside.split(/\s+/u).some((word) => operators.get(word) === "or");
  return `${loose ? `(${query})` : query} ${condition}`;
}
