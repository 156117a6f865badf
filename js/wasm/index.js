// The entry for Node: the module lies beside this file.
import { readFileSync } from "node:fs";
import { initSync } from "./init.js";

export const { check, claims, decodeToken, diff, explain, fix, lint, mint, verifyToken, who } = initSync(
  readFileSync(new URL("./can_assume.wasm", import.meta.url)),
);
