/** What the user interface works out before it touches the page. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { shuffled, textsOn, toAnki } from "../../site_config/client/ui-deck.js";
import { groupHits, meantBy } from "../../site_config/client/ui-group.js";
import { composeReport } from "../../site_config/client/ui-report.js";
import { piecesByScript, tagOfHeading } from "../../site_config/client/ui-scripts.js";
import { fits } from "../../site_config/client/ui-suggest.js";
import { bindWords } from "../../site_config/client/ui-typeset.js";

const scripts = JSON.parse(readFileSync(new URL("../vectors/scripts.json", import.meta.url), "utf8"));
const typesetting = JSON.parse(readFileSync(new URL("../vectors/typesetting.json", import.meta.url), "utf8"));

for (const { why, text, base, pieces } of scripts.pieces) {
  test(`scripts: ${why}`, () => {
    const found = piecesByScript(text, base, scripts.languages).map((piece) => [piece.text, piece.lang]);

    assert.deepEqual(found, pieces);
  });
}

for (const { why, text, bound } of typesetting.bind) {
  test(`typesetting: ${why}`, () => {
    assert.equal(bindWords(text, typesetting.words), bound);
  });
}

test("a language without such words is left as it is", () => {
  assert.equal(bindWords("a b", []), "a b");
});

for (const [heading, code, tag] of [
  ["Approachability", "te", "en"],
  ["Zdvořilost", "cs", "cs"],
  ["VIP సేవ", "te", "te"],
  ["24/7", "zh", "zh-Hans"],
]) {
  test(`the heading ${heading} over a passage in ${code} is ${tag}`, () => {
    assert.equal(tagOfHeading(heading, code, scripts.languages), tag);
  });
}

const hit = (rank, language, ...tags) => ({ rank, language, tags });

test("groups stand in the order of their best hit, the reader's language first in each", () => {
  const hits = [hit(1, "zh", "smile"), hit(2, "en", "respect"), hit(3, "cs", "smile"), hit(4, "zh", "smile")];

  const groups = groupHits(hits, new Set(), "cs");

  assert.deepEqual(
    groups.map(({ concept, hits }) => [concept, ...hits.map(({ rank }) => rank)]),
    [
      ["smile", 3, 1, 4],
      ["respect", 2],
    ],
  );
});

test("a hit stands under what the query meant, and else under what it is about", () => {
  const hits = [hit(1, "zh", "efficiency", "smile"), hit(2, "en", "respect", "courtesy"), hit(3, "en")];

  const groups = groupHits(hits, new Set(["smile"]), "en");

  assert.deepEqual(
    groups.map(({ concept }) => concept),
    ["smile", "respect", ""],
  );
});

test("what was meant is known by its label in any language", () => {
  const labels = { en: { smile: "Smile" }, cs: { smile: "Úsměv", respect: "Respekt" } };

  const meant = meantBy([{ typed: "usmev", as: "úsměv", reason: "diacritics" }], labels);

  assert.deepEqual(Array.from(meant), ["smile"]);
});

for (const [query, label, fit] of [
  ["smi", "Smile", 0],
  ["usm", "Úsměv", 0],
  ["impr", "First impression", 1],
  ["mile", "Smile", Infinity],
  ["实", "诚实", 1],
  ["చి", "చిరునవ్వు", 0],
  ["చ", "చిరునవ్వు", 0],
  ["  ", "Smile", Infinity],
]) {
  test(`${query} fits ${label}: ${fit}`, () => {
    assert.equal(fits(query, label), fit);
  });
}

const card = {
  href: "",
  faces: {
    en: { tag: "en", label: "Smile", definition: "Meeting customers\twith a smile." },
    zh: { tag: "zh-Hans", label: "微笑", definition: "面带微笑。" },
  },
};

test("Anki gets a card a line, and no tab but its own", () => {
  const file = toAnki([card], { language: "zh", shows: "label" }, { language: "en", shows: "both" });

  assert.equal(file, "#separator:tab\n#html:false\n微笑\tSmile – Meeting customers with a smile.\n");
});

test("a side shows the name, the meaning or both", () => {
  assert.deepEqual(textsOn(card, { language: "zh", shows: "both" }), ["微笑", "面带微笑。"]);
  assert.deepEqual(textsOn(card, { language: "zh", shows: "definition" }), ["面带微笑。"]);
});

test("shuffling loses no card", () => {
  assert.deepEqual(shuffled([1, 2, 3, 4], () => 0.5).sort(), [1, 2, 3, 4]);
});

test("a report keeps each value on its line and leaves out what is empty", () => {
  const report = composeReport({ page: "cs/principles/honesty", paragraph: "p1", sentence: "", remark: "two\nlines" });

  assert.equal(report, "[principles feedback]\npage: cs/principles/honesty\nparagraph: p1\nremark: two lines\n[end]\n");
});
