/**
 * Reads the query language: a text becomes a tree, and its mistakes are named; the same way as indexer/grammar.py, where
 * the grammar is written down. Both are held together by tests/vectors/grammar.json.
 */

import { cut, length } from "./analysis.js";
import { Lexer, node, WORDLIKE } from "./signs.js";

/** @import {Lexeme, Node} from "./signs.js" */

/** A query, read; `mistakes` are the signs that make no sense, as typed. @typedef {{tree: Node | null, mistakes: string[]}} Parsed */

const DEEPEST = 20; // parentheses in parentheses; whoever types more has a cat on the keyboard
const LETTERS = /\p{L}/gu;
const OPERATORS = new Set(["and", "or", "not"]);
const ENDS = new Set(["operand", "close"]);
const STARTS = new Set(["operand", "open", "not"]);

/**
 * Returns what `text` asks for. A text of plain words is one node of words.
 * @param {string} text
 * @param {ReadonlyMap<string, string>} operators Word → `and`, `or` or `not`.
 * @returns {Parsed}
 */
export function parse(text, operators) {
  const lexer = new Lexer(text, operators);
  const read = lexer.read();
  const { mistakes } = lexer;
  demoteWords(read);
  const lexemes = matchParentheses(read, mistakes);
  demoteDangling(lexemes, mistakes);
  return { tree: new Parser(lexemes, mistakes).readAny(), mistakes };
}

/**
 * Makes words of the operators that are more likely meant as words.
 * @param {Lexeme[]} lexemes
 */
function demoteWords(lexemes) {
  const words = lexemes.filter(({ kind, text }) => OPERATORS.has(kind) && WORDLIKE.test(text));
  const said = lexemes.filter(({ node }) => node).map(({ text }) => text);
  const letters = said.join("").match(LETTERS) ?? [];
  const shouted = letters.length > 0 && letters.every(isCapital);
  const sure = words.filter(({ text }) => standsOut(text) && !(shouted && isCapital(text)));
  if (!sure.length && !lexemes.some(isSign)) for (const word of words) becomeWord(word);
}

/**
 * Whether nobody types this without meaning it: quotes and closing parentheses stand in plain texts, too.
 * @param {Lexeme} lexeme
 * @returns {boolean}
 */
function isSign({ kind, text, node }) {
  if (node) return node.kind !== "words" && node.kind !== "phrase";
  return (kind === "open" || kind === "not") && !WORDLIKE.test(text);
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function isCapital(text) {
  return text.toLowerCase() !== text;
}

/**
 * Whether a word is seen to be an operator by itself: in capitals, or a Chinese one between spaces.
 * @param {string} word
 * @returns {boolean}
 */
function standsOut(word) {
  return (length(word) > 1 && isCapital(word)) || cut(word)[0].han;
}

/**
 * Returns the lexemes without parentheses that have no partner, or that stand too deep.
 * @param {Lexeme[]} lexemes
 * @param {string[]} mistakes
 * @returns {Lexeme[]}
 */
function matchParentheses(lexemes, mistakes) {
  const dropped = new Set();
  /** @type {number[]} */
  const opened = [];
  for (const [place, { kind }] of lexemes.entries()) {
    if (kind === "open") {
      opened.push(place);
      if (opened.length > DEEPEST) dropped.add(place);
    } else if (kind === "close" && (!opened.length || dropped.has(opened.pop()))) dropped.add(place);
  }
  for (const place of opened) dropped.add(place);
  mistakes.push(...lexemes.filter((_, place) => dropped.has(place)).map(({ text }) => text));
  return lexemes.filter((_, place) => !dropped.has(place));
}

/**
 * Makes words of the operators that have nothing to work on.
 * @param {Lexeme[]} lexemes
 * @param {string[]} mistakes
 */
function demoteDangling(lexemes, mistakes) {
  /** @type {string[]} */
  const found = [];
  for (let place = lexemes.length - 1; place >= 0; place--) {
    const lexeme = lexemes[place];
    if (!OPERATORS.has(lexeme.kind)) continue;
    const after = STARTS.has(lexemes[place + 1]?.kind);
    const before = lexeme.kind === "not" || ENDS.has(lexemes[place - 1]?.kind);
    if (after && before) continue;
    becomeWord(lexeme);
    found.unshift(lexeme.text);
  }
  mistakes.push(...found);
}

/** Reads lexemes in which every parenthesis has its partner and every operator something to work on. */
class Parser {
  /**
   * @param {Lexeme[]} lexemes
   * @param {string[]} mistakes
   */
  constructor(lexemes, mistakes) {
    this.lexemes = lexemes;
    this.mistakes = mistakes;
    this.place = 0;
  }

  /**
   * Reads up to the end, or to the closing parenthesis.
   * @returns {Node | null}
   */
  readAny() {
    const parts = [this.readAll()];
    while (this.ahead() === "or") {
      this.place++;
      parts.push(this.readAll());
    }
    return join("any", parts);
  }

  /** @returns {string} */
  ahead() {
    return this.lexemes[this.place]?.kind ?? "";
  }

  /** @returns {Node | null} */
  readAll() {
    const parts = [this.readSide()];
    while (this.ahead() === "and") {
      this.place++;
      parts.push(this.readSide());
    }
    return join("all", parts);
  }

  /** @returns {Node | null} */
  readSide() {
    /** @type {string[]} */
    const words = [];
    /** @type {(Node | null)[]} */
    const parts = [];
    while (STARTS.has(this.ahead())) {
      const item = this.readItem();
      if (item?.kind === "words") words.push(item.text);
      else parts.push(item);
    }
    return join("beside", [words.length ? node("words", words.join(" ")) : null, ...parts]);
  }

  /** @returns {Node | null} */
  readItem() {
    let negated = false;
    for (; this.ahead() === "not"; this.place++) negated = !negated;
    const lexeme = this.lexemes[this.place++];
    let item = lexeme.node;
    if (lexeme.kind === "open") {
      item = this.readAny();
      const closing = this.lexemes[this.place++].text;
      if (!item) this.mistakes.push(lexeme.text + closing);
    }
    return item && negated ? node("not", "", [item]) : item;
  }
}

/**
 * @param {string} kind
 * @param {(Node | null)[]} parts
 * @returns {Node | null}
 */
function join(kind, parts) {
  const kept = parts.filter((part) => part !== null);
  return kept.length > 1 ? node(kind, "", kept) : (kept[0] ?? null);
}

/** @param {Lexeme} lexeme */
function becomeWord(lexeme) {
  lexeme.kind = "operand";
  lexeme.node = node("words", lexeme.text);
}
