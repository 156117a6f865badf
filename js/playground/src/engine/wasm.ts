/** The WebAssembly module of the page: it came with the scripts, there is nothing to fetch. */

import deflated from "virtual:engine";
import type { CanAssume } from "can-assume";
import { init } from "can-assume/init";

/** The bytes of the module. */
export async function wasmBytes(): Promise<Uint8Array<ArrayBuffer>> {
  const binary = atob(deflated);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}

/** The functions of the module, on this thread. */
export function start(bytes: Uint8Array<ArrayBuffer>): Promise<CanAssume> {
  return init(bytes);
}
