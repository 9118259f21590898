import assert from "node:assert/strict";
import test from "node:test";
import { Lexicon, placeOf, VERSION } from "../../site_config/client/lexicon.js";

const SHARDS = {
  "entries-e-0": { apple: { r: [["zh", "果"]] }, bee: {} },
  "entries-e-1": { cat: { r: [["zh", "猫"]] } },
  "entries-e-2": { "😀": {} },
};

/** Returns a lexicon of three shards, and the names of those that were loaded. */
function open(load = async (name) => SHARDS[name], more = {}) {
  const asked = [];
  const manifest = {
    version: VERSION,
    analysis: { rules: [] },
    variants: "",
    concepts: [
      ["trust", { en: "trust" }],
      ["anger", { en: "anger" }],
    ],
    numbered: { records: { stamp: "r", each: 2 }, rows: { stamp: "w", each: 10 } },
    shards: { entries: { stamp: "e", firsts: ["apple", "cat", "😀"] }, concepts: { stamp: "c", firsts: ["0000"] } },
    ...more,
  };
  const lexicon = new Lexicon(manifest, (name) => {
    asked.push(name);
    return load(name);
  });
  return { lexicon, asked };
}

test("a key stands in the last shard whose first key is not behind it", () => {
  const firsts = ["b", "d", "f"];

  assert.equal(placeOf(firsts, "b"), 0);
  assert.equal(placeOf(firsts, "c"), 0);
  assert.equal(placeOf(firsts, "d"), 1);
  assert.equal(placeOf(firsts, "z"), 2);
});

test("a key before all others stands nowhere, and nothing is loaded for it", async () => {
  const { lexicon, asked } = open();

  assert.equal(placeOf([], "a"), -1);
  assert.deepEqual(await lexicon.settle(() => lexicon.entry("aardvark")), {});
  assert.deepEqual(asked, []);
});

test("keys are compared by UTF-16 units, as the shards were cut: 𠀀 stands before U+FA0E", () => {
  assert.equal(placeOf(["a", "\ufa0e"], "𠀀"), 0);
});

test("a concept stands under its place in the manifest", async () => {
  const { lexicon } = open(async () => ({ "0000": { r: ["anger"] }, "0001": { r: ["trust"] } }));

  assert.deepEqual(await lexicon.settle(() => lexicon.meaning("anger")), { r: ["trust"] });
  assert.deepEqual(await lexicon.settle(() => lexicon.meaning("nothing")), {});
});

test("the number of a row names its shard; one that has nothing to say is not there", async () => {
  const { lexicon, asked } = open(async () => ({ 12: { c: [["trust", 1]] } }));

  const found = await lexicon.settle(() => [lexicon.meaning("~12"), lexicon.meaning("~13")]);

  assert.deepEqual(found, [{ c: [["trust", 1]] }, {}]);
  assert.deepEqual(asked, ["rows-w-1"]);
});

test("the number of a page, counted through the languages, names the shard of its record", async () => {
  const records = async () => ({ 3: { page: "cs/principles/three" }, 4: { page: "en/principles/none" } });
  const { lexicon, asked } = open(records, { documents: { cs: 4, en: 2 } });

  const found = await lexicon.settle(() => [lexicon.record("cs", 3)?.page, lexicon.record("en", 0)?.page]);

  assert.deepEqual(found, ["cs/principles/three", "en/principles/none"]);
  assert.deepEqual(asked, ["records-r-1", "records-r-2"]);
});

test("what every query needs is asked for at once where it is one shard, and not again", async () => {
  for (const [documents, foreseen] of [
    [{ cs: 1, en: 1 }, ["concepts-c-0", "records-r-0"]],
    [{ cs: 2, en: 1 }, ["concepts-c-0"]],
  ]) {
    const { lexicon, asked } = open(async () => ({}), { documents });

    lexicon.foresee();
    await new Promise((resolve) => setTimeout(resolve));
    lexicon.foresee();

    assert.deepEqual(asked, foreseen);
  }
});

test("what was asked for too early and did not load is told when it is needed", async () => {
  const { lexicon } = open(
    async (name) => {
      throw new Error(`${name} did not load`);
    },
    { documents: { cs: 1 } },
  );
  lexicon.foresee();
  await new Promise((resolve) => setTimeout(resolve));

  await assert.rejects(() => lexicon.settle(() => lexicon.record("cs", 0)), /records-r-0 did not load/);
});

test("a word with diacritics stands beside the one without", async () => {
  const { lexicon, asked } = open(async () => ({ "cafe|café": "cs kavárna", café: "cs never" }));

  assert.deepEqual(await lexicon.settle(() => lexicon.entry("café")), { f: { cs: ["kavárna"] } });
  assert.deepEqual(asked, ["entries-e-0"]);
});

test("only the shards that a question needs are loaded, all of a round at once, each one once", async () => {
  const { lexicon, asked } = open();

  const found = await lexicon.settle(() => [lexicon.entry("apple").r, lexicon.entry("bee").r]);
  await lexicon.settle(() => lexicon.entry("apple"));

  assert.deepEqual(found, [[["zh", "果"]], undefined]);
  assert.deepEqual(asked, ["entries-e-0"]);
});

test("a look-up that depends on another is answered in a later round", async () => {
  const { lexicon, asked } = open();

  const found = await lexicon.settle(() => lexicon.entry("apple").r && lexicon.entry("cat").r);

  assert.deepEqual(found, [["zh", "猫"]]);
  assert.deepEqual(asked, ["entries-e-0", "entries-e-1"]);
});

test("two questions at once do not disturb each other", async () => {
  const { lexicon } = open();

  const found = await Promise.all([
    lexicon.settle(() => lexicon.entry("apple").r),
    lexicon.settle(() => lexicon.entry("cat").r),
  ]);

  assert.deepEqual(found, [[["zh", "果"]], [["zh", "猫"]]]);
});

test("of a small knowledge base everything travels within the manifest", async () => {
  const { lexicon, asked } = open(undefined, { held: SHARDS });

  const found = await lexicon.settle(() => [lexicon.entry("apple").r, lexicon.entry("cat").r]);

  assert.deepEqual(found, [[["zh", "果"]], [["zh", "猫"]]]);
  assert.deepEqual(asked, []);
});

test("a shard that does not load is no answer but an error", async () => {
  const { lexicon } = open(async (name) => {
    throw new Error(`${name} did not load`);
  });

  await assert.rejects(() => lexicon.settle(() => lexicon.entry("cat")), /entries-e-1 did not load/);
});

test("a word that every JavaScript object has is no entry", async () => {
  const { lexicon } = open();

  assert.deepEqual(await lexicon.settle(() => lexicon.entry("constructor")), {});
});

test("a manifest of another version asks for a reload", () => {
  assert.throws(
    () => new Lexicon({ version: VERSION + 1 }, async () => ({})),
    new RegExp(`version ${VERSION + 1}, expected ${VERSION}; reload the page`),
  );
});
