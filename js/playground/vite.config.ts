import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { contentSecurityPolicy, engine, engineScript, examples, NONCE } from "./build/plugins.ts";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as {
  version: string;
};

export default defineConfig({
  // Relative paths: the page works on any host, under any path.
  base: "./",
  plugins: [contentSecurityPolicy(), examples(), engine(), engineScript()],
  define: { __VERSION__: JSON.stringify(version), __NONCE__: JSON.stringify(NONCE) },
  build: {
    target: "es2023",
    // Vite's polyfill for preloading fetches, which the page must not.
    modulePreload: { polyfill: false },
    // The engine is more than a megabyte in base64, on purpose.
    chunkSizeWarningLimit: 3000,
  },
  worker: { format: "iife" },
});
