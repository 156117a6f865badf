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
  return virtual("virtual:examples", () => {
    const { catalogue } = readExamples(EXAMPLES);
    return `export default ${JSON.stringify(catalogue)};`;
  });
}

/** `virtual:engine`: the WebAssembly module, deflated, in base64, unpacked as soon as it is there: nothing is left to fetch. */
export function engine(): Plugin {
  return virtual("virtual:engine", () => {
    const wasm = createRequire(import.meta.url).resolve("can-assume/can_assume.wasm");
    const deflated = deflateRawSync(readFileSync(wasm), { level: 9 }).toString("base64");
    return `import { unpack } from ${JSON.stringify(UNPACK)};\nexport default unpack(${JSON.stringify(deflated)});`;
  });
}

const UNPACK = fileURLToPath(new URL("../src/engine/unpack.ts", import.meta.url));

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

/**
 * Has the browser load the engine beside the other scripts, and not when these ask for it: the page is shown as soon as they
 * are there, and the engine unpacks itself meanwhile. As a script of the page it has come when the page is loaded: there is
 * no request after that.
 */
export function engineScript(): Plugin {
  return {
    name: "can-assume:engine-script",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle }) =>
        Object.values(bundle ?? {})
          .filter((file) => file.type === "chunk" && file.facadeModuleId === "\0virtual:engine")
          .map(({ fileName }) => ({
            tag: "script",
            attrs: { type: "module", async: true, crossorigin: true, src: `./${fileName}` },
            injectTo: "head",
          })),
    },
  };
}

function virtual(name: string, code: () => string): Plugin {
  const resolved = `\0${name}`;
  return {
    name: `can-assume:${name}`,
    resolveId: (id) => (id === name ? resolved : undefined),
    load: (id) => (id === resolved ? code() : undefined),
  };
}
