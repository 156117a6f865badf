/** States that real people get into: nothing, broken texts, very large ones. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { choose, decision, plain, read, write } from "./harness/actions.ts";
import { type Site, start } from "./harness/browser.ts";

let site: Site;

before(async () => {
  site = await start();
});

after(() => site.stop());

test("an empty page says what to do, and how to start", async () => {
  const { page, requests, complaints } = await site.open();
  await page.getByText("Can it assume the role, and why not?").waitFor();
  await page.getByRole("button", { name: "Show me a denial" }).click();
  await page.waitForSelector('.verdict[data-decision="implicitDeny"]');
  await page.getByRole("button", { name: "Empty the page" }).click();
  await page.getByText("Can it assume the role, and why not?").waitFor();
  assert.deepEqual(requests, []);
  assert.deepEqual(complaints, []);
});

test("broken JSON greys the last verdict and marks the place; mended, the verdict is back", async () => {
  const { page } = await site.open();
  await choose(page, "branch/1");
  const good = await read(page, "Role trust policy");
  await write(page, "Role trust policy", good.replace('"Action":', '"Action"'));
  const alert = page.getByRole("alert");
  await alert.waitFor();
  assert.match((await alert.textContent()) ?? "", /trust-policy\.json:10:\d+/);
  assert.equal(await decision(page), "allowed");
  assert.equal(await page.getAttribute(".verdict", "data-stale"), "true");
  await page.locator(".policy-pane .cm-lintRange-error, .policy-pane .cm-lintPoint-error").first().waitFor();
  await page.locator(".who .card-head", { hasText: "of the text before" }).waitFor();
  await write(page, "Role trust policy", good);
  await page.waitForSelector('.verdict[data-stale="false"][data-decision="allowed"]');
  assert.equal(await alert.count(), 0);
  await page.locator(".who:not(.old)").waitFor();
});

test("the verdict greys while somebody types, and waits for the end of the word", async () => {
  const { page } = await site.open();
  await choose(page, "branch/1");
  await page.getByRole("textbox", { name: "Claims of the token" }).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("Enter");
  assert.equal(await page.getAttribute(".verdict", "data-stale"), "true");
  await page.waitForSelector('.verdict[data-stale="false"]');
});

test("a policy of 10 KB and a workflow of 2,000 lines do not stop the page", async () => {
  // Other work on the machine stops the page too, but not every time.
  let longest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && longest >= 500; attempt += 1) longest = await longestStop();
  assert.ok(longest < 500, `the page stood still for ${Math.round(longest)} ms`);
});

test("markup in texts stays text, wherever it is shown", async () => {
  const { page, complaints } = await site.open();
  const hostile = "<img src=x onerror=alert(1)>`<b>";
  page.on("dialog", () => complaints.push("a dialog"));
  await choose(page, "branch/2");
  const policy = await read(page, "Role trust policy");
  await write(page, "Role trust policy", policy.replace("GitHubDeploy", hostile));
  const claims = await read(page, "Claims of the token");
  await write(page, "Claims of the token", claims.replaceAll("feature/login", hostile));
  await page
    .locator(".verdict[data-stale='false'] + .cause, .verdict[data-stale='false'] ~ .cause")
    .first()
    .waitFor();
  await page.waitForFunction((text) => document.querySelector(".tree")?.textContent?.includes(text), hostile);
  assert.equal(await page.locator(".answers img, .answers b").count(), 0);
  assert.deepEqual(complaints, []);
});

test("a byte order mark is refused as the command line refuses it, opened or pasted", async () => {
  const { page, complaints } = await site.open();
  await choose(page, "branch/1");
  const good = await read(page, "Role trust policy");
  const words = /trust-policy\.json:1:1: the input begins with a byte order mark \(U\+FEFF\)/;
  const refused = async () => {
    const alert = page.getByRole("alert");
    await alert.waitFor();
    assert.match((await alert.textContent()) ?? "", words);
    assert.match((await alert.textContent()) ?? "", /save it as UTF-8 without a byte order mark/);
    assert.equal(await decision(page), "allowed");
    assert.equal(await page.getAttribute(".verdict", "data-stale"), "true");
  };
  await openPolicy(page, "trust-policy.json", Buffer.from(`\uFEFF${good}`));
  await refused();
  assert.match(await plain(page), /^error: trust-policy\.json:1:1: .*; expected JSON\n \|\n = help: save it/);
  await write(page, "Role trust policy", good);
  await page.waitForSelector('.verdict[data-stale="false"][data-decision="allowed"]');
  await write(page, "Role trust policy", `\uFEFF${good}`);
  await refused();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("Delete");
  await page.waitForSelector('.verdict[data-stale="false"][data-decision="allowed"]');
  assert.deepEqual(complaints, []);
});

test("a file that is not UTF-8 is refused with its place, and the text before stays", async () => {
  const { page } = await site.open();
  await choose(page, "branch/1");
  const good = await read(page, "Role trust policy");
  await openPolicy(page, "wide.json", Buffer.from(good, "utf16le"));
  await page.getByRole("alert").getByText("wide.json:1:1: the input is UTF-16; expected UTF-8").waitFor();
  await openPolicy(page, "latin.json", Buffer.from('{\n "Sid": "\xFC"}', "latin1"));
  await page.getByRole("alert").getByText("latin.json:2:10: the byte 0xfc at line 2, column 10").waitFor();
  assert.equal(await read(page, "Role trust policy"), good);
});

test("what was typed survives a reload of the tab", async () => {
  const { page } = await site.open();
  await choose(page, "environment-replaces-ref/1");
  await page.waitForTimeout(600);
  await page.reload();
  await page.waitForSelector('.verdict[data-decision="implicitDeny"]');
});

test("a link that was cut off is said to be broken", async () => {
  const { page } = await site.open({}, "#v1.q1YqSyzKTMxTslIqSyzKTEzKSVWyUqqtBQA");
  await page.getByText("The link is broken").waitFor();
  await page.getByText("Can it assume the role, and why not?").waitFor();
});

test("embedded, the page has no head", async () => {
  const { page } = await site.open({}, "?embed");
  assert.equal(await page.locator("header.top").count(), 0);
  await page.getByText("Can it assume the role, and why not?").waitFor();
});

/** For how long the page does nothing, at the longest, while it takes in large texts. */
async function longestStop(): Promise<number> {
  const { page, context, complaints } = await site.open();
  await page.evaluate(() => {
    const state = { longest: 0 };
    (globalThis as unknown as { blocked: typeof state }).blocked = state;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      state.longest = Math.max(state.longest, now - last);
      last = now;
    }, 10);
  });
  await write(page, "Role trust policy", largePolicy());
  await page.getByRole("tab", { name: "Workflow" }).click();
  await write(page, "Workflow", largeWorkflow());
  await page.waitForSelector("table.matrix", { timeout: 40_000 });
  assert.notEqual(await decision(page), "");
  const longest = await page.evaluate(
    () => (globalThis as unknown as { blocked: { longest: number } }).blocked.longest,
  );
  assert.deepEqual(complaints, []);
  await context.close();
  return longest;
}

