/** For everybody: no violation that axe finds, every colour scheme, narrow screens, the keyboard alone. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { choose, decision, settled } from "./harness/actions.ts";
import { type Site, start } from "./harness/browser.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const NARROW = { width: 320, height: 800 };

let site: Site;

before(async () => {
  site = await start();
});

after(() => site.stop());

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [{ width: 1280, height: 900 }, NARROW]) {
    test(`axe finds nothing: ${colorScheme}, ${viewport.width} pixels`, async () => {
      const { page } = await site.open({ colorScheme, viewport, bypassCSP: true, reducedMotion: "reduce" });
      await violations(page, "empty");
      for (const id of [
        "environment-replaces-ref/1",
        "if-exists/1",
        "partial-claims/1",
        "workflows/dependabot.yml",
        "bad-input/2",
      ]) {
        await choose(page, id);
        await violations(page, id);
      }
      await choose(page, "workflows/reusable-caller.yml");
      await page.getByRole("tab", { name: "reusable-callee.yml" }).click();
      await page.getByRole("button", { name: "Remove" }).click();
      await page.getByRole("list", { name: "Called and not here" }).waitFor();
      await page.getByLabel("Path").fill("/");
      await page.getByLabel("Path").press("Enter");
      await violations(page, "a called file that is not there");
      await choose(page, "verified-token/3");
      await violations(page, "a token");
      await page.getByRole("tab", { name: "Job" }).click();
      await violations(page, "the form");
      await page.getByRole("tab", { name: "Account" }).click();
      await violations(page, "the account");
      await page.getByRole("button", { name: "Pin", exact: true }).click();
      await page.click("#examples");
      await violations(page, "the examples");
      await page.keyboard.press("Escape");
      await page.click("#share");
      await violations(page, "the share menu");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Causes" }).click();
      await violations(page, "the causes");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Keys", exact: true }).click();
      await violations(page, "the keys");
    });
  }
}

test("320 pixels are enough: nothing to scroll sideways, the verdict first", async () => {
  const { page } = await site.open({ viewport: NARROW });
  for (const id of [
    "environment-replaces-ref/1",
    "workflows/environment-matrix.yml",
    "workflows/reusable-caller.yml",
    "same-account-root/1",
    "bad-input/2",
  ]) {
    await choose(page, id);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(width, 320, id);
    const top = (selector: string) =>
      page.locator(selector).evaluate((node) => node.getBoundingClientRect().top);
    assert.ok((await top(".verdict")) < (await top(".policy-pane")));
    assert.ok((await top(".policy-pane")) < (await top(".identity-pane")));
  }
});

test("the theme follows the system until somebody chooses, and the choice is kept", async () => {
  const { page } = await site.open({ colorScheme: "dark" });
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await background();
  await page.getByRole("button", { name: /^Theme: system/ }).click();
  const light = await background();
  assert.notEqual(light, dark);
  await page.reload();
  await page.waitForSelector(".page");
  assert.equal(await background(), light);
  await page.getByRole("button", { name: /^Theme: light/ }).click();
  assert.equal(await background(), dark);
});

test("the keyboard alone: find an example, walk the evaluation, go to the place, apply the fix, share", async () => {
  const { page } = await site.open({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.keyboard.press("e");
  await page.keyboard.type("environment has no branch");
  await page.keyboard.press("Enter");
  await page.waitForSelector('.verdict[data-decision="implicitDeny"]');
  await settled(page);

  await page.keyboard.press("Alt+3");
  await page.keyboard.press("End");
  const row = () => page.evaluate(() => document.activeElement?.getAttribute("data-row"));
  assert.equal(await row(), "0.0.condition.1");
  await page.locator(".policy-pane .cm-lit").first().waitFor();
  const lit = (await page.locator(".policy-pane .cm-lit").allTextContents()).join("");
  assert.equal(lit, '"repo:octo-org/app:ref:refs/heads/main"');
  await page.keyboard.press("ArrowLeft");
  assert.equal(await row(), "0.0.condition");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await page.locator('[data-row="0.0.condition.1"]').count(), 0);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.equal(await row(), "0.0.condition.0");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(
    await page.evaluate(() => getSelection()?.toString()),
    '"repo:octo-org/app:ref:refs/heads/main"',
  );

  await tabTo(page, "Apply");
  await page.keyboard.press("Enter");
  await page.waitForSelector('.verdict[data-decision="allowed"]');
  assert.equal(await decision(page), "allowed");

  await page.keyboard.press("Escape");
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("s");
  await page.keyboard.press("Enter");
  await page.getByText("Link copied").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "share");
});

test("Tab leaves the editors", async () => {
  const { page } = await site.open();
  await page.getByRole("textbox", { name: "Role trust policy" }).click();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.closest(".policy-pane")), null);
});

test("single letters do nothing once they are turned off", async () => {
  const { page } = await site.open();
  await page.keyboard.press("?");
  await page.getByLabel("Single letters are keys").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await page.keyboard.press("?");
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

async function violations(page: Page, state: string): Promise<void> {
  await page.evaluate(AXE);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  const found = results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary}`).join("; ")}`,
  );
  assert.deepEqual(found, [], state);
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const text = await page.evaluate(() => document.activeElement?.textContent?.trim());
    if (text === name) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not reach ${name}`);
}
