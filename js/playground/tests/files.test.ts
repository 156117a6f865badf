/** The files that a workflow calls: added, edited, renamed, removed, shared, each with what the verdict says then. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { choose, decision, read, settled, write } from "./harness/actions.ts";
import { type Site, start } from "./harness/browser.ts";

let site: Site;

before(async () => {
  site = await start();
});

after(() => site.stop());

const CALLER = `on:
  push:
    branches: [main]
jobs:
  deploy:
    permissions:
      id-token: write
    uses: ./.github/workflows/ship.yml
`;

const CALLED = `on:
  workflow_call:
jobs:
  ship:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - uses: aws-actions/configure-aws-credentials@v6
        with:
          role-to-assume: arn:aws:iam::123456789012:role/deploy
          aws-region: eu-west-1
`;

const FACTS = `{
  "repository": {"owner": "octo-org", "name": "app", "createdAt": "2024-03-01T09:00:00Z"},
  "subject": {"subClaimPrefix": "repo:octo-org/app"},
  "template": {"useDefault": true},
  "environments": [{"name": "production"}]
}`;

const PATH = ".github/workflows/ship.yml";

test("without the called file the verdict is open; with it, and as it is edited, the verdict follows", async () => {
  const { page, complaints } = await site.open();
  await withCaller(page);
  assert.equal(await decision(page), "undetermined");
  assert.match(await because(page), /the called workflow decides, and it is not at hand/);

  await page.getByRole("listitem").filter({ hasText: PATH }).getByRole("button", { name: "Add it" }).click();
  await write(page, "Called file", CALLED);
  await page.waitForSelector('.verdict[data-decision="allowed"][data-stale="false"]');
  assert.equal(await page.getByRole("list", { name: "Called and not here" }).count(), 0);

  await write(page, "Called file", CALLED.replace("    steps:", "    environment: production\n    steps:"));
  await page.waitForSelector('.verdict[data-decision="implicitDeny"][data-stale="false"]');
  assert.match((await page.textContent(".cause")) ?? "", /environment-replaces-ref/);
  assert.match((await page.textContent(".cause-line")) ?? "", /the job declares the environment production/);

  await write(page, "Called file", CALLED.replace("id-token: write", "contents: read"));
  await page.waitForFunction(() => document.querySelector(".cell")?.textContent?.includes("no token"));
  assert.match((await page.textContent(".cause")) ?? "", /token-permission-missing/);
  assert.deepEqual(complaints, []);
});

test("a called file that is renamed or removed is not at hand, and has its text back when it is added again", async () => {
  const { page } = await site.open();
  await withCaller(page);
  await page.getByRole("button", { name: "Add it" }).click();
  await write(page, "Called file", CALLED);
  await page.waitForSelector('.verdict[data-decision="allowed"]');

  const path = page.getByLabel("Path");
  await path.fill(".github/workflows/deploy.yml");
  await path.press("Enter");
  await page.getByRole("alert").getByText("is the path of another file").waitFor();
  assert.equal(await decision(page), "allowed");
  await path.fill(".github/workflows/other.yml");
  await path.press("Enter");
  await page.waitForSelector('.verdict[data-decision="undetermined"]');
  assert.match(await because(page), /the called workflow decides, and it is not at hand/);
  await path.fill(PATH);
  await path.press("Enter");
  await page.waitForSelector('.verdict[data-decision="allowed"]');

  await page.getByRole("button", { name: "Remove" }).click();
  await page.waitForSelector('.verdict[data-decision="undetermined"]');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "deploy.yml");
  await page.getByRole("button", { name: "Add it" }).click();
  await page.waitForSelector('.verdict[data-decision="allowed"]');
  assert.equal(await read(page, "Called file"), CALLED);
});

test("the files of the repository by keyboard alone", async () => {
  const { page } = await site.open();
  await withCaller(page);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  await page.getByRole("tab", { name: "deploy.yml" }).focus();
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Add a file that the workflow calls");
  await page.keyboard.press("Enter");
  assert.equal(await page.getByRole("tab", { name: "called.yml" }).getAttribute("aria-selected"), "true");
  for (
    let at = 0;
    at < 3 && (await page.evaluate(() => document.activeElement?.tagName)) !== "INPUT";
    at += 1
  )
    await page.keyboard.press("Tab");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(PATH);
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: "ship.yml" }).waitFor();
  for (let at = 0; at < 3 && (await focused()) !== "Called file"; at += 1) await page.keyboard.press("Tab");
  await page.keyboard.insertText(CALLED);
  await page.waitForSelector('.verdict[data-decision="allowed"]');
  await page.getByRole("tab", { name: "ship.yml" }).focus();
  await page.keyboard.press("ArrowLeft");
  assert.equal(await read(page, "Workflow"), CALLER);
});

test("called files are in links, in Markdown and in the archive's command", async () => {
  const { page, context } = await site.open({ permissions: ["clipboard-read", "clipboard-write"] });
  await withCaller(page);
  await page.getByRole("button", { name: "Add it" }).click();
  await write(page, "Called file", CALLED);
  await page.waitForSelector('.verdict[data-decision="allowed"][data-stale="false"]');
  await page.click("#share");
  await page.getByRole("button", { name: /Copy as Markdown/ }).click();
  await page.getByText("Markdown copied").waitFor();
  const markdown = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(markdown.includes(`\`${PATH}\`\n\n\`\`\`yaml\n${CALLED}`), markdown);
  await page.getByRole("button", { name: /Copy link/ }).click();
  await page.getByText("Link copied").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await context.close();

  const fresh = await site.open({}, new URL(link).hash);
  await fresh.page.waitForSelector('.verdict[data-decision="allowed"]');
  await fresh.page.getByRole("tab", { name: "ship.yml" }).click();
  assert.equal(await read(fresh.page, "Called file"), CALLED);
  assert.deepEqual(fresh.requests, []);
});

test("the archive has the called files at their paths", async () => {
  const { page } = await site.open();
  await choose(page, "workflows/reusable-caller.yml");
  await page.click("#share");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /Save as ZIP/ }).click();
  const files = unzipSync(readFileSync(await (await download).path()));
  assert.deepEqual(Object.keys(files).sort(), [
    ".github/actions/assume/action.yml",
    ".github/workflows/reusable-callee.yml",
    ".github/workflows/reusable-caller.yml",
    "facts.json",
    "run.sh",
    "trust-policy.json",
    "verdict.txt",
  ]);
  assert.match(strFromU8(files["verdict.txt"] ?? new Uint8Array()), /^DENIED \(implicit\) +staging › deploy/);
});

test("files from the disk: the workflow and what it calls, each where it belongs", async () => {
  const { page } = await site.open();
  await choose(page, "branch/1");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /^Open a file with claims/ }).click();
  const file = (name: string, text: string) => ({ name, mimeType: "text/yaml", buffer: Buffer.from(text) });
  await (await chooser).setFiles([file("deploy.yml", CALLER), file("ship.yml", CALLED)]);
  await page.getByRole("tab", { name: "ship.yml" }).waitFor();
  await facts(page);
  await page.waitForSelector('.verdict[data-decision="allowed"][data-stale="false"]');
});

/** The policy of an example, and a workflow that calls a file which is not there. */
async function withCaller(page: Page): Promise<void> {
  await choose(page, "branch/1");
  await page.getByRole("tab", { name: "Workflow" }).click();
  await write(page, "Workflow", CALLER);
  await facts(page);
  await page.waitForSelector(".matrix");
  await settled(page);
}

/** Says which form the subjects of the repository have: without that the verdict is open. */
async function facts(page: Page): Promise<void> {
  await page.getByText("Facts", { exact: true }).click();
  await write(page, "Facts about the repository", FACTS);
  await page.getByText("Facts", { exact: true }).click();
}

async function because(page: Page): Promise<string> {
  return (await page.textContent(".answers")) ?? "";
}