/** Opens a file with these bytes as the policy. */
async function openPolicy(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a policy file" }).click();
  await (await chooser).setFiles({ name, mimeType: "application/json", buffer });
}

function largePolicy(): string {
  const statements = Array.from({ length: 22 }, (_, at) => ({
    Sid: `Deploy${at}`,
    Effect: "Allow",
    Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
      StringLike: {
        "token.actions.githubusercontent.com:sub": `repo:octo-org/service-${at}:ref:refs/heads/release/*`,
      },
    },
  }));
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 1);
  assert.ok(text.length > 10_000, `${text.length} characters`);
  return text;
}

function largeWorkflow(): string {
  const job = (at: number) => [
    `  deploy-${at}:`,
    "    runs-on: ubuntu-latest",
    "    permissions:",
    "      id-token: write",
    "    steps:",
    "      - uses: aws-actions/configure-aws-credentials@v6",
    "        with:",
    `          role-to-assume: arn:aws:iam::123456789012:role/deploy-${at}`,
    "          aws-region: eu-west-1",
    ...Array.from({ length: 160 }, (_, step) => `      - run: make target-${at}-${step}`),
  ];
  const jobs = Array.from({ length: 12 }, (_, at) => job(at)).flat();
  assert.ok(jobs.length > 2000, `${jobs.length} lines`);
  return ["name: Large", "on:", "  push:", "    branches: [main]", "jobs:", ...jobs, ""].join("\n");
}
