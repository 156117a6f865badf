/** Measures what docs/playground.md says of the page's weight and speed: `npm run measure`. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { EXAMPLES } from "../build/plugins.ts";
import { toFragment } from "../src/model/fragment.ts";
import { EMPTY, type Scenario } from "../src/model/scenario.ts";
import { settled } from "../tests/harness/actions.ts";
import { type Site, start } from "../tests/harness/browser.ts";

const ROUNDS = 30;

/** What the page notes down of itself. */
interface Notes {
  load: number;
  verdict: number;
  key: number;
  fresh: number;
  who: number;
}

weigh();
const site = await start();
await measureStart(site);
await measureKeys(site, "the canonical policy", "environment-replaces-ref");
await site.stop();

/** The sum of all files of the page, each compressed by itself, as a host sends them. */
function weigh(): void {
  const dist = fileURLToPath(new URL("../dist", import.meta.url));
  let all = 0;
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    const gzip = gzipSync(bytes, { level: 9 }).length;
    all += gzip;
    console.log(`${entry.name}: ${kilobytes(bytes.length)} KB, gzip ${kilobytes(gzip)} KB`);
  }
  console.log(`page weight: gzip ${kilobytes(all)} KB\n`);
}

/** From the start of the navigation to the first verdict in the page, which a share link brings along. */
async function measureStart(at: Site): Promise<void> {
  const fragment = await toFragment(scenario("environment-replaces-ref"));
  const navigation: number[] = [];
  const load: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { page, context } = await at.open({}, "");
    await page.addInitScript(observe);
    await page.goto("about:blank");
    await page.goto(at.address + fragment);
    await page.waitForSelector('.verdict[data-decision="implicitDeny"]');
    const notes = await take(page);
    navigation.push(notes.verdict);
    load.push(Math.max(0, notes.verdict - notes.load));
    await context.close();
  }
  report("first verdict, since the navigation began", navigation);
  report("first verdict, since the load event", load);
}

/** From Ctrl+Enter, which does not wait for the end of the word, to the verdict and to `who` in the page. */
async function measureKeys(at: Site, title: string, folder: string): Promise<void> {
  const { page } = await at.open({}, "");
  await page.addInitScript(observe);
  await page.goto("about:blank");
  await page.goto(at.address + (await toFragment(scenario(folder))));
  await settled(page);
  const editor = page.getByRole("textbox", { name: "Role trust policy" });
  await editor.locator(".cm-line", { hasText: ":sub" }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  const verdicts: number[] = [];
  const whos: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.keyboard.type("x");
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.waitForFunction(() => {
      const { key, fresh, who } = (globalThis as unknown as { notes: Notes }).notes;
      return fresh > key && who > key;
    });
    const notes = await take(page);
    verdicts.push(notes.fresh - notes.key);
    whos.push(notes.who - notes.key);
    await page.waitForTimeout(60);
  }
  report(`${title}: keystroke to verdict`, verdicts);
  report(`${title}: keystroke to verdict and who`, whos);
}

function scenario(folder: string): Scenario {
  const file = (name: string) => ({ name, text: readFileSync(join(EXAMPLES, folder, name), "utf8") });
  return { ...EMPTY, policy: file("trust-policy.json"), claims: file("claims.json") };
}

/** Runs in the page: notes when the verdict, and the witness on the ladder, were last brought up to date. */
function observe(): void {
  let witness = "";
  const notes: Notes = { load: 0, verdict: 0, key: 0, fresh: 0, who: 0 };
  (globalThis as unknown as { notes: Notes }).notes = notes;
  addEventListener("load", () => {
    notes.load = performance.now();
  });
  addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter" && event.ctrlKey) notes.key = performance.now();
    },
    true,
  );
  new MutationObserver((changes) => {
    const now = performance.now();
    const verdict = document.querySelector(".verdict");
    if (notes.verdict === 0 && verdict?.getAttribute("data-decision")) notes.verdict = now;
    const stale = changes.some(({ attributeName }) => attributeName === "data-stale");
    if (stale && verdict?.getAttribute("data-stale") === "false") notes.fresh = now;
    const tried = document.querySelector(".who .witness")?.textContent ?? "";
    if (tried !== witness) notes.who = now;
    witness = tried;
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}

function take(page: Page): Promise<Notes> {
  return page.evaluate(() => (globalThis as unknown as { notes: Notes }).notes);
}

function report(title: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
  console.log(
    `${title}: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, worst ${at(1)} ms (${sorted.length} rounds)`,
  );
}

function kilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
