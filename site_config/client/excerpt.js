/**
 * Chooses the sentence that shows a hit and marks in it what matched, the same way as indexer/excerpt.py.
 *
 * The two are held together by tests/vectors/excerpt.json. Places are counted in code points, as in Python, until the
 * marks leave as UTF-16 offsets, as browsers count.
 */

import { cut, length } from "./analysis.js";

/** @import {Token} from "./analysis.js" */
/** @import {Lexicon, PageRecord} from "./lexicon.js" */
/** @import {Reading} from "./readings.js" */

/** @typedef {[start: number, end: number]} Span */
/**
 * A sentence of a page. `marks` are in UTF-16 units; `paragraph` is "" for the heading; `said` has for each reading
 * the words that say it, here or else where the page first does, "" where none do.
 * @typedef {{text: string, marks: Span[], paragraph: string, said: string[]}} Excerpt
 */

/**
 * What would show a reading: it in one piece, or else its parts.
 * @typedef {{surfaces: string[], parts: string[]}} Wanted
 */

const WORD_POINTS = 2;
const EVIDENCE_POINTS = 3;

/**
 * Returns the sentence that shows the most readings, the first among equals; evidence counts more than words.
 *
 * A page that matched by something else than its text (a summary) shows its first sentence.
 * @param {Pick<PageRecord, "language" | "sentences" | "evidence">} record
 * @param {Reading[]} readings
 * @param {Pick<Lexicon, "analysis" | "meaning">} lexicon
 * @returns {Excerpt}
 */
export function bestExcerpt({ language, sentences, evidence }, readings, lexicon) {
  const wanted = readings.map((reading) => wantedBy(reading, language, lexicon));
  const proof = new Set(readings.map((reading) => ("sense" in reading ? evidence[reading.sense] : undefined)));
  const first = readings.map(() => "");
  let most = -1;
  /** @type {Excerpt} */
  let best = { text: "", marks: [], paragraph: "", said: first };
  for (const [number, [paragraph, text]] of sentences.entries()) {
    const { spans, said } = findSpans(text, wanted, lexicon);
    for (const [place, words] of said.entries()) first[place] ||= words;
    const points = WORD_POINTS * said.filter(Boolean).length + (proof.has(number) ? EVIDENCE_POINTS : 0);
    if (points > most) {
      most = points;
      best = { text, marks: toMarks(text, spans), paragraph, said };
    }
  }
  return { ...best, said: best.said.map((here, place) => here || first[place]) };
}

/**
 * @param {Reading} reading
 * @param {string} language
 * @param {Pick<Lexicon, "analysis" | "meaning">} lexicon
 * @returns {Wanted}
 */
function wantedBy(reading, language, lexicon) {
  if (!("sense" in reading)) {
    // A form that is a function word, as "want" is beside "wants", is in no index: no page was found by it.
    const rules = lexicon.analysis.byCode.get(reading.language);
    const { surfaces, parts } = reading;
    return { surfaces: surfaces.filter((form) => cut(form)[0]?.han || !rules?.stop.has(form)), parts };
  }
  return { surfaces: lexicon.meaning(reading.sense).s?.[language] ?? [], parts: [] };
}

/**
 * Returns the marked spans, and for each of `wanted` its longest words in the text.
 * @param {string} text
 * @param {Wanted[]} wanted
 * @param {Pick<Lexicon, "analysis">} lexicon
 * @returns {{spans: Span[], said: string[]}}
 */
function findSpans(text, wanted, { analysis }) {
  const tokens = cut(text);
  const folded = tokens.map((token) => analysis.fold(token.text));
  /** @type {(surfaces: string[]) => Span[]} */
  const find = (surfaces) => surfaces.flatMap((surface) => findSurface(surface, tokens, folded));
  const found = wanted.map(({ surfaces, parts }) => {
    const whole = find(surfaces);
    return whole.length ? whole : join(find(parts));
  });
  const said = found.map((here) => {
    const [start, end] = here.reduce((best, span) => (isLonger(span, best) ? span : best), [0, 0]);
    return Array.from(text).slice(start, end).join("");
  });
  return { spans: found.flat(), said };
}

/**
 * Whether a span is longer than another, or as long and before it.
 * @param {Span} one
 * @param {Span} other
 * @returns {boolean}
 */
function isLonger(one, other) {
  const more = one[1] - one[0] - (other[1] - other[0]);
  return more > 0 || (more === 0 && one[0] < other[0]);
}

/**
 * @param {string} surface
 * @param {Token[]} tokens
 * @param {string[]} folded
 * @returns {Span[]}
 */
function findSurface(surface, tokens, folded) {
  const words = surface.split(" ");
  /** @type {Span[]} */
  const spans = [];
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index].han) {
      const run = folded[index];
      for (let place = run.indexOf(surface); place >= 0; place = run.indexOf(surface, place + 1)) {
        const start = tokens[index].start + length(run.slice(0, place));
        spans.push([start, start + length(surface)]);
      }
    } else if (folded[index] === words[0] && words.every((word, step) => folded[index + step] === word)) {
      spans.push([tokens[index].start, tokens[index + words.length - 1].end]);
    }
  }
  return spans;
}

/**
 * Returns the spans in order, joined where they touch.
 * @param {Span[]} spans
 * @returns {Span[]}
 */
function join(spans) {
  /** @type {Span[]} */
  const joined = [];
  for (const [start, end] of Array.from(spans).sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
    const last = joined[joined.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/**
 * Returns the spans joined, counted in UTF-16 units.
 * @param {string} text
 * @param {Span[]} spans
 * @returns {Span[]}
 */
function toMarks(text, spans) {
  const characters = Array.from(text);
  /** @type {(place: number) => number} */
  const units = (place) => characters.slice(0, place).join("").length;
  return join(spans).map(([start, end]) => [units(start), units(end)]);
}
