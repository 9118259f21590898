/**
 * Understands a query: what it asks for, and what it demands of a page; the same way as indexer/query.py.
 *
 * `grammar` reads the signs, `units` the words. What is asked for ranks the pages; what is demanded decides which pages
 * there are to rank.
 */

import { sourcesOf } from "./facets.js";
import { parse } from "./grammar.js";
import { Reader } from "./reader.js";
import { onlyWords, Readings } from "./readings.js";
import { FIELDS } from "./signs.js";
import { readBeside, readPrefix, readWays, readWords } from "./units.js";

/** @import {Node} from "./signs.js" */
/** @import {Condition, Together} from "./matching.js" */
/** @import {Known} from "./reader.js" */
/** @import {Unit} from "./readings.js" */

/**
 * A query, understood. `units` rank the pages. `condition` is what a page must meet; null asks only that a unit finds
 * it. `phrases` has, for the number of a unit, the phrase that it is. `mistakes` are signs that make no sense where they
 * stand; `unknown` are fields whose value nobody knows; `excluded` is what a page must not have, as typed.
 * @typedef {object} Query
 * @property {string} text
 * @property {Unit[]} units
 * @property {Condition | null} condition
 * @property {Map<number, Together>} phrases
 * @property {string[]} mistakes
 * @property {string[]} unknown
 * @property {string[]} excluded
 */

/** @typedef {{unit: Unit, phrase?: Together}} Asked */

const ALTERNATIVES = ["lang", "source"]; // a page has one of each, so that two side by side can only mean either

/**
 * Returns what `text` asks for. A text without a word gives a query without units.
 * @param {string} text
 * @param {Known} known
 * @returns {Query}
 */
export function interpret(text, known) {
  const { tree, mistakes } = parse(text, known.analysis.operators);
  if (!tree || tree.kind === "words") {
    const units = tree ? readWords(tree.text, known) : [];
    return { text, units, condition: null, phrases: new Map(), mistakes, unknown: [], excluded: [] };
  }
  const resolver = new Resolver(known);
  const condition = resolver.resolve(tree, true);
  const asked = resolver.asked.length ? resolver.asked : resolver.named;
  const phrases = new Map();
  for (const [number, { phrase }] of asked.entries()) if (phrase) phrases.set(number, phrase);
  const { unknown, excluded } = resolver;
  return { text, units: asked.map(({ unit }) => unit), condition, phrases, mistakes, unknown, excluded };
}

/** Turns a tree into a condition, and collects what is asked for on the way. */
class Resolver {
  /**
   * @param {Known} known
   * @param {string[]} unknown
   */
  constructor(known, unknown = []) {
    this.known = known;
    this.unknown = unknown;
    /** @type {string[]} */
    this.excluded = [];
    /** @type {Asked[]} */
    this.asked = [];
    /** What fields name; it ranks only where nothing else does. @type {Asked[]} */
    this.named = [];
  }

  /**
   * Returns what `node` demands; null where it demands nothing.
   * @param {Node} node
   * @param {boolean} alone Whether the node is the whole query.
   * @returns {Condition | null}
   */
  resolve(node, alone = false) {
    const { kind, text, parts } = node;
    switch (kind) {
      case "words":
        return this.ask(readBeside(text, this.known));
      case "prefix":
        return this.ask([readPrefix(text, this.known)]);
      case "phrase": {
        const phrase = { typed: text, ways: readWays(text, this.known), title: false };
        this.asked.push({ unit: this.phraseUnit(text), phrase });
        return { kind: "together", phrase };
      }
      case "not": {
        const inner = new Resolver(this.known, this.unknown);
        const part = inner.resolve(parts[0]);
        const asked = [...inner.asked, ...inner.named];
        const lost = asked.filter(({ unit, phrase }) => !unit.readings.length && !phrase);
        // What nobody knows leaves nothing out.
        if (asked.length && lost.length === asked.length) this.unknown.push(...lost.map(({ unit }) => unit.typed));
        else if (part) this.excluded.push(...typedIn(parts[0]));
        return part && { kind: "not", part };
      }
      case "beside":
        return this.beside(parts, alone);
      case "all":
      case "any":
        return join(
          kind,
          parts.map((part) => this.resolve(part)),
        );
      default:
        return this.field(node);
    }
  }

