/** `node minisearch-build.mjs PAGES INDEX`: writes MiniSearch's index of the pages in a JSON file. */

import { readFileSync, writeFileSync } from "node:fs";
import { OPTIONS } from "./minisearch-engine.js";
import MiniSearch from "./minisearch.js";

const [pages, index] = process.argv.slice(2);
const search = new MiniSearch(OPTIONS);
search.addAll(JSON.parse(readFileSync(pages, "utf8")));
writeFileSync(index, JSON.stringify(search));
