/** The search page: what is typed stands in the address, and so does the way the results are shown. */

import { say } from "./ui-config.js";
import { afterPause, make } from "./ui-dom.js";
import { readLabels, search } from "./ui-engine.js";
import { isNarrowing } from "./ui-narrow.js";
import { findable, showNothing } from "./ui-nothing.js";
import { Results } from "./ui-results.js";
import { focusOnSlash } from "./ui-slash.js";
import { suggest } from "./ui-suggest.js";
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

  // A slower answer to an older question must not overwrite a newer one.
  const isStill = (/** @type {string} */ query) => input.value.trim() === query;
  const run = async () => {
    const query = input.value.trim();
    if (!query) {
      status.textContent = say("search.prompt");
      results.replaceChildren(...examples);
      return;
    }
    try {
      const [answer, labels, suggestions] = await Promise.all([ask(query), readLabels(), suggest(query)]);
      const words = answer.total === 0 ? await findable(query) : [];
      if (isStill(query)) {
        const tell = (/** @type {number} */ shown) => status.replaceChildren(...headline(answer, shown));
        if (answer.total > 0) {
          results.replaceChildren(...new Results(answer, labels, { tell, change }).elements);
        } else {
          tell(0);
          results.replaceChildren(...showNothing(answer, suggestions, words));
        }
      }
    } catch {
      if (isStill(query)) {
        status.textContent = say("search.failed");
        results.replaceChildren();
      }
    }
  };

  const follow = () => {
    const address = new URL(location.href);
    address.searchParams.set("q", input.value.trim());
    history.replaceState(null, "", address);
    return run();
  };

  const change = (/** @type {string} */ query) => {
    input.value = query;
    return follow();
  };

  input.value = new URL(location.href).searchParams.get("q") ?? "";
  input.addEventListener("input", afterPause(follow, PAUSE));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void follow();
  });
  focusOnSlash(input);
  attachWalk(input, results);
  void run();
}

/**
 * @param {string} query
 * @returns {Promise<Answer>}
 */
function ask(query) {
  return search(query, undefined, isNarrowing());
}

/**
 * @param {Answer} answer
 * @param {number} shown of its hits
 * @returns {Array<Node | string>} said by screen readers, too, so that a guess is called one there
 */
function headline({ query, confident, total }, shown) {
  if (total === 0) {
    return [say("search.none", { query })];
  }
  const guess = confident ? [] : [make("span", { class: "sp-guess" }, say("search.guess")), say("sign.space")];
  const count = shown < total ? say("search.shown", { n: shown, all: total }) : say("search.count", { n: total });
  return [...guess, count];
}
