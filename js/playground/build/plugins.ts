/** What the build puts into the page: examples, the engine's bytes, the policy that the browser enforces. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import type { Plugin } from "vite";
import { readExamples } from "./catalogue.ts";

/** The examples of this repository. */
export const EXAMPLES = fileURLToPath(new URL("../../../examples", import.meta.url));

/** `virtual:examples`: the catalogue of {@link EXAMPLES}. */
export function examples(): Plugin {
  return virtual("virtual:examples", () => JSON.stringify(readExamples(EXAMPLES).catalogue));
}

/** `virtual:engine`: the WebAssembly module, deflated, in base64: there is nothing left to fetch. */
export function engine(): Plugin {
  return virtual("virtual:engine", () => {
    const wasm = createRequire(import.meta.url).resolve("can-assume/can_assume.wasm");
    return JSON.stringify(deflateRawSync(readFileSync(wasm), { level: 9 }).toString("base64"));
  });
}

/**
 * What CodeMirror's style elements carry. In a static page it is no secret, and need not be one: it lets in styles, and
 * scripts have none.
 */
export const NONCE = "codemirror";

/** The policy of the built page. `worker-src`: a blob's worker inherits this policy, one from a file would not. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  `style-src 'self' 'nonce-${NONCE}'`,
  "worker-src blob:",
  "connect-src 'none'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Writes {@link POLICY} into the page, before everything else in its head. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: "can-assume:content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: POLICY },
        injectTo: "head-prepend",
      },
    ],
  };
}

function virtual(name: string, value: () => string): Plugin {
  const resolved = `\0${name}`;
  return {
    name: `can-assume:${name}`,
    resolveId: (id) => (id === name ? resolved : undefined),
    load: (id) => (id === resolved ? `export default ${value()};` : undefined),
  };
}
