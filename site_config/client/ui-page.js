/** The search page: what is typed stands in the address, and so does the way the results are shown. */

import { forget, isMineFirst, readChoices, readView, writeView } from "./ui-choices.js";
import { readConfig, say } from "./ui-config.js";
import { make, onTyping } from "./ui-dom.js";
import { readLabels, search } from "./ui-engine.js";
import { isNarrowing } from "./ui-narrow.js";
import { findable, showNothing } from "./ui-nothing.js";
import { Results } from "./ui-results.js";
import { focusOnSlash } from "./ui-slash.js";
import { suggest } from "./ui-suggest.js";
import { showDoubt } from "./ui-sure.js";
import { attachWalk } from "./ui-walk.js";

/** @import {Answer} from "./ui-engine.js" */

const PAUSE = 250;

/**
 * @param {HTMLFormElement} form with an input of the name `q`
 * @param {HTMLElement} results
 * @returns {void}
 */
export function attachPage(form, results) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const status = make("p", { role: "status" });
  const examples = Array.from(results.childNodes);
  results.before(status);

  let asked = 0;
  /** @type {string | undefined} */
  let shown;
  const run = async () => {
    // A slower answer to an older question must not overwrite a newer one.
    const turn = ++asked;
    const query = input.value.trim();
    shown = query;
    document.body.classList.toggle("sp-asked", query !== "");
    if (!query) {
      status.textContent = say("search.prompt");
      results.replaceChildren(...examples);
      return;
    }
    try {
      const [answer, labels, suggestions] = await Promise.all([ask(query), readLabels(), suggest(query)]);
      const words = answer.total === 0 ? await findable(answer) : [];
      if (turn === asked) {
        status.replaceChildren(...headline(answer));
        const found = answer.total > 0 ? new Results(answer, labels, { ask: run }).elements : [];
        results.replaceChildren(...(answer.total > 0 ? found : showNothing(answer, suggestions, words)));
        showPressed(results);
      }
    } catch {
      if (turn === asked) {
        shown = undefined;
        status.textContent = say("search.failed");
        results.replaceChildren();
      }
    }
  };

  const read = () => {
    input.value = readView("q");
    return run();
  };

  const follow = () => {
    if (readView("q") !== input.value.trim()) {
      writeView("q", input.value.trim());
      forget();
    }
    // Enter after a pause, or a pause after Enter, asks nothing new.
    return input.value.trim() === shown ? undefined : run();
  };

  onTyping(input, follow, PAUSE);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void follow();
  });
  window.addEventListener("popstate", read);
  focusOnSlash(input);
  attachWalk(input, results);
  void read();
}

/**
 * Rows of buttons scroll on a narrow screen: what is chosen must be seen.
 * @param {HTMLElement} results
 * @returns {void}
 */
function showPressed(results) {
  for (const pressed of results.querySelectorAll(".sp-filter--only [aria-pressed=true]")) {
    const row = pressed.parentElement;
    if (pressed instanceof HTMLElement && row && row.scrollWidth > row.clientWidth) {
      row.scrollLeft = pressed.offsetLeft - row.offsetLeft - (row.clientWidth - pressed.offsetWidth) / 2;
    }
  }
}

/**
 * @param {string} query
 * @returns {Promise<Answer>} with what the reader has chosen to see
 */
async function ask(query) {
  let only = readChoices();
  const facets = isNarrowing();
  let found = await search(query, { facets, only });
  // An old link may choose what leaves nothing; everything is better than nothing. The language is kept for what comes next.
  if (found.total === 0 && Object.keys(only).some((choice) => choice !== "language")) {
    forget();
    only = readChoices();
    found = await search(query, { facets, only });
  }
  if (found.total === 0 && only.language) {
    return search(query, { facets });
  }
  if (!isMineFirst()) {
    return found;
  }
  const { language } = readConfig();
  const mine = await search(query, { only: { ...only, language: [language] } });
  // Among all, each has the rank that it has there.
  const ranks = new Map(found.hits.map(({ page, rank }) => [page, rank]));
  const own = mine.hits.map((hit) => ({ ...hit, rank: ranks.get(hit.page) ?? found.hits.length + hit.rank }));
  const others = found.hits.filter((hit) => hit.language !== language);
  return { ...found, hits: [...own, ...others].slice(0, Math.max(found.hits.length, own.length)) };
}

/**
 * @param {Answer} answer
 * @returns {Array<Node | string>} said by screen readers, too, so that a guess is called one there
 */
function headline(answer) {
  const { query, languages, hits, total } = answer;
  if (total === 0) {
    return [say("search.none", { query })];
  }
  const all = Object.values(languages).reduce((sum, count) => sum + count, 0);
  const count = hits.length < all ? say("search.shown", { n: hits.length, all }) : say("search.count", { n: total });
  const doubt = showDoubt(answer);
  return [...doubt, ...(doubt.length > 0 ? [say("sign.space")] : []), count];
}
