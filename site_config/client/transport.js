/**
 * Loads the files of the lexicon: by `<script>` in a browser, so that it works from `file://` and under `script-src
 * 'self'`; by `require` in Node.
 *
 * A file calls `principlesShard(name, values)`. One that fails, is late or brings something else is an error that
 * names it.
 */

/** @typedef {(name: string) => Promise<Record<string, unknown>>} ShardLoader */

const MANIFEST = "manifest"; // the one file with no stamp in its name
const PATIENCE = 30_000; // milliseconds; a shard has a few kilobytes, so that even a slow line needs far less

/** What files have handed over, by name, until whoever asked for it takes it. */
const received = /** @type {Map<string, Record<string, unknown>>} */ (new Map());

/**
 * Returns a function that loads a file of the lexicon by its name; each is loaded once, and again only after a
 * failure.
 * @param {string} base The site's root, as URL or path, with "/" at its end.
 * @returns {ShardLoader}
 */
export function shardsUnder(base) {
  globalThis.principlesShard = (name, values) => received.set(name, values);
  const run = typeof document === "undefined" ? runInNode : runInBrowser;
  /** @type {Map<string, ReturnType<ShardLoader>>} */
  const asked = new Map();
  return (name) => {
    const address = `${base}assets/search/${name}.js${name === MANIFEST && isReloaded() ? `?${Date.now()}` : ""}`;
    const known = asked.get(name);
    if (known) return known;
    const values = run(address).then(() => take(name, address));
    values.catch(() => asked.delete(name));
    asked.set(name, values);
    return values;
  };
}

/**
 * Whether the reader reloaded the page. Browsers then ask anew for the page only: an old manifest from their cache would
 * name files that are gone, and the advice to reload would be in vain.
 * @returns {boolean}
 */
function isReloaded() {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation !== undefined && "type" in navigation && navigation.type === "reload";
}

/**
 * @param {string} name
 * @param {string} address
 * @returns {Record<string, unknown>}
 */
function take(name, address) {
  const values = received.get(name);
  received.delete(name);
  if (!values) throw failure(address, "brought no values");
  return values;
}

/**
 * @param {string} address
 * @param {string} what
 * @returns {Error}
 */
function failure(address, what) {
  return new Error(`search: ${address} ${what}; the site may have been renewed: reload the page`);
}

/**
 * @param {string} address
 * @returns {Promise<void>}
 */
function runInBrowser(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const late = setTimeout(() => script.dispatchEvent(new Event("timeout")), PATIENCE);
    /** @param {() => void} settle */
    const end = (settle) => () => {
      clearTimeout(late);
      script.remove();
      settle();
    };
    script.addEventListener("load", end(resolve));
    script.addEventListener(
      "error",
      end(() => reject(failure(address, "did not load"))),
    );
    script.addEventListener(
      "timeout",
      end(() => reject(failure(address, `took longer than ${PATIENCE / 1000} seconds`))),
    );
    script.src = address;
    document.head.append(script);
  });
}

/**
 * @param {string} address
 * @returns {Promise<void>}
 */
async function runInNode(address) {
  if (typeof module === "undefined") throw new Error("search: in Node, `require` the built script");
  const { fileURLToPath } = module.require("node:url");
  const file = module.require("node:path").resolve(address.startsWith("file:") ? fileURLToPath(address) : address);
  const require = module.require("node:module").createRequire(file);
  // A script that `require` remembers would not be executed, and so not hand over its values, for a second search.
  delete require.cache[file];
  try {
    require(file);
  } catch (cause) {
    throw failure(address, `did not load (${cause instanceof Error ? cause.message.split("\n")[0] : cause})`);
  }
}
