/** Makes a combobox of the search form: results while you type, arrows to choose, Enter to go there, Esc to close. */

import { address, readConfig, say } from "./ui-config.js";
import { make, onTyping } from "./ui-dom.js";
import { openEngine, search } from "./ui-engine.js";
import { describe, hrefOf } from "./ui-hit.js";
import { tellMisread } from "./ui-misread.js";
import { Panel } from "./ui-panel.js";
import { focusOnSlash } from "./ui-slash.js";
import { describeSuggestion, suggest } from "./ui-suggest.js";
import { doubt } from "./ui-sure.js";

/** @import {Answer} from "./ui-engine.js" */
/** @import {Suggestion} from "./ui-suggest.js" */

const SHOWN = 6;
const PAUSE = 120;
const STEPS = new Map([
  ["ArrowDown", 1],
  ["ArrowUp", -1],
]);

/**
 * @param {HTMLFormElement} form with an input of the name `q`
 * @returns {void}
 */
export function attachBox(form) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const panel = new Panel(form, input);
  const run = () => answer(input, panel);
  input.addEventListener("focus", () => void openEngine().catch(() => undefined), { once: true });
  onTyping(input, run, PAUSE);
  input.addEventListener("focus", run);
  input.addEventListener("keydown", (event) => press(event, panel, run));
  form.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) {
      panel.close();
    }
  });
  focusOnSlash(input);
}

/**
 * @param {HTMLInputElement} input
 * @param {Panel} panel
 * @returns {Promise<void>}
 */
async function answer(input, panel) {
  const query = input.value.trim();
  if (!query) {
    panel.close();
    return;
  }
  // A slower answer to an older question must not overwrite a newer one, nor open where nobody waits for it.
  const isAwaited = () => input.value.trim() === query && document.activeElement === input;
  try {
    const [answer, suggestions] = await Promise.all([search(query), suggest(query)]);
    if (isAwaited()) {
      panel.show(headline(answer, suggestions), entries(answer, suggestions));
    }
  } catch {
    if (isAwaited()) {
      panel.show([say("search.failed")], []);
    }
  }
}

/**
 * @param {KeyboardEvent} event
 * @param {Panel} panel
 * @param {() => Promise<void>} run shows what was typed
 * @returns {void}
 */
function press(event, panel, run) {
  const step = STEPS.get(event.key);
  if (isComposing(event) || (!panel.open && !step)) {
    return;
  }
  if (step && !panel.open) {
    void run();
  } else if (step) {
    panel.move(step);
  } else if (event.key === "Escape") {
    panel.close();
  } else if (event.key === "Enter" && panel.chosen) {
    panel.chosen.click();
  } else {
    return;
  }
  event.preventDefault();
}

/**
 * @param {KeyboardEvent} event
 * @returns {boolean} whether an input method composes: its keys are its own; 229 is how older browsers say so
 */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

/**
 * @param {Answer} answer
 * @param {Suggestion[]} suggestions
 * @returns {Array<Node | string>}
 */
function headline(answer, suggestions) {
  const { query, total, hits, interpretation } = answer;
  const found = doubt(answer) || say("search.count", { n: total });
  const none = suggestions.length > 0 ? [] : [say("search.none", { query })];
  const keys = hits.length + suggestions.length > 0 ? [say("search.keys")] : [];
  const told = [hits.length > 0 ? [found] : none, ...tellMisread(interpretation), keys];
  return told.filter(({ length }) => length > 0).flatMap((words, index) => (index > 0 ? [" · ", ...words] : words));
}

/**
 * @param {Answer} answer
 * @param {Suggestion[]} suggestions
 * @returns {HTMLElement[]} pages of the words typed, then passages, then the way to all of them
 */
function entries({ query, hits }, suggestions) {
  const straight = suggestions.map((each) =>
    option(
      each.href,
      "sp-straight",
      make("span", { class: "sp-quiet" }, `${say("search.suggest")} `),
      ...describeSuggestion(each),
    ),
  );
  const found = hits.slice(0, SHOWN).map((hit) => option(hrefOf(hit), "sp-hit", ...describe(hit)));
  const all = `${readConfig().language}/search.html?q=${encodeURIComponent(query)}`;
  const options = [
    ...straight,
    ...found,
    ...(hits.length > 0 ? [option(address(all), "sp-all", say("search.all"))] : []),
  ];
  for (const [index, entry] of options.entries()) {
    entry.id = `sp-option-${index}`;
  }
  return options;
}

/**
 * @param {string} href
 * @param {string} kind
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
function option(href, kind, ...children) {
  return make("a", { href, class: kind, role: "option", tabindex: "-1", "aria-selected": "false" }, ...children);
}
