/** Serves the built page on loopback, under a path of its own, as any static host would. */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** A server that runs. */
export interface Served {
  /** The address of the page. */
  readonly address: string;
  stop(): void;
}

/** Starts the server; `path` begins and ends with `/`. */
export async function serve(path = "/some/where/"): Promise<Served> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const name = pathname === path ? "index.html" : pathname.slice(path.length);
    const file = normalize(join(DIST, name));
    if (!pathname.startsWith(path) || !file.startsWith(DIST)) {
      response.writeHead(404).end();
      return;
    }
    try {
      const bytes = await readFile(file);
      response
        .writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" })
        .end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the server has no port");
  return { address: `http://127.0.0.1:${bound.port}${path}`, stop: () => server.close() };
}
