// Lets Node run the TypeScript of this folder: `node --import ./build/typescript.js FILE.ts`.
// Node 24 strips types by itself, Node 20 does not.

import { register } from "node:module";

register("./typescript-hooks.js", import.meta.url);
