/**
 * Cuts text into words and words into terms, the same way as indexer/analysis.py.
 *
 * The two are held together by tests/vectors/analysis.json, which both test suites read. All that differs by language
 * is data: rules and variants come with the manifest, irregular forms with the lexicon's entries.
 */

const ASCII = /^\p{ASCII}*$/u;
const HAN_RUN = /^\p{Script=Han}+/u;
// Marks belong to their word, also where they follow a joiner; Han runs stand apart from the Latin letters beside them.
const TOKEN = /\p{Script=Han}+|(?!\p{Script=Han})[\p{L}\p{N}](?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}\u200c\u200d])*/gu;
const LETTER = /\p{L}/u;
const LETTERS = /\p{L}/gu;
// Coarser rules (UAX 29) differ between versions of Unicode, and so between Python and browsers.
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;
// Latin diacritics, and the dot that people leave out in Devanagari. Vowel signs are letters in all but category.
const DROPPED = /[\u0300-\u036f]|\u093c|[\u200b-\u200d\u2060\ufeff]/g;
const DOUBLE = /(.)\1+/gu;
const JOINING_VIRAMAS = /[\u094d\u0c4d](?!$)/g;

/**
 * A word or a run of Han characters, with its place in the text (code points, as in Python; end exclusive).
 * @typedef {{text: string, start: number, end: number, han: boolean}} Token
 */

/**
 * How the words of one language become terms, as shipped; indexer/analysis.py explains the fields.
 * @typedef {object} ShippedRules
 * @property {string} code
 * @property {string[]} scripts
 * @property {string[]} stop
 * @property {[ending: string, replacement: string, least: number][]} suffixes
 * @property {number} rounds
 * @property {string} final
 * @property {Record<string, string>} exceptions
 * @property {[before: string, after: string][]} reductions
 */

/** @typedef {Pick<ShippedRules, "suffixes" | "rounds" | "final">} Endings */
/** @typedef {{rules: ShippedRules[], variants: {from?: string, to?: string}, operators?: Record<string, string>}} ShippedAnalysis */
/** @typedef {(form: string, language: string) => string[] | undefined} FormsOf The terms of an irregular form. */

/** All languages together: rules, irregular forms and character variants. */
export class Analysis {
  /**
   * @param {ShippedAnalysis} shipped
   * @param {FormsOf} formsOf
   */
  constructor(shipped, formsOf) {
    this.formsOf = formsOf;
    const [from, to] = [shipped.variants.from, shipped.variants.to].map((text) => Array.from(text ?? ""));
    this.variants = new Map(from.map((character, place) => [character, to[place]]));
    this.varied = new RegExp(`[${from.join("")}]`, "gu"); // letters only, none of which means anything in a pattern
    this.operators = new Map(Object.entries(shipped.operators ?? {}));
    this.rules = shipped.rules.map((rules) => ({
      ...rules,
      stop: new Set(rules.stop),
      exceptions: new Map(Object.entries(rules.exceptions)),
      written: new RegExp(`[${rules.scripts.map((script) => `\\p{Script=${script}}`).join("")}]`, "u"),
    }));
    this.byCode = new Map(this.rules.map((rules) => [rules.code, rules]));
  }

  /**
   * Returns `text` without what people leave out when they type: case, Latin diacritics, width, joiners, variants.
   * @param {string} text
   * @returns {string}
   */
  fold(text) {
    return fold(text).replace(this.varied, (character) => this.variants.get(character) ?? character);
  }

  /**
   * Returns the codes of the languages written in the script of `word`; all of them for digits.
   * @param {string} word
   * @returns {string[]}
   */
  languagesOf(word) {
    const letter = LETTER.exec(word)?.[0];
    const fitting = letter ? this.rules.filter((rules) => rules.written.test(letter)) : this.rules;
    return fitting.map((rules) => rules.code);
  }

  /**
   * Returns the language in which a word of a page is read: the page's, or the first that has its script, or "".
   * @param {string} word
   * @param {string} pageLanguage
   * @returns {string}
   */
  languageIn(word, pageLanguage) {
    const languages = this.languagesOf(word);
    return languages.includes(pageLanguage) ? pageLanguage : (languages[0] ?? "");
  }

  /**
   * Whether a folded word is a function word of any language written in its script.
   * @param {string} folded
   * @returns {boolean}
   */
  isStop(folded) {
    return this.languagesOf(folded).some((code) => this.byCode.get(code)?.stop.has(folded));
  }

