/**
 * Opens each engine in a blank page and asks it, all in the same way: `bench.open(engine, languages)`, then
 * `bench.ask(query, language, limit)`, which resolves when the first `limit` results are there with their excerpts.
 */

globalThis.bench = {
  async open(engine, language, others) {
    bench.search = await bench[engine](language, others);
  },

  async ask(query, language, limit) {
    const start = performance.now();
    const { total, paths } = await bench.search(query, language, limit);
    return { milliseconds: performance.now() - start, total, paths };
  },

  async ours() {
    await new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: "/ours/assets/search.js", onload: resolve });
      script.onerror = reject;
      document.head.append(script);
    });
    const search = await globalThis.openSearch("/ours/");
    return async (query, language, limit) => {
      const { total, hits } = await search.search(query, { language, limit });
      return { total, paths: hits.map(({ page }) => page) };
    };
  },

  async pagefind(language, others) {
    const pagefind = await import("/pagefind/pagefind.js");
    // A second address of the same files: an index of the same bundle is refused.
    for (const other of others) await pagefind.mergeIndex("/pagefind-again/", { language: other });
    await pagefind.init();
    return async (query, _, limit) => {
      const { results } = await pagefind.search(query);
      const shown = await Promise.all(results.slice(0, limit).map((result) => result.data()));
      const paths = shown.map(({ raw_url, url }) => (raw_url ?? url).replace(/^.*?\/(?=(en|te|cs|zh)\/)|\.html.*$/g, ""));
      return { total: results.length, paths };
    };
  },

  async minisearch() {
    const { default: MiniSearch } = await import("/minisearch/minisearch.js");
    const { OPTIONS } = await import("/minisearch/minisearch-engine.js");
    const index = MiniSearch.loadJSON(await (await fetch("/minisearch/index.json")).text(), OPTIONS);
    return async (query, _, limit) => {
      const found = index.search(query);
      return { total: found.length, paths: found.slice(0, limit).map(({ path }) => path) };
    };
  },
};
