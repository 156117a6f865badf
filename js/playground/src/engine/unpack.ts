/** Unpacks the WebAssembly module, which came with the scripts: there is nothing to fetch. */

/** The module in `deflated`, which is deflate-raw, then base64. */
export function unpack(deflated: string): Promise<WebAssembly.Module> {
  const inflated = new Blob([fromBase64(deflated)])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  const headers = { "content-type": "application/wasm" };
  return WebAssembly.compileStreaming(new Response(inflated, { headers }));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  if ("fromBase64" in Uint8Array) return (Uint8Array as unknown as Newer).fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** What browsers of 2025 and later have, many times as fast as a loop. */
interface Newer {
  fromBase64(text: string): Uint8Array<ArrayBuffer>;
}
