/** What the page and its worker say to each other. */

import type { CanAssume } from "can-assume";

/** The name of a function of the engine. */
export type Question = keyof CanAssume;

/** To the worker: the module once, then questions. */
export type ToWorker =
  | { readonly kind: "start"; readonly module: WebAssembly.Module }
  | { readonly kind: "ask"; readonly id: number; readonly question: Question; readonly input: string };

/** From the worker: an answer as JSON, with the milliseconds that it took, or that the engine failed. */
export type FromWorker =
  | { readonly kind: "answer"; readonly id: number; readonly output: string; readonly took: number }
  | { readonly kind: "failure"; readonly id: number; readonly message: string };
