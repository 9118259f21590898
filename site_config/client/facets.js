/**
 * Counts what kinds of pages a query found, from rows of numbers instead of records; the same way as indexer/facets.py.
 */

/** @import {Lexicon} from "./lexicon.js" */
/** @import {Place} from "./rank.js" */

/** @typedef {Record<"language" | "principle" | "topic" | "source" | "status", Record<string, number>>} Facets */
/** What the numbers of the rows stand for. @typedef {{sources: string[], statuses: string[], tags: string[], principles: number}} Legend */
/** @typedef {[source: number, status: number, ...tags: number[]]} Row */

const LEGEND = "";
const BLOCK = 250; // pages in an item

/**
 * Returns facet → value → number of pages, the most frequent first; equal ones in the order of the legend.
 * @param {Place[]} places Every page found.
 * @param {Lexicon} lexicon
 * @returns {Facets}
 */
export function countFacets(places, lexicon) {
  const { sources, statuses, tags, principles } = legendOf(lexicon);
  const codes = Object.keys(lexicon.manifest.documents).sort();
  const rows = places.map(({ code, number }) => rowOf(code, number, lexicon)).filter((row) => row !== undefined);
  const tagged = rows.flatMap(([, , ...row]) => row);
  return {
    language: count(
      places.map(({ code }) => codes.indexOf(code)),
      codes,
    ),
    principle: count(
      tagged.filter((tag) => tag < principles),
      tags,
    ),
    topic: count(
      tagged.filter((tag) => tag >= principles),
      tags,
    ),
    source: count(
      rows.map(([source]) => source),
      sources,
    ),
    status: count(
      rows.map(([, status]) => status),
      statuses,
    ),
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
 * @param {number[]} numbers
 * @param {string[]} names
 * @returns {Record<string, number>}
 */
function count(numbers, names) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const ordered = Array.from(counts).sort(([one, few], [other, many]) => many - few || one - other);
  return Object.fromEntries(ordered.map(([number, pages]) => [names[number], pages]));
}
