import type { openSearch as open } from "./main.js";

/** What the client uses of Node's modules `url`, `path` and `module`. */
interface NodeModules {
  fileURLToPath(url: string): string;
  resolve(path: string): string;
  createRequire(file: string): { (file: string): unknown; cache: Record<string, unknown> };
}

declare global {
  /** What a shard calls when it is executed. */
  var principlesShard: (name: string, values: Record<string, unknown>) => void;
  var openSearch: typeof open;
  /** Node only, and there only in a classic script. */
  var module: { exports: object; require(name: string): NodeModules } | undefined;
}
