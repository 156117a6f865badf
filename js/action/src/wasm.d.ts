/** The bytes of a WebAssembly module, which the bundler puts into the bundle. */
declare module "*.wasm" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
