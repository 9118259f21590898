/** Draws the sheet of a handout: principles one after the other, each with its passages by language. */

import { bracketed, readConfig, say } from "./ui-config.js";
import { button, inReaders, make, nameOf } from "./ui-dom.js";
import { summaryOf } from "./ui-summaries.js";

/** @import {Choice} from "./ui-basket.js" */
/** @import {Passage} from "./ui-passage.js" */

/** @typedef {Choice & {passage: Passage | undefined}} Entry */
/** @typedef {{title: string, side: boolean, summaries: boolean}} Options */
/** @typedef {(choices: Choice[]) => unknown} Keep */

/** From so many languages on, columns need the long side of the paper. */
const WIDE = 3;

/**
 * @param {Entry[]} entries in the order of choosing
 * @param {Options} options
 * @param {Keep} keep called with what is left after something was moved or taken out
 * @returns {Node[]}
 */
export function drawSheet(entries, options, keep) {
  const sheet = document.getElementById("sp-sheet");
  const groups = groupByConcept(entries);
  const most = Math.max(0, ...groups.map(([, group]) => languagesOf(group).length));
  sheet?.classList.toggle("sp-sheet--side", options.side);
  sheet?.classList.toggle("sp-sheet--wide", options.side && most >= WIDE);
  // The paper is the body's: a page that changes its size midway begins with an empty one.
  document.body.classList.toggle("sp-paper--wide", options.side && most >= WIDE);
  if (entries.length === 0) {
    return [];
  }
  const move = (/** @type {number} */ from, /** @type {number} */ to) => {
    const order = groups.slice();
    order.splice(to, 0, ...order.splice(from, 1));
    keep(order.flatMap(([, group]) => group.map(toChoice)));
  };
  const head = make("p", { class: "sp-sheet__site" }, sheet?.dataset.site ?? "");
  const title = options.title ? [make("h2", { class: "sp-sheet__title" }, ...inReaders(options.title))] : [];
  const gone = entries.filter(({ passage }) => !passage).map((entry) => drawGone(entry, entries, keep));
  const drawn = groups.map(([concept, group], index) => {
    const arrows = make("span", { class: "sp-screen sp-sheet__arrows" });
    if (index > 0) {
      arrows.append(button("↑", () => move(index, index - 1), { "aria-label": say("handout.up"), class: "sp-tool" }));
    }
    if (index < groups.length - 1) {
      arrows.append(button("↓", () => move(index, index + 1), { "aria-label": say("handout.down"), class: "sp-tool" }));
    }
    const take = (/** @type {Entry} */ out) => keep(entries.filter((entry) => entry !== out).map(toChoice));
    return drawGroup(concept, group, { ...options, take }, arrows);
  });
  return [head, ...title, ...drawn, ...gone, ...explanations(entries)];
}

/**
 * @param {Entry[]} entries
 * @returns {boolean} whether there are several languages, and no principle has two of them
 */
export function standApart(entries) {
  const several = groupByConcept(entries).some(([, group]) => languagesOf(group).length > 1);
  return !several && languagesOf(entries).length > 1;
}

/**
 * @param {Entry[]} entries
 * @returns {Array<[string, Entry[]]>} those that the site still has
 */
function groupByConcept(entries) {
  /** @type {Map<string, Entry[]>} */
  const groups = new Map();
  for (const entry of entries.filter(({ passage }) => passage)) {
    const known = entry.passage?.labels[entry.concept] ? entry.concept : (entry.passage?.concept ?? "");
    groups.set(known, [...(groups.get(known) ?? []), entry]);
  }
  return Array.from(groups);
}

/**
 * @param {string} concept
 * @param {Entry[]} group
 * @param {Options & {take: (entry: Entry) => void}} options
 * @param {HTMLElement} arrows
 * @returns {HTMLElement}
 */
function drawGroup(concept, group, options, arrows) {
  const { language, languages } = readConfig();
  const labels = group[0].passage?.labels[concept] ?? {};
  const codes = languagesOf(group);
  const others = codes.filter((code) => code !== language && labels[code] && labels[code] !== labels[language]);
  const names = others.flatMap((code) => [" · ", make("span", { lang: languages[code].tag }, labels[code])]);
  const heading = make("h3", {}, labels[language] ?? say("search.group.none"), make("small", {}, ...names));
  const columns = codes.map((code) =>
    make(
      "div",
      { class: "sp-sheet__column" },
      make("p", { class: "sp-sheet__language" }, nameOf(code)),
      ...group.filter(({ passage }) => passage?.language === code).map((entry) => drawPassage(entry, concept, options)),
    ),
  );
  const top = make("div", { class: "sp-sheet__top" }, heading, arrows);
  return make("section", { class: "sp-sheet__group" }, top, make("div", { class: "sp-sheet__columns" }, ...columns));
}

