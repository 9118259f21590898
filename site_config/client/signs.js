/** Cuts a query into signs and operands, the same way as indexer/signs.py; grammar.js has the rules. */

import { cut, length } from "./analysis.js";

/**
 * A part of a query: `words`, `phrase` and `prefix` have a text; so have `tag`, `lang` and `source`. `title` has one part,
 * which is words, phrase or prefix; `not` has one, `all`, `any` and `beside` several.
 * @typedef {{kind: string, text: string, parts: Node[]}} Node
 */

/** A sign (open, close, and, or, not) or an operand. @typedef {{kind: string, text: string, node: Node | null}} Lexeme */

export const FIELDS = ["title", "tag", "lang", "source"];
const SHORTEST_PREFIX = 2; // code points; Chinese characters need no second
const QUOTES = new Map([
  ['"', '"＂”'],
  ["＂", '＂"'],
  ["“", '”“"'],
  ["„", '“”"'],
  ["«", "»"],
  ["「", "」"],
  ["『", "』"],
]);
const LEXEME = /[(（]|[)）]|["＂“„«「『]|[^\p{White_Space}()（）"＂“„«「『]+/gu;
const MINUS = /^[-－](?=[\p{L}\p{N}]|$)/u;
const FIELD = /^(\p{Script=Latin}{2,})([:：])(.*)$/su;
const PREFIX = /^(.+)[*＊]$/su;
const TRAILING = /[,;?!.，；？！。]+$/u;
export const WORDLIKE = /[\p{L}\p{N}]/u;
const WORD_AHEAD = /^[\p{L}\p{N}]/u;
const OPENING = "(（";
const CLOSING = ")）";

/** Reads one query, and notes the mistakes in it. */
export class Lexer {
  /**
   * @param {string} text
   * @param {ReadonlyMap<string, string>} operators
   */
  constructor(text, operators) {
    this.text = text;
    this.operators = operators;
    /** @type {string[]} */
    this.mistakes = [];
    this.place = 0;
  }

  /** @returns {Lexeme[]} */
  read() {
    /** @type {Lexeme[]} */
    const lexemes = [];
    for (;;) {
      LEXEME.lastIndex = this.place;
      const match = LEXEME.exec(this.text);
      if (!match) return lexemes;
      const { 0: piece, index } = match;
      const fresh = index === 0 || OPENING.includes(this.text[index - 1]) || index > this.place;
      this.place = index + piece.length;
      lexemes.push(...this.readOne(piece, fresh));
    }
  }

  /**
   * @param {string} whole
   * @param {boolean} fresh Whether a word begins here.
   * @returns {Iterable<Lexeme>}
   */
  *readOne(whole, fresh) {
    let piece = whole;
    if (OPENING.includes(piece)) yield { kind: "open", text: piece, node: null };
    else if (CLOSING.includes(piece)) yield { kind: "close", text: piece, node: null };
    else if (QUOTES.has(piece)) {
      const phrase = this.readQuoted(piece);
      if (phrase) yield operand(phrase);
    } else {
      if (fresh && MINUS.test(piece) && (piece.length > 1 || QUOTES.has(this.ahead()) || this.aheadOpens())) {
        yield { kind: "not", text: piece[0], node: null };
        piece = piece.slice(1);
      }
      if (piece) yield* this.readPiece(piece);
    }
  }

  /** @returns {string} */
  ahead() {
    return this.text[this.place] ?? "";
  }

  /** @returns {boolean} */
  aheadOpens() {
    return this.ahead() !== "" && OPENING.includes(this.ahead());
  }

  /**
   * Reads what stands in quotes, the opening one being read; without a closing one it is no phrase.
   * @param {string} opening
   * @returns {Node | null}
   */
  readQuoted(opening) {
    const marks = Array.from(QUOTES.get(opening) ?? "");
    const ends = marks.map((mark) => this.text.indexOf(mark, this.place)).filter((end) => end >= 0);
    if (!ends.length) {
      this.mistakes.push(opening);
      return null;
    }
    const end = Math.min(...ends);
    const quoted = this.text.slice(this.place, end);
    this.place = end + 1;
    if (WORDLIKE.test(quoted)) return node("phrase", strip(quoted));
    this.mistakes.push(opening + this.text[end]);
    return null;
  }

  /**
   * @param {string} piece
   * @returns {Lexeme[]}
   */
  readPiece(piece) {
    const kind = this.operators.get(piece.normalize("NFKC"));
    if (kind) return [{ kind, text: piece, node: null }];
    const [, name = "", colon = "", value = ""] = FIELD.exec(piece) ?? [];
    const field = name.normalize("NFKC").toLowerCase();
    if (FIELDS.includes(field)) {
      const read = this.readField(field, value.replace(TRAILING, ""));
      if (read) return [operand(read)];
      this.mistakes.push(piece);
      return [];
    }
    if (name && WORD_AHEAD.test(value)) this.mistakes.push(name + colon);
    return [operand(this.readWord(piece))];
  }

  /**
   * @param {string} name
   * @param {string} value
   * @returns {Node | null}
   */
  readField(name, value) {
    /** @type {Node | null} */
    let inner = null;
    if (value) inner = name === "title" ? this.readWord(value) : node("words", value);
    else if (QUOTES.has(this.ahead())) inner = this.readQuoted(this.text[this.place++]);
    if (!inner || !WORDLIKE.test(inner.text)) return null;
    return name === "title" ? node(name, "", [inner]) : node(name, inner.text);
  }

  /**
   * @param {string} piece
   * @returns {Node}
   */
  readWord(piece) {
    const beginning = PREFIX.exec(piece.replace(TRAILING, ""))?.[1];
    if (beginning !== undefined) {
      const [token, ...others] = cut(beginning);
      const whole = token?.text === beginning && !others.length;
      if (whole && (token.han || length(beginning) >= SHORTEST_PREFIX)) return node("prefix", beginning);
    }
    this.mistakes.push(...["*", "＊"].filter((sign) => piece.includes(sign)));
    return node("words", piece);
  }
}

/**
 * @param {string} kind
 * @param {string} text
 * @param {Node[]} parts
 * @returns {Node}
 */
export function node(kind, text, parts = []) {
  return { kind, text, parts };
}

/**
 * @param {Node} node
 * @returns {Lexeme}
 */
function operand(node) {
  return { kind: "operand", text: node.text, node };
}

/**
 * @param {string} text
 * @returns {string} without white space at its ends
 */
function strip(text) {
  return text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");
}
