/**
 * What stands for undici in the bundle. The toolkit's HTTP client imports its `ProxyAgent` for callers of `fetch`, of whom
 * there are none here: its own requests go through proxies by `tunnel`. Without undici the bundle is a third of the size.
 */
export class ProxyAgent {
  constructor() {
    throw new Error("this bundle has no undici");
  }
}
