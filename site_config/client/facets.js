/**
 * Counts what kinds of pages a query found, from rows of numbers instead of records; the same way as indexer/facets.py.
 */

/** @import {Lexicon} from "./lexicon.js" */

/** What can tell of pages; before its shard is here, nothing. @typedef {Pick<Lexicon, "facet">} Told */

/** @typedef {Record<"language" | "principle" | "topic" | "source" | "status", Record<string, number>>} Facets */
/** What the numbers of the rows stand for. @typedef {{sources: string[], statuses: string[], tags: string[], principles: number}} Legend */
/** @typedef {[source: number, status: number, ...tags: number[]]} Row */

/**
 * What a reader has chosen: of tags, pages must have all, of the rest be one. A choice that is missing or empty leaves all.
 * @typedef {Partial<Record<"language" | "tag" | "source" | "status", string[]>>} Only
 */
/** Says which of the choices a page does not meet. @typedef {(code: string, number: number) => (keyof Only)[]} Unmet */

const LEGEND = "";
const BLOCK = 250; // pages in an item
const OF_ROWS = /** @type {const} */ (["tag", "source", "status"]);

/**
 * Returns what tells of a page which of a reader's choices it does not meet.
 * @param {Only} only
 * @param {Told} lexicon
 * @returns {Unmet}
 */
export function choosing(only, lexicon) {
  const chosen = (/** @type {keyof Only} */ choice) => (only[choice]?.length ? only[choice] : undefined);
  const languages = chosen("language");
  const byLanguage = (/** @type {string} */ code) => !languages || languages.includes(code);
  if (!OF_ROWS.some(chosen)) return (code) => (byLanguage(code) ? [] : ["language"]);
  const legend = legendOf(lexicon);
  const wanted = {
    tag: only.tag?.map((tag) => legend.tags.indexOf(tag)) ?? [],
    source: chosen("source")?.map((source) => legend.sources.indexOf(source)),
    status: chosen("status")?.map((status) => legend.statuses.indexOf(status)),
  };
  return (code, number) => {
    const [source, status, ...tags] = rowOf(code, number, lexicon) ?? [-1, -1];
    /** @type {(keyof Only)[]} */
    const unmet = byLanguage(code) ? [] : ["language"];
    if (!wanted.tag.every((tag) => tags.includes(tag))) unmet.push("tag");
    if (wanted.source && !wanted.source.includes(source)) unmet.push("source");
    if (wanted.status && !wanted.status.includes(status)) unmet.push("status");
    return unmet;
  };
}

/**
 * Returns language → how many pages there would be in it, whichever language is chosen.
 * @param {Map<string, number[]>} pages Every page found, by language.
 * @param {Unmet} unmet
 * @returns {Record<string, number>} Of those that have any, in the order of their codes.
 */
export function countLanguages(pages, unmet) {
  const counts = Array.from(pages, ([code, numbers]) => {
    const left = numbers.filter((number) => unmet(code, number).every((choice) => choice === "language"));
    return /** @type {const} */ ([code, left.length]);
  });
  return Object.fromEntries(counts.filter(([, left]) => left).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Returns facet → value → number of pages, the most frequent first; equal ones in the order of the legend.
 *
 * A number says how many pages are left when that is chosen: other tags beside those that are, but instead of another
 * language, source or status.
 * @param {Map<string, number[]>} pages Every page found, by language.
 * @param {Unmet} unmet
 * @param {Told} lexicon
 * @returns {Facets}
 */
export function countFacets(pages, unmet, lexicon) {
  const { sources, statuses, tags, principles } = legendOf(lexicon);
  const codes = Array.from(pages.keys()).sort();
  const counts = {
    language: codes.map(() => 0),
    tag: tags.map(() => 0),
    source: sources.map(() => 0),
    status: statuses.map(() => 0),
  };
  for (const [place, code] of codes.entries()) {
    for (const number of pages.get(code) ?? []) {
      const row = rowOf(code, number, lexicon);
      if (!row) continue;
      const [source, status, ...tagged] = row;
      const missing = unmet(code, number);
      const isLeft = (/** @type {keyof Only} */ choice) => missing.every((each) => each === choice);
      if (isLeft("language")) counts.language[place]++;
      if (isLeft("source")) counts.source[source]++;
      if (isLeft("status")) counts.status[status]++;
      for (const tag of missing.length ? [] : tagged) counts.tag[tag]++;
    }
  }
  return {
    language: listed(counts.language, codes),
    principle: listed(counts.tag.slice(0, principles), tags),
    topic: listed(counts.tag.slice(principles), tags.slice(principles)),
    source: listed(counts.source, sources),
    status: listed(counts.status, statuses),
  };
}

/**
 * Returns of each source whether its name begins with `source`, in any case.
 * @param {string} source
 * @param {Told} lexicon
 * @returns {boolean[]}
 */
export function sourcesOf(source, lexicon) {
  return legendOf(lexicon).sources.map((name) => name.toLowerCase().startsWith(source.toLowerCase()));
}

/**
 * Returns the pages whose source's name begins with `source`, in any case.
 * @param {string} source
 * @param {string} code
 * @param {Lexicon} lexicon
 * @returns {Set<number>}
 */
export function pagesFrom(source, code, lexicon) {
  const named = sourcesOf(source, lexicon);
  const numbers = Array.from({ length: lexicon.manifest.documents[code] }, (_, number) => number);
  return new Set(numbers.filter((number) => named[rowOf(code, number, lexicon)?.[0] ?? -1]));
}

/**
 * @param {Told} lexicon
 * @returns {Legend}
 */
function legendOf(lexicon) {
  const legend = /** @type {Legend | undefined} */ (lexicon.facet(LEGEND));
  return legend ?? { sources: [], statuses: [], tags: [], principles: 0 };
}

/**
 * @param {string} code
 * @param {number} number
 * @param {Told} lexicon
 * @returns {Row | undefined}
 */
function rowOf(code, number, lexicon) {
  const block = number - (number % BLOCK);
  const rows = /** @type {Row[] | undefined} */ (lexicon.facet(`${code}:${String(block).padStart(6, "0")}`));
  return rows?.[number - block];
}

/**
 * @param {number[]} counts
 * @param {string[]} names
 * @returns {Record<string, number>} Of what was counted at all.
 */
function listed(counts, names) {
  const ordered = counts
    .map((pages, number) => /** @type {const} */ ([names[number], pages]))
    .filter(([, pages]) => pages);
  return Object.fromEntries(ordered.sort(([, few], [, many]) => many - few));
}
