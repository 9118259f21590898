/** The results of one query: by principle or in the order of their rank, in all languages or in one. */

import { basketButton } from "./ui-basket.js";
import { conceptAddress, readConfig, say } from "./ui-config.js";
import { button, make, nameOf } from "./ui-dom.js";
import { groupHits, isRelated, meantBy } from "./ui-group.js";
import { describe, explain, hrefOf } from "./ui-hit.js";
import { tellMisread } from "./ui-misread.js";
import { narrowing } from "./ui-narrow.js";
import { badge } from "./ui-sheet.js";
import { summariesButton, summarise } from "./ui-summaries.js";
import { offerLeavingOut } from "./ui-without.js";

/** @import {Answer, Hit, Labels} from "./ui-engine.js" */

/**
 * @typedef {object} Page what the results want of the page they are on
 * @property {(shown: number) => void} tell says how many hits are shown
 * @property {(query: string) => Promise<void>} change asks another query
 */

const BY_RANK = "rank";

export class Results {
  #answer;
  #labels;
  #meant;
  #page;
  #list = make("div", {});

  /**
   * @param {Answer} answer
   * @param {Labels} labels
   * @param {Page} page
   */
  constructor(answer, labels, page) {
    this.#answer = answer;
    this.#page = page;
    this.#labels = labels;
    this.#meant = meantBy(answer.interpretation, labels);
    this.#show();
  }

  /** @returns {Node[]} */
  get elements() {
    const { hits, interpretation } = this.#answer;
    const understood = explain(interpretation, readConfig().language);
    const told = [...tellMisread(interpretation), ...offerLeavingOut(this.#answer)];
    if (understood.length > 0) {
      told.unshift([say("search.understood"), say("sign.colon"), ...understood]);
    }
    return [
      ...told.map((words) => make("p", { class: "sp-quiet" }, ...words)),
      this.#facets(),
      ...narrowing(this.#answer, this.#labels, this.#page.change),
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
    const shown = wanted.length > 0 ? wanted : this.#answer.hits;
    const hits = shown.filter((hit) => !isRelated(hit));
    const found = read("order") === BY_RANK || !this.#worthGrouping(hits) ? inOrder(hits) : this.#grouped(hits);
    this.#list.replaceChildren(...found, ...apart(shown.filter(isRelated)));
    this.#page.tell(shown.length);
  }

  /**
   * @param {Hit[]} hits
   * @returns {HTMLElement[]}
   */
  #grouped(hits) {
    return this.#group(hits).map((group) => {
      const items = group.hits.map((hit) => item(hit, "h3", group.concept));
      return make("section", { class: "sp-group" }, this.#heading(group), make("ol", { class: "sp-list" }, ...items));
    });
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
    if (!this.#worthGrouping(this.#answer.hits.filter((hit) => !isRelated(hit)))) {
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
 * @param {Hit[]} hits
 * @returns {HTMLElement[]} a list in the order of their rank; none of none
 */
function inOrder(hits) {
  return hits.length > 0 ? [make("ol", { class: "sp-list" }, ...hits.map((hit) => item(hit, "h2", hit.tags[0])))] : [];
}

/**
 * @param {Hit[]} hits that are only near what was asked
 * @returns {HTMLElement[]} a section of their own; none of none
 */
function apart(hits) {
  if (hits.length === 0) {
    return [];
  }
  const heading = make("h2", {}, say("search.related"), " ", make("small", {}, String(hits.length)));
  const items = hits.map((hit) => item(hit, "h3", hit.tags[0]));
  const top = make("div", { class: "sp-group__top" }, heading);
  return [make("section", { class: "sp-related" }, top, make("ol", { class: "sp-list" }, ...items))];
}

/**
 * @param {Hit} hit
 * @returns {HTMLElement} the text it is from, by its title
 */
function whence({ source }) {
  const [title, lang] = readConfig().texts?.[source] ?? [source, ""];
  const name = make("span", lang ? { lang } : {}, title);
  return make("span", { class: "sp-hit__source" }, say("source.label"), say("sign.colon"), name);
}

/**
 * @param {Hit} hit
 * @param {string} level of its heading
 * @param {string} concept under which it would come into the handout
 * @returns {HTMLElement}
 */
function item(hit, level, concept = "") {
  const link = (/** @type {HTMLElement} */ heading) => make(level, {}, make("a", { href: hrefOf(hit) }, heading));
  const beside = hit.rank === 1 ? [make("span", { class: "sp-badge sp-badge--best" }, say("search.best"))] : [];
  if (hit.status !== "human") {
    beside.push(badge(hit.status));
  }
  const tools = make("div", { class: "sp-tools" }, basketButton({ page: hit.page, concept }));
  return make(
    "li",
    { class: "sp-hit", "data-language": hit.language, "data-page": hit.page },
    ...describe(hit, link, beside),
    whence(hit),
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
