/**
 * Says what each query costs: `node weigh_queries.cjs SITE QUERIES LIMIT`.
 *
 * One reader asks all QUERIES (a JSON list) one after the other. Prints a JSON list: for each query, the files that it loaded
 * first, with their bytes as gzip sends them, and how many loads one after the other it took.
 */

const { readFileSync } = require("node:fs");
const { basename, join } = require("node:path");
const { gzipSync } = require("node:zlib");

const [site, queries, limit] = process.argv.slice(2);
const client = join(site, "assets/search.js");
const { openSearch } = require(client);

const seen = new Set([client]);

function newlyLoaded() {
  const files = Object.keys(require.cache).filter((file) => file.startsWith(site) && !seen.has(file));
  return files.map((file) => {
    seen.add(file);
    return { file: basename(file), bytes: weight(file) };
  });
}

function weight(file) {
  return gzipSync(readFileSync(file), { level: 6 }).length;
}

async function weighAll() {
  const weighed = [];
  const opened = [{ file: basename(client), bytes: weight(client) }];
  const search = await openSearch(`${site}/`);
  opened.push(...newlyLoaded());
  for (const query of JSON.parse(readFileSync(queries, "utf8"))) {
    await search.search(query, { language: "en", limit: Number(limit) });
    const loaded = newlyLoaded();
    weighed.push({ query, files: weighed.length ? loaded : [...opened, ...loaded] });
  }
  process.stdout.write(JSON.stringify(weighed));
}

weighAll();
