// Hosts other than Partita's own server: a static host with a sub-path, with odd media types, with a policy of its own.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { PAGE_DIR } from "./harness.mjs";

const KINDS = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

/**
 * Serves the built page under `prefix`.
 * @param {{prefix?: string, headers?: Record<string, string>, kinds?: Record<string, string>, gone?: string[],
 *   answers?: (name: string, count: number) => boolean}} host `headers` go with every answer, `kinds` override media types
 *   by extension, `gone` are names that are not there; a request for `name`, its `count`th, is left alone if not `answers`
 * @returns {Promise<{url: string, close: () => void}>}
 */
export async function staticHost({ prefix = "/", headers = {}, kinds = {}, gone = [], answers = () => true } = {}) {
  const asked = new Map();
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://host").pathname);
    const name = path.startsWith(prefix) ? path.slice(prefix.length) || "index.html" : "";
    const file = join(PAGE_DIR, name);
    if (name === "" || gone.includes(name) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, headers).end();
      return;
    }
    asked.set(name, (asked.get(name) ?? 0) + 1);
    if (!answers(name, asked.get(name))) return;
    const kind = { ...KINDS, ...kinds }[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": kind, ...headers });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
