/**
 * The entry for browsers and bundlers: the caller brings the bytes of `can-assume/can_assume.wasm`, or the module that they
 * were compiled to, as another thread may have sent it.
 */
import type { CanAssume } from "./types/api.d.ts";

export type * from "./index.d.ts";

/** Compiles the module and returns the functions; for the main thread of a browser. */
export declare function init(source: BufferSource | WebAssembly.Module): Promise<CanAssume>;

/** Like {@link init}, at once: for Node, workers, and browsers that compile modules of this size on the main thread. */
export declare function initSync(source: BufferSource | WebAssembly.Module): CanAssume;
