/** The results of one query: by principle or in the order of their rank, in all languages or in one. */

import { basketButton } from "./ui-basket.js";
import { BY_RANK, MINE, readChoices, readView, toggle, writeView } from "./ui-choices.js";
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
 * @property {() => Promise<void>} ask asks again, with the choices that stand in the address by now
 */

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
      this.#languages(),
      ...narrowing(this.#answer, this.#labels, this.#page.ask),
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
    const hits = this.#answer.hits.filter((hit) => !isRelated(hit));
    const flat = [BY_RANK, MINE].includes(readView("order")) || !this.#worthGrouping(hits);
    const found = flat ? inOrder(hits) : this.#grouped(hits);
    this.#list.replaceChildren(...found, ...apart(this.#answer.hits.filter(isRelated)));
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

  /** @returns {HTMLElement} buttons that leave the passages of one language */
  #languages() {
    const { languages } = this.#answer;
    const all = Object.values(languages).reduce((sum, count) => sum + count, 0);
    const codes = Object.keys(readConfig().languages).filter((code) => languages[code]);
    const choices = codes.map((code) => choice(code, nameOf(code), ` ${languages[code]}`));
    const chosen = readChoices().language?.[0] ?? "";
    return group("only", say("search.filter"), [choice("", say("search.filter.all"), ` ${all}`), ...choices], {
      chosen: codes.includes(chosen) ? chosen : "",
      choose: async (value) => {
        toggle("language", value === chosen ? "" : value);
        await this.#page.ask();
        /** @type {HTMLElement | null} */ (document.querySelector(`.sp-filter--only [value="${value}"]`))?.focus();
      },
    });
  }

  /** @returns {HTMLElement} buttons that choose the order; none where there is but one */
  #order() {
    const hits = this.#answer.hits.filter((hit) => !isRelated(hit));
    const grouped = this.#worthGrouping(hits);
    const { language } = readConfig();
    const mixed = hits.some((hit) => hit.language === language) && hits.some((hit) => hit.language !== language);
    if (!grouped && !mixed) {
      return make("div", { hidden: "" });
    }
    const choices = [
      ...(grouped ? [choice("", say("search.order.principle"))] : []),
      choice(grouped ? BY_RANK : "", say("search.order.rank")),
      ...(mixed ? [choice(MINE, say("search.order.mine"))] : []),
    ];
    const known = choices.map(({ value }) => value);
    return group("order", say("search.order"), choices, {
      chosen: known.includes(readView("order")) ? readView("order") : "",
      choose: async (value) => {
        writeView("order", value);
        await this.#page.ask();
        /** @type {HTMLElement | null} */ (document.querySelector(`.sp-filter--order [value="${value}"]`))?.focus();
      },
    });
  }
}

/** @typedef {{value: string, content: HTMLElement}} Offer */

/**
 * @param {string} value
 * @param {...(Node | string)} words
 * @returns {Offer}
 */
function choice(value, ...words) {
  return { value, content: make("span", {}, ...words) };
}

/**
 * @param {string} name
 * @param {string} label
 * @param {Offer[]} offers
 * @param {{chosen: string, choose: (value: string) => Promise<void>}} choosing
 * @returns {HTMLElement}
 */
function group(name, label, offers, { chosen, choose }) {
  const box = make("div", { class: `sp-filter sp-filter--${name}`, role: "group", "aria-label": label });
  for (const { value, content } of offers) {
    const press = button("", () => void choose(value));
    press.setAttribute("value", value);
    press.setAttribute("aria-pressed", String(value === chosen));
    press.append(content);
    box.append(press);
  }
  return box;
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
  const beside =
    hit.rank === 1 && hit.score > 0 ? [make("span", { class: "sp-badge sp-badge--best" }, say("search.best"))] : [];
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
