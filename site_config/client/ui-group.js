/** Puts hits together by the principle or topic that the query meant. */

/** @import {Hit, Labels, Reading} from "./ui-engine.js" */

/** @typedef {{concept: string, hits: Hit[]}} Group `concept` is empty for hits without tags */

/**
 * @param {Reading[]} readings of the query
 * @param {Labels} labels
 * @returns {Set<string>} the concepts whose label, in any language, the query was understood as
 */
export function meantBy(readings, labels) {
  const understood = new Set(readings.map(({ as }) => as.toLowerCase()));
  const pairs = Object.values(labels).flatMap((byConcept) => Object.entries(byConcept));
  return new Set(pairs.filter(([, label]) => understood.has(label.toLowerCase())).map(([concept]) => concept));
}

/**
 * @param {Hit} hit
 * @returns {boolean} whether nothing of what was asked stands there, only what is near it
 */
export function isRelated({ why }) {
  return why.length > 0 && why.every(({ reason }) => reason === "related");
}

/**
 * Groups stand in the order of their best hit, so that the best answer of all is in the first; within a group the
 * reader's language comes first, then the rank decides.
 * @param {Hit[]} hits in the order of their rank
 * @param {Set<string>} meant
 * @param {string} language the reader's
 * @returns {Group[]}
 */
export function groupHits(hits, meant, language) {
  /** @type {Map<string, Hit[]>} */
  const groups = new Map();
  for (const hit of hits) {
    const concept = hit.tags.find((tag) => meant.has(tag)) ?? hit.tags[0] ?? "";
    groups.set(concept, [...(groups.get(concept) ?? []), hit]);
  }
  const first = (/** @type {Hit} */ hit) => (hit.language === language ? 0 : 1);
  return Array.from(groups, ([concept, found]) => ({
    concept,
    hits: found.sort((one, other) => first(one) - first(other) || one.rank - other.rank),
  }));
}
