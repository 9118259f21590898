/** The results of one query: by principle or in the order of their rank, in all languages or in one. */

import { basketButton } from "./ui-basket.js";
import { conceptAddress, readConfig, say } from "./ui-config.js";
import { button, make, nameOf } from "./ui-dom.js";
import { groupHits, meantBy } from "./ui-group.js";
import { describe, explain, hrefOf } from "./ui-hit.js";
import { tellMisread } from "./ui-misread.js";
import { summariesButton, summarise } from "./ui-summaries.js";

/** @import {Answer, Hit, Labels} from "./ui-engine.js" */

const BY_RANK = "rank";

export class Results {
  #answer;
  #labels;
  #meant;
  #list = make("div", {});

  /**
   * @param {Answer} answer
   * @param {Labels} labels
   */
  constructor(answer, labels) {
    this.#answer = answer;
    this.#labels = labels;
    this.#meant = meantBy(answer.interpretation, labels);
    this.#show();
  }

  /** @returns {Node[]} */
  get elements() {
    const { hits, interpretation } = this.#answer;
    const understood = explain(interpretation, readConfig().language);
    const told = tellMisread(interpretation);
    if (understood.length > 0) {
      told.unshift([say("search.understood"), say("sign.colon"), ...understood]);
    }
    return [
      ...told.map((words) => make("p", { class: "sp-quiet" }, ...words)),
      this.#facets(),
      make("div", { class: "sp-choices" }, this.#order(), ...summariesButton(hits, () => this.#show())),
      this.#list,
    ];
  }

  /** Shows the hits as the address has it, with summaries if the reader wants them. */
  #show() {
    this.#arrange();
    summarise(this.#list);
  }

  #arrange() {
    const only = read("only");
    const wanted = this.#answer.hits.filter(({ language }) => language === only);
    // A link may ask for a language in which nothing was found; everything is better than nothing.
    const hits = wanted.length > 0 ? wanted : this.#answer.hits;
    if (read("order") === BY_RANK || !this.#worthGrouping(hits)) {
      this.#list.replaceChildren(make("ol", { class: "sp-list" }, ...hits.map((hit) => item(hit, "h2", hit.tags[0]))));
      return;
    }
    const groups = this.#group(hits).map((group) => {
      const items = group.hits.map((hit) => item(hit, "h3", group.concept));
      return make("section", { class: "sp-group" }, this.#heading(group), make("ol", { class: "sp-list" }, ...items));
    });
    this.#list.replaceChildren(...groups);
  }

  /**
   * @param {Hit[]} hits
   * @returns {import("./ui-group.js").Group[]}
   */
  #group(hits) {
    return groupHits(hits, this.#meant, readConfig().language);
  }

  /**
   * @param {Hit[]} hits
   * @returns {boolean} whether several hits share a principle
   */
  #worthGrouping(hits) {
    return this.#group(hits).some((group) => group.hits.length > 1);
  }

  /**
   * @param {import("./ui-group.js").Group} group
   * @returns {HTMLElement}
   */
  #heading({ concept, hits }) {
    const label = this.#labels[readConfig().language][concept] ?? say("search.group.none");
    const name = concept ? make("a", { href: conceptAddress(concept) }, label) : label;
    const heading = make(
      "div",
      { class: "sp-group__top" },
      make("h2", {}, name, " ", make("small", {}, String(hits.length))),
    );
    const codes = Object.keys(readConfig().languages).filter((code) => hits.some(({ language }) => language === code));
    if (concept && codes.length > 1) {
      const href = `${conceptAddress(concept)}?side=${codes.join(",")}`;
      heading.append(make("a", { class: "sp-group__side", href }, say("search.compare")));
    }
    return heading;
  }

  /** @returns {HTMLElement} buttons that leave the hits of one language */
  #facets() {
    const { hits } = this.#answer;
    const choices = [["", make("span", {}, `${say("search.filter.all")} ${hits.length}`)]];
    for (const code of Object.keys(readConfig().languages)) {
      const count = hits.filter(({ language }) => language === code).length;
      if (count > 0) {
        choices.push([code, make("span", {}, nameOf(code), ` ${count}`)]);
      }
    }
    return this.#choice("only", say("search.filter"), /** @type {Array<[string, HTMLElement]>} */ (choices));
  }

  /** @returns {HTMLElement} buttons that choose between groups and plain order; none where there is but one order */
  #order() {
    if (!this.#worthGrouping(this.#answer.hits)) {
      return make("div", { hidden: "" });
    }
    return this.#choice("order", say("search.order"), [
      ["", make("span", {}, say("search.order.principle"))],
      [BY_RANK, make("span", {}, say("search.order.rank"))],
    ]);
  }

  /**
   * @param {string} name in the address
   * @param {string} label
   * @param {Array<[string, HTMLElement]>} choices
   * @returns {HTMLElement}
   */
  #choice(name, label, choices) {
    const group = make("div", { class: `sp-filter sp-filter--${name}`, role: "group", "aria-label": label });
    const chosen = choices.some(([value]) => value === read(name)) ? read(name) : "";
    for (const [value, content] of choices) {
      const choose = button("", () => {
        write(name, value);
        for (const other of group.children) {
          other.setAttribute("aria-pressed", String(other === choose));
        }
        this.#show();
      });
      choose.setAttribute("aria-pressed", String(value === chosen));
      choose.append(content);
      group.append(choose);
    }
    return group;
  }
}

/**
 * @param {Hit} hit
 * @param {string} level of its heading
 * @param {string} concept under which it would come into the handout
 * @returns {HTMLElement}
 */
function item(hit, level, concept = "") {
  const link = (/** @type {HTMLElement} */ heading) => make(level, {}, make("a", { href: hrefOf(hit) }, heading));
  const best = hit.rank === 1 ? [make("span", { class: "sp-badge" }, say("search.best"))] : [];
  const tools = make("div", { class: "sp-tools" }, basketButton({ page: hit.page, concept }));
  return make(
    "li",
    { class: "sp-hit", "data-language": hit.language, "data-page": hit.page },
    ...describe(hit, link, best),
    tools,
  );
}

/**
 * @param {string} name
 * @returns {string} its value in the address; empty where there is none
 */
function read(name) {
  return new URL(location.href).searchParams.get(name) ?? "";
}

/**
 * @param {string} name
 * @param {string} value taken out of the address when empty
 * @returns {void}
 */
function write(name, value) {
  const address = new URL(location.href);
  if (value) {
    address.searchParams.set(name, value);
  } else {
    address.searchParams.delete(name);
  }
  history.replaceState(null, "", address);
}
