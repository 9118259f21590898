/**
 * `node server.mjs ROOTS`: serves folders on loopback as a static server does, gzip level 6; prints its port.
 *
 * ROOTS is JSON: prefix of the path → folder. All that gzip makes smaller is packed before the first request. `/log`
 * returns the requests since it was asked last, [path, bytes of the body as sent], and is not among them.
 */

import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
};
const roots = Object.entries(JSON.parse(process.argv[2]));
const packed = new Map();
let log = [];

for (const [, folder] of roots) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = join(folder, String(name));
    if (TYPES[extname(file)] && !packed.has(file) && statSync(file).isFile()) {
      packed.set(file, gzipSync(readFileSync(file), { level: 6 }));
    }
  }
}

function bodyOf(path) {
  const root = roots.find(([prefix]) => path.startsWith(prefix));
  if (!root) return undefined;
  const file = join(root[1], path.slice(root[0].length));
  const zipped = packed.get(file);
  try {
    return { file, zipped, body: zipped ?? readFileSync(file) };
  } catch {
    return undefined;
  }
}

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
  if (path === "/log") {
    response.end(JSON.stringify(log));
    log = [];
    return;
  }
  const found = bodyOf(path);
  log.push([path, found ? found.body.length : 0]);
  if (!found) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    "content-type": TYPES[extname(found.file)] ?? "application/octet-stream",
    "content-length": found.body.length,
    "cache-control": "max-age=3600",
    ...(found.zipped ? { "content-encoding": "gzip" } : {}),
  });
  response.end(found.body);
});
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