  /**
   * Returns the terms of one word as typed; several where it is ambiguous because its diacritics are left out.
   * @param {string} word
   * @param {string} language
   * @returns {string[]}
   */
  terms(word, language) {
    const rules = this.byCode.get(language);
    if (!rules) throw new Error(`no rules for language '${language}'`);
    const folded = this.fold(word);
    for (const form of [spell(word), folded]) {
      const exception = rules.exceptions.get(form);
      if (exception !== undefined) return [exception];
      const terms = this.formsOf(form, language);
      if (terms) return terms;
    }
    return [stem(folded, rules)];
  }

  /**
   * Returns the key under which a label is found: its terms, in order, without function words.
   * @param {string} text
   * @param {string} language
   * @returns {string}
   */
  key(text, language) {
    const tokens = cut(text);
    const telling = tokens.filter((token) => !this.byCode.get(language)?.stop.has(this.fold(token.text)));
    const content = telling.length > 1 ? telling : tokens;
    if (content.every(({ han }) => han)) return content.map((token) => this.fold(token.text)).join("");
    return content.map((token) => this.terms(token.text, language)[0]).join(" ");
  }
}

/**
 * Returns `text` in lower case, compatibility-composed, without Latin diacritics and zero-width characters.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize("NFKC").toLowerCase().normalize("NFD").replace(DROPPED, "").normalize("NFC");
}

/**
 * Returns `word` in lower case and composed, with its diacritics.
 * @param {string} word
 * @returns {string}
 */
export function spell(word) {
  return word.toLowerCase().normalize("NFC");
}

/**
 * Returns the words and Han runs of `text`, in order; punctuation and space are left out.
 * @param {string} text
 * @returns {Token[]}
 */
export function cut(text) {
  let [units, points] = [0, 0];
  return Array.from(text.matchAll(TOKEN), ({ 0: word, index = 0 }) => {
    const start = points + length(text.slice(units, index));
    [units, points] = [index + word.length, start + length(word)];
    return { text: word, start, end: points, han: HAN_RUN.test(word) };
  });
}

/**
 * Returns the length of `text` as Python counts it, in code points.
 * @param {string} text
 * @returns {number}
 */
export function length(text) {
  return Array.from(text).length;
}

/**
 * Returns `word` without the endings that `rules` name; never shorter than they allow.
 * @param {string} word
 * @param {Endings} rules
 * @returns {string}
 */
export function stem(word, rules) {
  let shorter = word;
  for (let round = 0; round < rules.rounds; round++) {
    const before = shorter;
    shorter = strip(before, rules.suffixes);
    if (shorter === before) break;
  }
  const characters = Array.from(shorter);
  const last = characters.pop();
  const rest = characters.join("");
  return last && rules.final.includes(last) && size(rest) > 1 ? rest : shorter;
}

/**
 * @param {string} word
 * @param {ShippedRules["suffixes"]} suffixes
 * @returns {string}
 */
function strip(word, suffixes) {
  for (const [ending, replacement, least] of suffixes) {
    const rest = word.slice(0, -ending.length);
    if (word.endsWith(ending) && size(rest) >= least) return rest + replacement;
  }
  return word;
}

/**
 * Returns the letters of `word`; in scripts with a virama, its syllables, a closing consonant counted as one.
 * @param {string} word
 * @returns {number}
 */
export function size(word) {
  return (word.match(LETTERS)?.length ?? 0) - (word.match(JOINING_VIRAMAS)?.length ?? 0);
}

/**
 * Returns what is left of a word in Latin letters when habits of spelling are taken away: `nammakam` → `namakam`.
 * @param {string} latin
 * @param {Pick<ShippedRules, "reductions">} rules
 * @returns {string}
 */
export function skeleton(latin, { reductions }) {
  let left = latin;
  for (const [before, after] of reductions) {
    const ending = before.slice(0, -1);
    if (!before.endsWith("$")) left = left.split(before).join(after);
    else if (left.endsWith(ending)) left = left.slice(0, left.length - ending.length) + after;
  }
  return left.replace(DOUBLE, "$1");
}

/**
 * Returns the characters of `word` as a reader counts them: each letter with its marks.
 * @param {string} word
 * @returns {string[]}
 */
export function clusters(word) {
  return word.match(CLUSTER) ?? [];
}