  /**
   * @param {Unit[]} units
   * @returns {Condition | null}
   */
  ask(units) {
    this.asked.push(...units.map((unit) => ({ unit })));
    return units.length ? { kind: "found", units } : null;
  }

  /**
   * @param {string} text
   * @returns {Unit}
   */
  phraseUnit(text) {
    const readings = new Readings();
    for (const unit of readBeside(text, this.known)) for (const reading of unit.readings) readings.add(reading);
    return readings.toUnit(text);
  }

  /**
   * Returns the condition of what stands side by side: plain words must find only where nothing else does.
   * @param {Node[]} parts
   * @param {boolean} alone
   * @returns {Condition | null}
   */
  beside(parts, alone) {
    const finders = parts.some(({ kind }) => kind !== "words" && kind !== "not" && !FIELDS.includes(kind));
    /** @type {(Condition | null)[]} */
    const conditions = [];
    for (const part of parts.filter(({ kind }) => !ALTERNATIVES.includes(kind))) {
      if (part.kind !== "words") conditions.push(this.resolve(part));
      else if (finders) this.resolve(part);
      else if (!alone) conditions.push(this.resolve(part));
      else if (readBeside(part.text, this.known).length) conditions.push(this.ask(readWords(part.text, this.known)));
    }
    for (const alternative of ALTERNATIVES) {
      const either = parts.filter(({ kind }) => kind === alternative).map((part) => this.resolve(part));
      conditions.push(join("any", either));
    }
    return join("all", conditions);
  }

  /**
   * @param {Node} node
   * @returns {Condition | null}
   */
  field({ kind, text, parts }) {
    if (kind === "title") return this.title(parts[0]);
    const value = text.normalize("NFKC");
    const language = value.toLowerCase();
    if (kind === "source" && sourcesOf(value, this.known).some(Boolean)) return { kind: "from", source: value };
    if (kind === "lang" && this.known.analysis.byCode.has(language)) return { kind: "written", language };
    const concepts = kind === "tag" ? new Reader(this.known).conceptsCalled(value) : [];
    if (!concepts.length) {
      this.unknown.push(`${kind}:${text}`);
      return null;
    }
    const readings = concepts.map((sense) => ({ sense, worth: 1, reason: "concept", known: text, sure: 1 }));
    this.named.push({ unit: { typed: text, readings } });
    return { kind: "tagged", concepts };
  }

  /**
   * @param {Node} inner
   * @returns {Condition}
   */
  title({ kind, text }) {
    let unit = this.phraseUnit(text);
    let ways = readWays(text, this.known);
    if (kind === "prefix" && !ways[0][0].han) {
      unit = readPrefix(text, this.known);
      const readings = onlyWords(unit.readings);
      ways = [[{ surfaces: readings.flatMap(({ surfaces }) => surfaces), readings, han: false }]];
    }
    const phrase = { typed: text, ways, title: true };
    this.named.push({ unit, phrase });
    return { kind: "together", phrase };
  }
}

/**
 * Returns what each of which a part of a query names by itself: the operands of an OR, else the whole.
 * @param {Node} node
 * @returns {string[]}
 */
function typedIn(node) {
  return node.kind === "any" ? node.parts.map(written) : [written(node)];
}

/**
 * Returns a part of a query as one could type it.
 * @param {Node} node
 * @returns {string}
 */
function written({ kind, text, parts }) {
  switch (kind) {
    case "words":
      return text;
    case "phrase":
      return `"${text}"`;
    case "prefix":
      return `${text}*`;
    case "not":
      return `-${enclosed(parts[0])}`;
    case "title":
      return `title:${written(parts[0])}`;
    case "all":
      return parts.map(enclosed).join(" AND ");
    case "any":
      return parts.map(enclosed).join(" OR ");
    case "beside":
      return parts.map(enclosed).join(" ");
    default:
      return `${kind}:${text.includes(" ") ? `"${text}"` : text}`;
  }
}

/**
 * @param {Node} node
 * @returns {string}
 */
function enclosed(node) {
  return ["all", "any", "beside"].includes(node.kind) ? `(${written(node)})` : written(node);
}

/**
 * @param {"all" | "any"} kind
 * @param {(Condition | null)[]} conditions
 * @returns {Condition | null}
 */
function join(kind, conditions) {
  const parts = conditions.filter((condition) => condition !== null);
  return parts.length > 1 ? { kind, parts } : (parts[0] ?? null);
}
