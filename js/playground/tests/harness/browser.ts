/** A browser with the page in it, and everything that the page must not do written down. */

import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { type Served, serve } from "./server.ts";

/** Debian's Chromium, or the one that `CHROMIUM` names. */
const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A page of the playground. */
export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console messages, errors, violations of the policy: all of them unwanted. */
  readonly complaints: string[];
  /** Addresses that were asked for after the page had loaded: none are wanted. */
  readonly requests: string[];
}

/** A browser and a server. */
export interface Site {
  readonly address: string;
  open(options?: BrowserContextOptions, suffix?: string): Promise<Opened>;
  stop(): Promise<void>;
}

/** Starts both. */
export async function start(): Promise<Site> {
  const served: Served = await serve();
  const browser: Browser = await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
  return {
    address: served.address,
    open: (options, suffix = "") => open(browser, served.address + suffix, options),
    stop: async () => {
      await browser.close();
      served.stop();
    },
  };
}

async function open(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await page.goto(address, { waitUntil: "load" });
  await page.waitForSelector(".page");
  page.on("request", (request) => {
    if (!request.url().startsWith("blob:")) requests.push(request.url());
  });
  return { page, context, complaints, requests };
}
