import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { VERSION } from "../../site_config/client/lexicon.js";
import { shardsUnder } from "../../site_config/client/transport.js";

const BUNDLE = fileURLToPath(new URL("../../site_config/client/dist/search.js", import.meta.url));

/**
 * Stands in for the browser: `run` decides what becomes of each script that is put into the page.
 * @returns {string[]} The addresses of the scripts.
 */
function pretendBrowser(context, run) {
  const addresses = [];
  class Script extends EventTarget {
    remove() {}
  }
  globalThis.document = {
    createElement: () => new Script(),
    head: {
      append(script) {
        addresses.push(script.src);
        queueMicrotask(() => run(script));
      },
    },
  };
  context.after(() => delete globalThis.document);
  return addresses;
}

const deliver = (name, values) => (script) => {
  globalThis.principlesShard(name, values);
  script.dispatchEvent(new Event("load"));
};

test("a shard is a script under the base, loaded once for all who ask", async (context) => {
  const addresses = pretendBrowser(context, deliver("a1", { key: 1 }));
  const load = shardsUnder("../../");

  assert.deepEqual(await Promise.all([load("a1"), load("a1")]), [{ key: 1 }, { key: 1 }]);
  assert.deepEqual(await load("a1"), { key: 1 });
  assert.deepEqual(addresses, ["../../assets/search/a1.js"]);
});

test("after a reload the manifest comes anew, for the browser's cache may name files that are gone", async (context) => {
  context.mock.method(performance, "getEntriesByType", () => [{ type: "reload" }]);
  context.mock.timers.enable({ apis: ["Date"], now: 42 });
  const addresses = pretendBrowser(context, (script) => deliver(/(\w+)\.js/.exec(script.src)[1], {})(script));
  const load = shardsUnder("/");

  await Promise.all([load("manifest"), load("a1")]);

  assert.deepEqual(addresses, ["/assets/search/manifest.js?42", "/assets/search/a1.js"]);
});

test("a shard that fails is named, says what to do, and can be asked for again", async (context) => {
  let broken = true;
  pretendBrowser(context, (script) => {
    if (broken) script.dispatchEvent(new Event("error"));
    else deliver("a1", { key: 1 })(script);
  });
  const load = shardsUnder("/");

  await assert.rejects(load("a1"), /\/assets\/search\/a1\.js did not load; .*reload the page/);
  broken = false;
  assert.deepEqual(await load("a1"), { key: 1 });
});

test("a shard that is late is an error, not an endless wait", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  pretendBrowser(context, () => context.mock.timers.tick(30_000));

  await assert.rejects(shardsUnder("/")("a1"), /a1\.js took longer than 30 seconds/);
});

test("a server that answers every address with its front page delivers no shard", async (context) => {
  pretendBrowser(context, (script) => script.dispatchEvent(new Event("load")));

  await assert.rejects(shardsUnder("/")("a1"), /a1\.js brought no values/);
});

/** Returns a folder with the built client and a manifest, as the site has them. */
function rulesOf(code) {
  const none = { stop: [], suffixes: [], rounds: 1, final: "", exceptions: {}, reductions: [] };
  return { code, scripts: ["Latin"], ...none };
}

function makeSite(context) {
  const site = mkdtempSync(join(tmpdir(), "principles-"));
  context.after(() => rmSync(site, { recursive: true }));
  mkdirSync(join(site, "assets/search"), { recursive: true });
  copyFileSync(BUNDLE, join(site, "assets/search.js"));
  const manifest = {
    version: VERSION,
    languages: { en: { name: "English", tag: "en" } },
    analysis: { rules: [rulesOf("en"), rulesOf("cs")] },
    variants: "",
    averages: {},
    documents: { en: 1 },
    concepts: [
      ["smile", { en: "Smile", cs: "Úsměv" }],
      ["tea", { cs: "Čaj" }],
    ],
    numbered: { records: { stamp: "none", each: 1 } },
    shards: { entries: { stamp: "lost", firsts: [""] } },
  };
  writeFileSync(join(site, "assets/search/manifest.js"), `principlesShard("manifest",${JSON.stringify(manifest)});`);
  return site;
}

const clientOf = (site) => createRequire(import.meta.url)(join(site, "assets/search.js"));

test("in Node the built client is required; base is a path or a URL, and may be opened twice", async (context) => {
  const site = makeSite(context);
  const { openSearch } = clientOf(site);

  const [one, two] = [await openSearch(`${site}/`), await openSearch(`${pathToFileURL(site)}/`)];

  assert.deepEqual(one.languages, { en: { name: "English", tag: "en" } });
  assert.deepEqual(two.languages, one.languages);
  assert.equal(openSearch, globalThis.openSearch);
});

test("labels are in the reader's language, or in the first that has one", async (context) => {
  const search = await clientOf(makeSite(context)).openSearch(`${makeSite(context)}/`);

  assert.deepEqual(await search.labels("cs"), { smile: "Úsměv", tea: "Čaj" });
});

test("in Node, too, a lost shard is an error that names it", async (context) => {
  const site = makeSite(context);
  const search = await clientOf(site).openSearch(`${site}/`);

  await assert.rejects(search.search("smile"), /assets\/search\/entries-lost-0\.js did not load .*reload the page/);
});

test("a site without a search says which file is missing", async (context) => {
  const { openSearch } = clientOf(makeSite(context));

  await assert.rejects(openSearch("/nowhere/"), /\/nowhere\/assets\/search\/manifest\.js did not load/);
});