/**
 * @param {Entry[]} group
 * @returns {string[]} the reader's language first
 */
function languagesOf(group) {
  const { language, languages } = readConfig();
  const codes = Object.keys(languages).filter((code) => group.some(({ passage }) => passage?.language === code));
  return codes.sort((one, other) => Number(other === language) - Number(one === language));
}

/**
 * @param {Entry} entry
 * @param {string} concept
 * @param {Options & {take: (entry: Entry) => void}} options
 * @returns {HTMLElement}
 */
function drawPassage(entry, concept, options) {
  const passage = /** @type {Passage} */ (entry.passage);
  const relation = passage.relations[concept];
  const parts = [
    ...(relation ? [make("p", { class: `sp-relation sp-relation--${relation}` }, say(`relation.${relation}`))] : []),
    passage.heading
      ? make("h4", { lang: passage.headingTag }, passage.heading)
      : make("h4", {}, say(`kind.${passage.kind}`), " ", make("small", {}, say("kind.editors"))),
    ...(passage.status === "human" ? [] : [make("p", {}, badge(passage.status))]),
    ...passage.paragraphs.map(({ text, tag, heading }) =>
      make("p", { lang: tag }, heading ? make("strong", {}, text) : text),
    ),
    ...(options.summaries ? editorial(passage) : []),
    make("p", { class: "sp-whence" }, ...whence(passage)),
    button(say("basket.remove"), () => options.take(entry), { class: "sp-tool sp-tool--in sp-screen" }),
  ];
  return make("article", { class: "sp-sheet__passage" }, ...parts);
}

/**
 * @param {Passage} passage
 * @returns {HTMLElement[]} the editors' summary and note in the reader's language, where the site shows them, too
 */
function editorial(passage) {
  const { notes } = passage;
  const { language } = readConfig();
  const summary = summaryOf(passage);
  const parts = [];
  if (summary) {
    const label = make("span", { class: "sp-label" }, say("summary.label"), " ", make("span", {}, summary.read));
    parts.push(make("p", { class: "sp-sheet__summary" }, label, make("br", {}), ...inReaders(summary.text)));
  }
  if (notes[language]) {
    const label = make("span", { class: "sp-label" }, say("note.label"));
    parts.push(make("p", { class: "sp-sheet__summary" }, label, make("br", {}), ...inReaders(notes[language])));
  }
  return parts;
}

/**
 * @param {Passage} passage
 * @returns {Array<Node | string>} `Source: title, lines 3–7 (file)`
 */
function whence({ title, titleTag, titleByEditors, language, lines: [first, last], file }) {
  const name = title ? make("span", { lang: titleTag }, title) : say(`text.${language}`);
  const by = titleByEditors ? bracketed(say("source.title_by")) : "";
  const lines = first === last ? say("source.line", { first }) : say("source.lines", { first, last });
  return [say("source.label"), say("sign.colon"), name, by, say("sign.comma"), lines, bracketed(file)];
}

/**
 * @param {Entry[]} entries
 * @returns {HTMLElement[]} once for all: what each badge on the sheet means, and who says so
 */
function explanations(entries) {
  const found = new Map(entries.flatMap(({ passage }) => (passage ? [[passage.status, passage.statusBy]] : [])));
  return Array.from(found)
    .filter(([status]) => status !== "human")
    .map(([status, by]) => {
      const who = readConfig().strings[`value.${by}`] ?? by;
      const source = who ? say("sign.space") + say("status.by", { who }) : "";
      return make("p", { class: "sp-sheet__foot" }, badge(status), ` ${say(`badge.${short(status)}.why`)}${source}`);
    });
}

/**
 * @param {Entry} entry
 * @param {Entry[]} entries
 * @param {Keep} keep
 * @returns {HTMLElement}
 */
function drawGone(entry, entries, keep) {
  const take = () => keep(entries.filter((other) => other !== entry).map(toChoice));
  const words = say("handout.gone", { page: entry.page });
  return make("p", { class: "sp-gap sp-screen" }, words, " ", button(say("basket.remove"), take, { class: "sp-tool" }));
}

/**
 * @param {string} status
 * @returns {HTMLElement}
 */
export function badge(status) {
  const machine = short(status) === "machine" ? " sp-badge--machine" : "";
  return make("span", { class: `sp-badge${machine}` }, say(`badge.${short(status)}`));
}

/**
 * @param {string} status
 * @returns {string} as the strings of the interface call it
 */
function short(status) {
  return status === "machine-translated" ? "machine" : "unknown";
}

/**
 * @param {Entry} entry
 * @returns {Choice}
 */
function toChoice({ page, concept }) {
  return { page, concept };
}
