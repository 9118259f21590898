import assert from "node:assert/strict";
import test from "node:test";
import { Lexicon, shardOf, VERSION } from "../../site_config/client/lexicon.js";

const SHARDS = {
  one: { apple: { r: [["zh", "果"]] }, bee: {} },
  two: { cat: { r: [["zh", "猫"]] } },
  three: { "😀": {} },
};

const ENTRIES = [
  ["apple", "one"],
  ["cat", "two"],
  ["😀", "three"],
];

/** Returns a lexicon of three shards, and the names of those that were loaded. */
function open(load = async (name) => SHARDS[name], more = {}) {
  const asked = [];
  const manifest = {
    version: VERSION,
    analysis: { rules: [], variants: {} },
    directories: more.directories ?? [],
    labels: {},
    records: { stamp: "r", pages: 2 },
    shards: { entries: more.entries ?? ENTRIES },
  };
  const lexicon = new Lexicon(manifest, (name) => {
    asked.push(name);
    return load(name);
  });
  return { lexicon, asked };
}

test("a key stands in the last shard whose first key is not behind it", () => {
  const rows = [
    ["b", "B"],
    ["d", "D"],
    ["f", "F"],
  ];

  assert.equal(shardOf(rows, "b"), "B");
  assert.equal(shardOf(rows, "c"), "B");
  assert.equal(shardOf(rows, "d"), "D");
  assert.equal(shardOf(rows, "z"), "F");
});

test("a key before all others stands nowhere, and nothing is loaded for it", () => {
  assert.equal(shardOf([["b", "B"]], "a"), undefined);
  assert.equal(shardOf([], "a"), undefined);
});

test("keys are compared by UTF-16 units, as the shards were cut: 𠀀 stands before U+FA0E", () => {
  const rows = [
    ["a", "A"],
    ["\ufa0e", "B"],
  ];

  assert.equal(shardOf(rows, "𠀀"), "A");
});

test("of many shards, the rows are loaded as they are needed too", async () => {
  const many = { early: { "": ENTRIES.slice(0, 2) }, late: { "": ENTRIES.slice(2) }, ...SHARDS };
  const { lexicon, asked } = open(async (name) => many[name], {
    directories: ["entries"],
    entries: [
      ["apple", "early"],
      ["😀", "late"],
    ],
  });

  const found = await lexicon.settle(() => [lexicon.entry("cat").r, lexicon.entry("dog").r]);

  assert.deepEqual(found, [[["zh", "猫"]], undefined]);
  assert.deepEqual(asked, ["early", "two"]);
});

test("the number of a page names the shard of its record", async () => {
  const { lexicon, asked } = open(async () => ({ 3: { page: "cs/principles/three" } }));

  const found = await lexicon.settle(() => lexicon.record("cs", 3)?.page);

  assert.equal(found, "cs/principles/three");
  assert.deepEqual(asked, ["r-cs-1"]);
});

test("only the shards that a question needs are loaded, all of a round at once, each one once", async () => {
  const { lexicon, asked } = open();

  const found = await lexicon.settle(() => [lexicon.entry("apple").r, lexicon.entry("bee").r]);
  await lexicon.settle(() => lexicon.entry("apple"));

  assert.deepEqual(found, [[["zh", "果"]], undefined]);
  assert.deepEqual(asked, ["one"]);
});

test("a look-up that depends on another is answered in a later round", async () => {
  const { lexicon, asked } = open();

  const found = await lexicon.settle(() => lexicon.entry("apple").r && lexicon.entry("cat").r);

  assert.deepEqual(found, [["zh", "猫"]]);
  assert.deepEqual(asked, ["one", "two"]);
});

test("two questions at once do not disturb each other", async () => {
  const { lexicon } = open();

  const found = await Promise.all([
    lexicon.settle(() => lexicon.entry("apple").r),
    lexicon.settle(() => lexicon.entry("cat").r),
  ]);

  assert.deepEqual(found, [[["zh", "果"]], [["zh", "猫"]]]);
});

test("a shard that does not load is no answer but an error", async () => {
  const { lexicon } = open(async (name) => {
    throw new Error(`${name} did not load`);
  });

  await assert.rejects(() => lexicon.settle(() => lexicon.entry("cat")), /two did not load/);
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
