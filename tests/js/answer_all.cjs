/**
 * Asks the built client what a file asks: `node answer_all.cjs SITE QUERIES ANSWERS`.
 *
 * QUERIES is a JSON list of [query, language, choices]; ANSWERS becomes the list of what the client returned, all hits and facets.
 */

const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const [site, queries, answers] = process.argv.slice(2);
const { openSearch } = require(join(site, "assets/search.js"));

async function answerAll() {
  const search = await openSearch(`${site}/`);
  const given = [];
  for (const [query, language, only] of JSON.parse(readFileSync(queries, "utf8"))) {
    given.push(await search.search(query, { language, only, limit: 1000, facets: true }));
  }
  writeFileSync(answers, JSON.stringify(given));
}

answerAll();
