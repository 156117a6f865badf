/** Takes the pictures of the documentation: `npm run screenshots`. */

import { statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import { choose, read, settled, write } from "../tests/harness/actions.ts";
import { start } from "../tests/harness/browser.ts";
import { withFewColours } from "./png.ts";

const FOLDER = fileURLToPath(new URL("../../../docs/img/", import.meta.url));

interface Shot {
  readonly name: string;
  readonly options?: BrowserContextOptions;
  readonly act: (page: Page) => Promise<void>;
}

const WIDE = { width: 1360, height: 850 };

const SHOTS: readonly Shot[] = [
  {
    name: "denied",
    act: async (page) => {
      await choose(page, "environment-replaces-ref/1");
      await point(page, "0.0.condition.1");
    },
  },
  {
    name: "allowed-dark",
    options: { colorScheme: "dark" },
    act: async (page) => {
      await choose(page, "rcp-guardrail/2");
      await point(page, "0.0.condition.1");
    },
  },
  {
    name: "exposure",
    act: async (page) => {
      await choose(page, "policy-variable/1");
      await page.locator(".who").evaluate((card) => card.scrollIntoView());
    },
  },
  {
    name: "workflow",
    act: (page) => choose(page, "workflows/deploy-on-main.yml"),
  },
  {
    name: "before-after-dark",
    options: { colorScheme: "dark" },
    act: async (page) => {
      await choose(page, "branch/1");
      await page.getByRole("button", { name: "Pin", exact: true }).click();
      const policy = await read(page, "Role trust policy");
      await write(page, "Role trust policy", policy.replace("ref:refs/heads/main", "environment:production"));
      await page.getByRole("region", { name: "Gained" }).locator(".identity").first().waitFor();
      await settled(page);
      await page.mouse.move(0, 0);
    },
  },
  {
    name: "narrow",
    options: { viewport: { width: 390, height: 844 } },
    act: (page) => choose(page, "wildcard-under-string-equals/1"),
  },
];

/** Puts the focus on a row of the evaluation, and the pointer away. */
async function point(page: Page, row: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.locator(`[data-row="${row}"]`).evaluate((element) => element.focus({ preventScroll: true }));
}

const site = await start();
for (const { name, options, act } of SHOTS) {
  const { page, context } = await site.open({
    viewport: WIDE,
    deviceScaleFactor: 1,
    reducedMotion: "reduce",
    ...options,
  });
  await act(page);
  await settled(page);
  await page.waitForTimeout(300);
  const path = `${FOLDER}playground-${name}.png`;
  writeFileSync(path, withFewColours(await page.screenshot()));
  await context.close();
  console.log(`${path}: ${Math.round(statSync(path).size / 1024)} KB`);
}
await site.stop();
