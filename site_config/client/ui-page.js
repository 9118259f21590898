/** The search page: all results of the query in the address, in the order of their rank. */

import { focusOnSlash } from "./ui-box.js";
import { say } from "./ui-config.js";
import { afterPause, make } from "./ui-dom.js";
import { ask } from "./ui-engine.js";
import { describe, explain, hrefOf } from "./ui-hit.js";

const PAUSE = 250;

/** @typedef {import("./ui-engine.js").Answer} Answer */
/** @typedef {import("./ui-engine.js").Language} Language */

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
      const { answer, languages } = await ask(query);
      // A slower answer to an older question must not overwrite a newer one.
      if (input.value.trim() === query) {
        status.textContent = headline(answer);
        results.replaceChildren(...(answer.hits.length > 0 ? found(answer, languages) : nothing()));
      }
    } catch {
      status.textContent = say("search.failed");
    }
  };

  const follow = afterPause(() => {
    const address = new URL(location.href);
    address.searchParams.set("q", input.value.trim());
    history.replaceState(null, "", address);
    void run();
  }, PAUSE);

  input.value = new URL(location.href).searchParams.get("q") ?? "";
  input.addEventListener("input", follow);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    follow();
  });
  focusOnSlash(input);
  void run();
}

/**
 * @param {Answer} answer
 * @returns {string}
 */
function headline(answer) {
  return answer.hits.length > 0
    ? say("search.count", { n: answer.hits.length })
    : say("search.none", { query: answer.query });
}

/** @returns {Node[]} */
function nothing() {
  const begin = document.getElementById("sp-begin");
  const links = begin instanceof HTMLTemplateElement ? [begin.content.cloneNode(true)] : [];
  return [make("p", {}, say("search.none.help")), ...links];
}

/**
 * @param {Answer} answer
 * @param {Record<string, Language>} languages
 * @returns {Node[]}
 */
function found(answer, languages) {
  const understood = explain(answer.interpretation);
  const items = answer.hits.map((hit) => {
    const link = (/** @type {HTMLElement} */ heading) => make("h2", {}, make("a", { href: hrefOf(hit) }, heading));
    return make(
      "li",
      { class: "sp-hit", "data-language": hit.language },
      ...describe(hit, languages[hit.language], link),
    );
  });
  const parts = [filter(items, languages), make("ol", { class: "sp-list" }, ...items)];
  if (understood) {
    parts.unshift(make("p", { class: "sp-quiet" }, `${say("search.understood")}: ${understood}`));
  }
  if (!answer.confident) {
    parts.unshift(make("p", { class: "sp-guess" }, say("search.guess")));
  }
  return parts;
}

/**
 * @param {HTMLElement[]} items
 * @param {Record<string, Language>} languages
 * @returns {HTMLElement} buttons that hide the hits in other languages
 */
function filter(items, languages) {
  const group = make("div", { class: "sp-filter", role: "group", "aria-label": say("search.filter") });
  const count = (/** @type {string} */ code) => items.filter((item) => item.dataset.language === code).length;
  /**
   * @param {string} code empty for all
   * @param {HTMLElement} label
   */
  const add = (code, label) => {
    const button = make("button", { type: "button", "aria-pressed": String(code === "") }, label);
    button.addEventListener("click", () => {
      for (const other of group.querySelectorAll("button")) {
        other.setAttribute("aria-pressed", String(other === button));
      }
      for (const item of items) {
        item.hidden = code !== "" && item.dataset.language !== code;
      }
    });
    group.append(button);
  };
  add("", make("span", {}, `${say("search.filter.all")} ${items.length}`));
  for (const [code, language] of Object.entries(languages)) {
    if (count(code) > 0) {
      add(code, make("span", { lang: language.tag }, `${language.name} ${count(code)}`));
    }
  }
  return group;
}
