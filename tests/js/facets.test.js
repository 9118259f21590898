import assert from "node:assert/strict";
import test from "node:test";
import { choosing, countFacets, countLanguages, pagesFrom } from "../../site_config/client/facets.js";
import { Lexicon, VERSION } from "../../site_config/client/lexicon.js";

const LEGEND = { sources: ["a.txt", "B.txt"], statuses: ["human", "unknown"], tags: ["smile", "phone"], principles: 1 };
const SHARD = {
  "": LEGEND,
  "cs:000000": [[0, 0, 0, 1]],
  "en:000000": [
    [1, 1, 1],
    [1, 0],
  ],
  "en:000250": [[0, 0, 0]],
};

/** Returns a lexicon that has nothing but facets, and the names of the shards that were loaded. */
function open() {
  const asked = [];
  const manifest = {
    version: VERSION,
    analysis: { rules: [] },
    variants: "",
    documents: { cs: 1, en: 251 },
    concepts: [],
    numbered: { records: { stamp: "lost", each: 1 } },
    shards: { facets: { stamp: "f", firsts: [""] } },
  };
  const load = async (name) => {
    asked.push(name);
    return SHARD;
  };
  return { lexicon: new Lexicon(manifest, load), asked };
}

test("facets are counted from the rows of the pages found, and no record is loaded for it", async () => {
  const { lexicon, asked } = open();
  const pages = new Map([
    ["en", [1, 250]],
    ["cs", [0]],
  ]);

  const facets = await lexicon.settle(() => countFacets(pages, choosing({}, lexicon), lexicon));

  assert.deepEqual(facets, {
    language: { en: 2, cs: 1 },
    principle: { smile: 2 },
    topic: { phone: 1 },
    source: { "a.txt": 2, "B.txt": 1 },
    status: { human: 3 },
  });
  assert.deepEqual(asked, ["facets-f-0"]);
});

test("the most frequent comes first; equal ones as in the legend", async () => {
  const { lexicon } = open();
  const pages = new Map([["en", [0, 1]]]);

  const { language, status } = await lexicon.settle(() => countFacets(pages, choosing({}, lexicon), lexicon));

  assert.deepEqual(Object.keys(language), ["en"]);
  assert.deepEqual(Object.keys(status), ["human", "unknown"]);
});

test("a source is found by the beginning of its name, in any case", async () => {
  const { lexicon } = open();

  const pages = await lexicon.settle(() => pagesFrom("b.", "en", lexicon));

  assert.deepEqual(Array.from(pages), [0, 1]);
});

test("languages are counted without a file where nothing but a language is chosen", async () => {
  const { lexicon, asked } = open();
  const pages = new Map([
    ["en", [1, 250]],
    ["cs", [0]],
    ["te", []],
  ]);

  const counts = await lexicon.settle(() => countLanguages(pages, choosing({ language: ["cs"] }, lexicon)));

  assert.deepEqual(counts, { cs: 1, en: 2 });
  assert.deepEqual(asked, []);
});
