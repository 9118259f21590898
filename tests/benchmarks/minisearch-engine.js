/** How MiniSearch cuts and searches here; one module for its build and for the browser. */

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/**
 * Cuts text into words: case and Latin diacritics folded, Chinese by the browser's own dictionary.
 * @param {string} text
 * @returns {string[]}
 */
function tokenize(text) {
  const folded = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase();
  const words = folded.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*/gu) ?? [];
  return words.flatMap((word) =>
    /\p{Script=Han}/u.test(word)
      ? [...segmenter.segment(word)].filter((part) => part.isWordLike).map((part) => part.segment)
      : [word],
  );
}

export const OPTIONS = {
  fields: ["title", "text"],
  storeFields: ["path", "title"],
  tokenize,
  processTerm: (/** @type {string} */ term) => term,
  searchOptions: { prefix: true, fuzzy: 0.2, combineWith: "AND", boost: { title: 3 } },
};
