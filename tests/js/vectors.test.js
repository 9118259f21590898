/**
 * Holds the JavaScript half of each twin to the vectors; tests/test_vectors.py holds the other half to the same
 * files.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { Analysis, clusters, cut, size, skeleton, spell } from "../../site_config/client/analysis.js";
import { bounded, isConfident, strength, together } from "../../site_config/client/evidence.js";
import { bestExcerpt } from "../../site_config/client/excerpt.js";
import { choosing, countFacets, countLanguages } from "../../site_config/client/facets.js";
import { parse } from "../../site_config/client/grammar.js";
import { entryKey, Lexicon, VERSION } from "../../site_config/client/lexicon.js";
import { findPhrase } from "../../site_config/client/matching.js";
import { findNear, slips } from "../../site_config/client/near.js";
import { LanguageIndex } from "../../site_config/client/postings.js";
import { interpret } from "../../site_config/client/query.js";
import { merge, sumUp } from "../../site_config/client/rank.js";

const load = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));

/** Runs `check` on every case of a group; the case's reason is the test's name. */
const hold = (name, group, cases, check) => {
  for (const row of cases) test(`${name} ${group}: ${row.why}`, () => check(row));
};

const near = (found, expected) => {
  assert.equal(found.length, expected.length);
  for (const [place, number] of found.entries()) assert.ok(Math.abs(number - expected[place]) < 1e-9, `${number}`);
};

{
  const vectors = load("analysis");
  const forms = new Map(Object.entries(vectors.entries));
  const analysis = new Analysis(vectors.analysis, (form, language) => forms.get(form)?.f[language]);
  const check = {
    fold: ({ text, folded }) => assert.equal(analysis.fold(text), folded),
    spell: ({ text, spelled }) => assert.equal(spell(text), spelled),
    cut: ({ text, tokens }) => {
      const found = cut(text).map((token) => [token.text, token.start, token.end]);
      assert.deepEqual(found, tokens);
    },
    languages_of: ({ word, languages }) => assert.deepEqual(analysis.languagesOf(word), languages),
    language_in: ({ word, page, language }) => assert.equal(analysis.languageIn(word, page), language),
    terms: ({ word, language, terms }) => assert.deepEqual(analysis.terms(word, language), terms),
    size: ({ word, size: expected }) => assert.equal(size(word), expected),
    skeleton: ({ latin, skeleton: expected }) =>
      assert.equal(skeleton(latin, analysis.byCode.get("te") ?? assert.fail()), expected),
    clusters: ({ word, clusters: expected }) => assert.deepEqual(clusters(word), expected),
  };
  for (const [group, one] of Object.entries(check)) hold("analysis", group, vectors[group], one);
}

{
  const vectors = load("near");
  hold("near", "find", vectors.find, ({ typed, alone, found }) => {
    const slipped = findNear(typed, alone ?? true, (letter) => vectors.words[letter] ?? []);
    assert.deepEqual(
      slipped.map(({ word, reason }) => [word, reason]),
      found.map(([word, , reason]) => [word, reason]),
    );
    near(
      slipped.map(({ worth }) => worth),
      found.map(([, worth]) => worth),
    );
  });
  hold("near", "slips", vectors.slips, ({ typed, known, reach, slips: expected }) => {
    const found = slips(clusters(typed), clusters(known), reach);
    assert.ok(expected === null ? found > reach : found === expected, `${found}`);
  });
}

{
  const { analysis, entries, meanings, near: words, interpret: cases } = load("query");
  const concepts = Object.fromEntries(
    Object.values(meanings).map((meaning, place) => [`${place}`.padStart(4, "0"), meaning]),
  );
  const rows = Object.fromEntries(Object.entries(meanings).map(([key, meaning]) => [key.replace("~", ""), meaning]));
  const byKey = Object.fromEntries(Object.entries(entries).map(([word, entry]) => [entryKey(word), entry]));
  const parts = { entries: byKey, concepts, rows, near: words };
  const shards = Object.fromEntries(Object.keys(parts).map((kind) => [kind, { stamp: "", firsts: [""] }]));
  const numbered = { rows: { stamp: "", each: 1 } };
  const manifest = {
    version: VERSION,
    analysis,
    variants: "",
    concepts: Object.keys(meanings).map((id) => [id, {}]),
    shards,
    numbered,
  };
  hold("query", "interpret", cases, async ({ text, units }) => {
    const lexicon = new Lexicon(manifest, async (name) => parts[name.split("-")[0]]);
    const { variants, varied } = new Analysis(analysis);
    Object.assign(lexicon.analysis, { variants, varied });

    const query = await lexicon.settle(() => interpret(text, lexicon));

    const plain = (readings) => readings.map((reading) => ({ ...reading, worth: 0, sure: 0 }));
    const weighed = (readings) => readings.flatMap(({ worth, sure }) => [worth, sure ?? 0]);
    assert.deepEqual(
      query.units.map(({ typed, readings }) => ({ typed, readings: plain(readings) })),
      units.map(({ typed, readings }) => ({ typed, readings: plain(readings) })),
    );
    near(
      query.units.flatMap(({ readings }) => weighed(readings)),
      units.flatMap(({ readings }) => weighed(readings)),
    );
  });
}

