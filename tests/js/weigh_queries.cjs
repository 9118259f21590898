/**
 * Says what each query costs: `node weigh_queries.cjs SITE VISITS LIMIT`.
 *
 * VISITS is a JSON list; a visit is a list of queries that one reader asks, one after the other. Prints for each visit a
 * list: for each query, the files that it loaded first, with their bytes as gzip sends them.
 */

const { readFileSync } = require("node:fs");
const { basename, join } = require("node:path");
const { gzipSync } = require("node:zlib");

const [site, visits, limit] = process.argv.slice(2);
const client = join(site, "assets/search.js");
const { openSearch } = require(client);

/** Returns the files that were loaded since it was last asked. */
function newlyLoaded() {
  const files = Object.keys(require.cache).filter((file) => file.startsWith(site) && file !== client);
  return files.map((file) => {
    delete require.cache[file];
    return { file: basename(file), bytes: weight(file) };
  });
}

function weight(file) {
  return gzipSync(readFileSync(file), { level: 6 }).length;
}

async function weighVisit(queries) {
  const weighed = [];
  newlyLoaded();
  const search = await openSearch(`${site}/`);
  const opened = [{ file: basename(client), bytes: weight(client) }, ...newlyLoaded()];
  for (const query of queries) {
    await search.search(query, { language: "en", limit: Number(limit) });
    const loaded = newlyLoaded();
    weighed.push({ query, files: weighed.length ? loaded : [...opened, ...loaded] });
  }
  return weighed;
}

async function weighAll() {
  const weighed = [];
  for (const visit of JSON.parse(readFileSync(visits, "utf8"))) weighed.push(await weighVisit(visit));
  process.stdout.write(JSON.stringify(weighed));
}

weighAll();
