/**
 * Counts what kinds of pages a query found, from rows of numbers instead of records; the same way as indexer/facets.py.
 */

/** @import {Lexicon} from "./lexicon.js" */

/** @typedef {Record<"language" | "principle" | "topic" | "source" | "status", Record<string, number>>} Facets */
/** What the numbers of the rows stand for. @typedef {{sources: string[], statuses: string[], tags: string[], principles: number}} Legend */
/** @typedef {[source: number, status: number, ...tags: number[]]} Row */

const LEGEND = "";
const BLOCK = 250; // pages in an item

/**
 * Returns facet → value → number of pages, the most frequent first; equal ones in the order of the legend.
 * @param {Map<string, number[]>} pages Every page found, by language.
 * @param {Lexicon} lexicon
 * @returns {Facets}
 */
export function countFacets(pages, lexicon) {
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
      counts.language[place]++;
      counts.source[source]++;
      counts.status[status]++;
      for (const tag of tagged) counts.tag[tag]++;
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
 * Returns the pages whose source's name begins with `source`, in any case.
 * @param {string} source
 * @param {string} code
 * @param {Lexicon} lexicon
 * @returns {Set<number>}
 */
export function pagesFrom(source, code, lexicon) {
  const { sources } = legendOf(lexicon);
  const named = sources.map((name) => name.toLowerCase().startsWith(source.toLowerCase()));
  const numbers = Array.from({ length: lexicon.manifest.documents[code] }, (_, number) => number);
  return new Set(numbers.filter((number) => named[rowOf(code, number, lexicon)?.[0] ?? -1]));
}

/**
 * @param {Lexicon} lexicon
 * @returns {Legend}
 */
function legendOf(lexicon) {
  const legend = /** @type {Legend | undefined} */ (lexicon.facet(LEGEND));
  return legend ?? { sources: [], statuses: [], tags: [], principles: 0 };
}

/**
 * @param {string} code
 * @param {number} number
 * @param {Lexicon} lexicon
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
