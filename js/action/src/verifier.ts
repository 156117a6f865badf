/** The verifier: the Rust core, compiled to WebAssembly and part of the bundle. */
import type { CanAssume } from "can-assume";
import bytes from "can-assume/can_assume.wasm";
import { initSync } from "can-assume/init";

let instance: CanAssume | undefined;

/** The verifier's functions; it is compiled at the first use. */
export function verifier(): CanAssume {
  instance ??= initSync(bytes);
  return instance;
}
