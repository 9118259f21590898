/** The search client: a classic script that sets `globalThis.openSearch`, and in Node exports it. */

import { tell } from "./answer.js";
import { Lexicon } from "./lexicon.js";
import { interpret } from "./query.js";
import { rank } from "./rank.js";
import { nameIn } from "./reasons.js";
import { shardsUnder } from "./transport.js";

/** @import {Answer} from "./answer.js" */
/** @import {Only} from "./facets.js" */
/** @import {Manifest} from "./lexicon.js" */

/**
 * A search over one site.
 * @typedef {object} Search
 * @property {(query: string, options?: {language?: string, limit?: number, facets?: boolean, only?: Only}) => Promise<Answer>} search
 *   Returns the best `limit` pages (10), ranked as by `principles search`. `language` is the reader's and only prefers.
 *   `facets` counts all pages found by language, principle, topic, source and status; `only` leaves those that are so.
 *   Rejects when a file does not load; never answers from half the lexicon.
 * @property {(language: string) => Promise<Record<string, string>>} labels
 *   Returns each concept's label in `language`; where it has none there, in the first language that has one.
 * @property {Manifest["languages"]} languages Code → name, and tag for the `lang` attribute.
 */

/**
 * Opens the search of the site at `base`.
 * @param {string} base The site's root, as URL or path, with "/" at its end.
 * @returns {Promise<Search>}
 */
export async function openSearch(base) {
  const load = shardsUnder(base);
  const manifest = /** @type {Manifest} */ (/** @type {unknown} */ (await load("manifest")));
  const lexicon = new Lexicon(manifest, load);
  return {
    async search(query, { language = "", limit = 10, facets = false, only = {} } = {}) {
      lexicon.foresee();
      const asked = await lexicon.settle(() => interpret(query, lexicon));
      const ranking = await lexicon.settle(() => rank(asked, { language, limit, only }, lexicon));
      return lexicon.settle(() => tell(asked, ranking, { language, facets }, lexicon));
    },
    async labels(language) {
      const labels = Array.from(lexicon.labels, ([concept, names]) => {
        return [concept, nameIn(names, language, lexicon) ?? concept];
      });
      return Object.fromEntries(labels);
    },
    languages: manifest.languages,
  };
}

globalThis.openSearch = openSearch;
if (typeof module !== "undefined") module.exports = { openSearch };
