import assert from "node:assert/strict";
import test from "node:test";
import { Analysis } from "../../site_config/client/analysis.js";
import { nameIn, reasonFor, telling } from "../../site_config/client/reasons.js";

const rules = ["en", "te", "cs"].map((code) => ({ code, scripts: ["Latin"], stop: [], exceptions: {} }));
const lexicon = { analysis: new Analysis({ rules, variants: {} }, () => undefined) };

test("a concept is called as the reader's language calls it", () => {
  assert.equal(nameIn({ cs: "Úsměv", en: "Smile" }, "cs", lexicon), "Úsměv");
});

test("where it has no word for it, the first language that has one decides, in the order of the rules", () => {
  assert.equal(nameIn({ cs: "Úsměv", en: "Smile" }, "te", lexicon), "Smile");
  assert.equal(nameIn({ cs: "Úsměv", en: "Smile" }, "", lexicon), "Smile");
});

test("a name that every JavaScript object has is no language", () => {
  assert.equal(nameIn({ en: "Smile" }, "constructor", lexicon), "Smile");
});

test("a concept without a name has none", () => {
  assert.equal(nameIn({}, "en", lexicon), undefined);
});

const word = (worth, reason) => ({
  language: "en",
  groups: [["smile"]],
  worth,
  reason,
  known: "smile",
  surfaces: [],
  parts: [],
});

test("what is worth less than half of the best goes without saying", () => {
  const readings = [word(0.8, "word"), word(0.4, "form"), word(0.39, "typo")];

  assert.deepEqual(telling(readings), readings.slice(0, 2));
  assert.deepEqual(telling([]), []);
});

test("a word found by a summary only is not claimed to stand on the page", () => {
  assert.deepEqual(reasonFor("smile", word(1, "word"), "", "cs", lexicon), {
    typed: "smile",
    as: "smile",
    reason: "summary",
  });
});

test("the words of the page tell whether it has the word, the word with diacritics, or another form", () => {
  assert.equal(reasonFor("Smile", word(1, "form"), "smile", "en", lexicon).reason, "word");
  assert.equal(reasonFor("usmev", word(1, "word"), "úsměv", "cs", lexicon).reason, "diacritics");
  assert.equal(reasonFor("smile", word(1, "word"), "smiles", "en", lexicon).reason, "form");
  assert.equal(reasonFor("smlie", word(1, "typo"), "smile", "en", lexicon).reason, "typo");
});
