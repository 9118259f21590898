/**
 * Keeps words together that must not part at the end of a line, in what the script shows; what the pages hold has been
 * done by the build (indexer/site/typesetting.py). The two are held together by tests/vectors/typesetting.json.
 */

import { readConfig } from "./ui-config.js";

const NO_BREAK = "\u00a0";
/** What is in no language, or is no running text. */
const LITERAL = "[data-typed], script, style, textarea, pre, code";

/**
 * @param {string} text
 * @param {string[]} words of its language after which no line may end
 * @returns {string} with no-break spaces after these words; where it ends with one, its space is bound, too
 */
export function bindWords(text, words) {
  if (words.length === 0) {
    return text;
  }
  const before = `(?<=(?<![\\p{L}\\p{M}\\p{N}])(?:${words.join("|")}))`;
  return text.replace(new RegExp(`${before}(?: $|[ \\n](?=\\S))`, "giu"), NO_BREAK);
}

/**
 * @param {Document} page in which the words of everything that is added from now on are bound
 * @returns {void}
 */
export function attachTypesetting(page) {
  const bound = Object.values(readConfig().languages).filter(({ bound = [] }) => bound.length > 0);
  const words = new Map(bound.map(({ tag, bound = [] }) => [tag, bound]));
  if (words.size > 0) {
    const observer = new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => Array.from(addedNodes))) {
        bindWithin(node, words);
      }
    });
    observer.observe(page.body, { childList: true, subtree: true });
  }
}

/**
 * @param {Node} node
 * @param {Map<string, string[]>} words by the tag of their language
 * @returns {void}
 */
function bindWithin(node, words) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let text = node.nodeType === Node.TEXT_NODE ? node : walker.nextNode(); text; text = walker.nextNode()) {
    const lang = text.parentElement?.closest("[lang]")?.getAttribute("lang") ?? "";
    const own = words.get(lang) ?? [];
    const bound = bindWords(text.nodeValue ?? "", own);
    if (bound !== text.nodeValue && !text.parentElement?.closest(LITERAL)) {
      text.nodeValue = bound;
    }
  }
}
