/** The version of the page. */
declare const __VERSION__: string;

/** The nonce of CodeMirror's style elements. */
declare const __NONCE__: string;

declare module "virtual:examples" {
  const catalogue: import("./model/example.ts").Catalogue;
  export default catalogue;
}

declare module "virtual:engine" {
  /** The WebAssembly module, which is being unpacked. */
  const module: Promise<WebAssembly.Module>;
  export default module;
}