{
  const { operators, parse: cases } = load("grammar");
  const nodeFrom = ([kind, ...rest]) =>
    typeof rest[0] === "string"
      ? { kind, text: rest[0], parts: [] }
      : { kind, text: "", parts: rest.map((part) => nodeFrom(part)) };
  hold("grammar", "parse", cases, ({ text, tree, mistakes }) => {
    const parsed = parse(text, new Map(Object.entries(operators)));

    assert.deepEqual(parsed, { tree: tree && nodeFrom(tree), mistakes });
  });
}

hold("matching", "find_phrase", load("matching").find_phrase, ({ parts, title, sentences, found }) => {
  assert.deepEqual(
    findPhrase({ ways: [parts], title }, { sentences }, new Analysis({ rules: [], variants: {} })),
    found,
  );
});

hold("merge", "merge", load("merge").merge, ({ found, weights, language, ranked }) => {
  const pagesOf = (pages) => ({
    documents: Object.keys(pages).map(Number),
    tags: Object.values(pages).map(([tags]) => tags),
    words: Object.values(pages).map(([, words]) => words),
  });
  const finds = found.map((byCode) => new Map(Object.entries(byCode).map(([code, pages]) => [code, pagesOf(pages)])));
  const scored = sumUp(finds, weights);

  const places = merge(scored, language, Number.POSITIVE_INFINITY);
  const best = merge(scored, language, 2);

  assert.deepEqual(best, places.slice(0, 2));

  assert.deepEqual(
    places.map(({ code, number }) => [code, number]),
    ranked.map(([code, number]) => [code, number]),
  );
  near(
    places.map(({ score }) => score),
    ranked.map(([, , score]) => score),
  );
});

hold("evidence", "bounded", load("evidence").bounded, ({ worth, bounded: expected }) => {
  near([bounded(worth)], [expected]);
});

hold("evidence", "together", load("evidence").together, ({ worths, together: expected }) => {
  const sum = worths.reduce((total, worth) => total + worth, 0);
  near([together(Math.max(0, ...worths), sum)], [expected]);
});

hold("evidence", "strength", load("evidence").strength, ({ reading, field, strength: expected }) => {
  near([strength(reading, field)], [expected]);
});

hold("evidence", "is_confident", load("evidence").is_confident, ({ found, known, total, apart, confident }) => {
  const pagesOf = (pages) => ({ documents: Object.keys(pages).map(Number), sure: Object.values(pages) });
  const finds = found.map((byCode) => new Map(Object.entries(byCode).map(([code, pages]) => [code, pagesOf(pages)])));

  assert.equal(isConfident(finds, known, total, apart ?? false), confident);
});

{
  const { analysis: shipped, meanings, best_excerpt: cases } = load("excerpt");
  const analysis = new Analysis(shipped, () => undefined);
  hold("excerpt", "best_excerpt", cases, ({ record, readings, excerpt }) => {
    assert.deepEqual(bestExcerpt(record, readings, { analysis, meaning: (sense) => meanings[sense] }), excerpt);
  });
}

{
  const { items, count: cases } = load("facets");
  const told = { facet: (key) => items[key] };
  hold("facets", "count", cases, ({ pages, only, left, counts }) => {
    const found = new Map(Object.entries(pages));
    const unmet = choosing(only, told);
    const kept = Object.entries(pages).map(([code, numbers]) => [code, numbers.filter((n) => !unmet(code, n).length)]);

    assert.deepEqual(Object.fromEntries(kept.filter(([, numbers]) => numbers.length)), left);
    assert.equal(JSON.stringify(countFacets(found, unmet, told)), JSON.stringify(counts));
    assert.deepEqual(countLanguages(found, unmet), counts.language);
  });
}

{
  const { pages, averages, entries, meanings, search: cases } = load("score");
  const lexicon = {
    manifest: { documents: { cs: Object.keys(pages).length }, averages: { cs: averages } },
    analysis: { languageIn: (_, pageLanguage) => pageLanguage },
    term: (term, language) => entries[term]?.t[language],
    meaning: (sense) => meanings[sense] ?? {},
  };
  hold("score", "search", cases, ({ clauses, found }) => {
    const index = new LanguageIndex("cs", lexicon);
    const scores = new Map();
    for (const [field, terms, boost] of clauses) {
      index.visit({ field, terms, boost }, (page, score) => scores.set(page, (scores.get(page) ?? 0) + score));
    }
    const sorted = Array.from(scores).sort(([one], [other]) => one - other);

    assert.deepEqual(
      sorted.map(([page]) => page),
      found.map(([page]) => page),
    );
    near(
      sorted.map(([, score]) => score),
      found.map(([, score]) => score),
    );
  });
}
