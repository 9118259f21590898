/** The search page: what is typed stands in the address, and so does the way the results are shown. */

import { say } from "./ui-config.js";
import { afterPause, make } from "./ui-dom.js";
import { ask, readLabels } from "./ui-engine.js";
import { showNothing } from "./ui-nothing.js";
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

  const run = async () => {
    const query = input.value.trim();
    if (!query) {
      status.textContent = say("search.prompt");
      results.replaceChildren(...examples);
      return;
    }
    try {
      const [answer, labels, suggestions] = await Promise.all([ask(query), readLabels(), suggest(query)]);
      // A slower answer to an older question must not overwrite a newer one.
      if (input.value.trim() === query) {
        status.textContent = headline(answer);
        const shown = answer.hits.length > 0 ? new Results(answer, labels).elements : showNothing(answer, suggestions);
        results.replaceChildren(...shown);
      }
    } catch {
      status.textContent = say("search.failed");
    }
  };

  const follow = () => {
    const address = new URL(location.href);
    address.searchParams.set("q", input.value.trim());
    history.replaceState(null, "", address);
    void run();
  };

  input.value = new URL(location.href).searchParams.get("q") ?? "";
  input.addEventListener("input", afterPause(follow, PAUSE));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    follow();
  });
  focusOnSlash(input);
  attachWalk(input, results);
  void run();
}

/**
 * @param {Answer} answer
 * @returns {string} said by screen readers, so that a guess is called one there, too
 */
function headline({ query, confident, total }) {
  if (total === 0) {
    return say("search.none", { query });
  }
  const count = say("search.count", { n: total });
  return confident ? count : `${say("search.guess")} ${count}`;
}
