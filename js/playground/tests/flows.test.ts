/** What people come for: to see why, to fix it, to see who else, to compare, to share. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import { choose, decision, read, settled, write } from "./harness/actions.ts";
import { type Site, start } from "./harness/browser.ts";

let site: Site;

before(async () => {
  site = await start();
});

after(() => site.stop());

test("a fix that is applied flips the verdict, says whom else it lets in, and can be taken back", async () => {
  const { page, complaints } = await site.open();
  await choose(page, "environment-replaces-ref/1");
  assert.equal(await decision(page), "implicitDeny");
  await page.getByText("Lets nobody else in").waitFor();
  await page.getByRole("button", { name: "Apply" }).first().click();
  await page.waitForSelector('.verdict[data-decision="allowed"]');
  assert.match(await read(page, "Role trust policy"), /repo:octo-org\/app:environment:production/);
  await page.getByRole("textbox", { name: "Role trust policy" }).click();
  await page.keyboard.press("ControlOrMeta+z");
  await page.waitForSelector('.verdict[data-decision="implicitDeny"]');
  assert.deepEqual(complaints, []);
});

test("a witness of the ladder loads into the identity pane and is allowed", async () => {
  const { page } = await site.open();
  await choose(page, "policy-variable/1");
  const exposure = await page.getAttribute(".ladder", "data-exposure");
  assert.ok(["anyone", "anyone-forged"].includes(exposure ?? ""), `exposed to ${exposure}`);
  const rung = page.locator(`.rung[aria-current="true"]`);
  const subject = await rung.locator(".witness code").first().textContent();
  await write(page, "Claims of the token", "{}");
  await page.waitForTimeout(200);
  await rung.getByRole("button", { name: "Try this token" }).first().click();
  await page.waitForSelector('.verdict[data-decision="allowed"][data-stale="false"]');
  assert.ok((await read(page, "Claims of the token")).includes(`"sub": ${JSON.stringify(subject)}`));
});

test("an exposed role is said to be one beside the verdict, and lint says where", async () => {
  const { page } = await site.open();
  await choose(page, "policy-variable/1");
  assert.equal(await decision(page), "allowed");
  await page.getByRole("button", { name: /^exposed: any GitHub account/ }).click();
  await page.locator(".who").waitFor();
  const finding = page.locator(".finding", { hasText: "open-to-anyone" });
  assert.match((await finding.textContent()) ?? "", /high.*trust-policy\.json:16:55/s);
  await page.locator(".policy-pane .cm-lintRange-warning").first().waitFor();
  await finding.getByRole("button", { name: "open-to-anyone" }).click();
  await page.getByRole("dialog", { name: "open-to-anyone" }).waitFor();
});

test("what IAM refuses to store is a finding, with its page", async () => {
  const { page } = await site.open();
  await choose(page, "branch/1");
  const policy = await read(page, "Role trust policy");
  await write(page, "Role trust policy", policy.replace('"Action":', '"Resource": "*",\n      "Action":'));
  const finding = page.locator(".finding", { hasText: "resource-prohibited" });
  await finding.waitFor();
  assert.match((await finding.textContent()) ?? "", /the role itself is the resource/);
  await finding.getByRole("button", { name: "resource-prohibited" }).click();
  await page.getByRole("dialog", { name: "resource-prohibited" }).waitFor();
});

test("before and after: identities gained and lost, each with its witness", async () => {
  const { page } = await site.open();
  await choose(page, "branch/1");
  await page.getByRole("button", { name: "Pin", exact: true }).click();
  const before = await read(page, "Role trust policy");
  await write(page, "Role trust policy", before.replace("refs/heads/main", "refs/heads/dev"));
  const gained = page.getByRole("region", { name: "Gained" });
  await gained.locator(".identity").first().waitFor();
  await settled(page);
  assert.equal(await page.getAttribute("[data-change]", "data-change"), "changed");
  assert.equal(await page.getByRole("region", { name: "Lost" }).locator(".identity").count(), 1);
  await gained.getByRole("button", { name: "Try this token" }).first().click();
  await page.waitForSelector('.verdict[data-decision="allowed"]');
  assert.match(await read(page, "Claims of the token"), /refs\/heads\/dev/);
  await page.getByRole("button", { name: "Back to it" }).click();
  await page.waitForSelector('.verdict[data-decision="implicitDeny"]');
});

test("a share link opens the same verdict in a fresh page, without ids and actor, and asks nobody", async () => {
  const { page, context } = await site.open({ permissions: ["clipboard-read", "clipboard-write"] });
  await choose(page, "environment-replaces-ref/1");
  const verdict = await page.textContent(".cause-line");
  await page.click("#share");
  await page.getByRole("button", { name: /Copy link/ }).click();
  await page.getByText("Link copied").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /#v1\.[\w-]+$/);
  await context.close();

  const fresh = await site.open({}, new URL(link).hash);
  await settled(fresh.page);
  await fresh.page.waitForSelector('.verdict[data-decision="implicitDeny"]');
  assert.equal(await fresh.page.textContent(".cause-line"), verdict);
  const claims = await read(fresh.page, "Claims of the token");
  assert.match(claims, /"sub": "repo:octo-org\/app:environment:production"/);
  assert.doesNotMatch(claims, /actor|repository_id|jti/);
  assert.deepEqual(fresh.requests, []);
  assert.deepEqual(fresh.complaints, []);
});

test("Markdown, the command line and the ZIP have what the page has", async () => {
  const { page } = await site.open({ permissions: ["clipboard-read", "clipboard-write"] });
  await choose(page, "rcp-guardrail/1");
  await page.click("#share");
  await page.getByRole("button", { name: /Copy as Markdown/ }).click();
  await page.getByText("Markdown copied").waitFor();
  const markdown = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(markdown, /^```text\nDENIED \(explicit\)/);
  assert.match(markdown, /`rcp\.json`/);
  await page.getByRole("button", { name: /Copy command line/ }).click();
  await page.getByText("Command copied").waitFor();
  assert.equal(
    await page.evaluate(() => navigator.clipboard.readText()),
    "can-assume check --policy trust-policy.json --claims claims.json --rcp rcp.json",
  );
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /Save as ZIP/ }).click();
  assert.equal((await download).suggestedFilename(), "can-assume.zip");
  const files = unzipSync(readFileSync(await (await download).path()));
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  assert.deepEqual(Object.keys(files).sort(), [
    "claims.json",
    "rcp.json",
    "run.sh",
    "trust-policy.json",
    "verdict.txt",
  ]);
  assert.equal(
    text("run.sh"),
    "can-assume check --policy trust-policy.json --claims claims.json --rcp rcp.json\n",
  );
  assert.match(text("verdict.txt"), /^DENIED \(explicit\)/);
  assert.equal(text("trust-policy.json"), await read(page, "Role trust policy"));
});

test("rows of the evaluation and places in the texts light up each other", async () => {
  const { page } = await site.open();
  await choose(page, "environment-replaces-ref/1");
  const row = page.locator('[role="treeitem"][data-row="0.0.condition.1"]');
  await row.locator(".row-line").hover();
  const lit = async (pane: string) => (await page.locator(`${pane} .cm-lit`).allTextContents()).join("");
  assert.equal(await lit(".policy-pane"), '"repo:octo-org/app:ref:refs/heads/main"');
  assert.equal(await lit(".identity-pane"), '"repo:octo-org/app:environment:production"');
  await row.locator(".row-line").click();
  const selected = () => page.evaluate(() => getSelection()?.toString() ?? "");
  await page.getByRole("textbox", { name: "Claims of the token" }).focus();
  assert.equal(await selected(), '"repo:octo-org/app:environment:production"');
  await page.locator('[aria-selected="true"][data-row="0.0.condition.1"]').waitFor();
});

test("a form gives the claims that GitHub would issue", async () => {
  const { page } = await site.open();
  await choose(page, "environment-replaces-ref/1");
  await page.getByRole("tab", { name: "Job" }).click();
  await page.getByLabel("Environment").fill("");
  await page.waitForSelector('.verdict[data-decision="allowed"]');
  await page.getByLabel("Ids in the subject").check();
  await page.waitForSelector('.verdict[data-decision="implicitDeny"]');
  assert.match(
    await read(page, "Claims of the job"),
    /"sub": "repo:octo-org@\d+\/app@\d+:ref:refs\/heads\/main"/,
  );
  await page.getByLabel("Event").selectOption("pull_request");
  await page.waitForFunction(() =>
    document.querySelector(".job-claims")?.textContent?.includes(":pull_request"),
  );
});

test("jobs and triggers make a table whose cells are explained", async () => {
  const { page } = await site.open();
  await choose(page, "workflows/dependabot.yml");
  const cells = page.locator("button.cell");
  assert.equal(await cells.count(), 4);
  await page.getByRole("button", { name: /^people, .*fork.*: no token$/ }).click();
  assert.match((await page.textContent(".verdict-because")) ?? "", /^people · pull_request \(fork\)/);
  assert.match((await page.textContent(".cause")) ?? "", /token-permission-missing/);
});

test("a role is chosen where the file has several", async () => {
  const { page } = await site.open();
  await choose(page, "account-authorization-details/1");
  assert.equal(await page.getByLabel("Role", { exact: true }).inputValue(), "deploy");
  await page.getByLabel("Role", { exact: true }).selectOption("web");
  await page.waitForSelector('.verdict[data-decision="implicitDeny"]');
});

test("all roles of a file are offered, however many there are", async () => {
  const { page } = await site.open();
  await choose(page, "branch/1");
  const policy = JSON.parse(await read(page, "Role trust policy"));
  const role = (at: number) => ({
    RoleName: `deploy-${at}`,
    Arn: `arn:aws:iam::123456789012:role/deploy-${at}`,
    AssumeRolePolicyDocument: policy,
  });
  const file = { Roles: Array.from({ length: 24 }, (_, at) => role(at)) };
  await write(page, "Role trust policy", JSON.stringify(file, null, 1));
  const chooser = page.getByLabel("Role", { exact: true });
  await chooser.waitFor();
  await settled(page);
  assert.equal(await chooser.inputValue(), "deploy-0");
  assert.equal(await decision(page), "allowed");
  assert.equal(await chooser.locator("option").count(), 24);
  await chooser.selectOption("deploy-22");
  await page.waitForSelector('.verdict[data-decision="allowed"][data-stale="false"]');
  await settled(page);
  assert.equal(await chooser.locator("option").count(), 24);
});

test("of two roles of one name, in two accounts, either is chosen by its ARN", async () => {
  const { page } = await site.open();
  await choose(page, "branch/1");
  const policy = await read(page, "Role trust policy");
  const role = (account: string, branch: string) => ({
    RoleName: "deploy",
    Arn: `arn:aws:iam::${account}:role/deploy`,
    AssumeRolePolicyDocument: JSON.parse(
      policy.replaceAll("123456789012", account).replace("refs/heads/main", branch),
    ),
  });
  const file = { Roles: [role("111122223333", "refs/heads/main"), role("444455556666", "refs/heads/next")] };
  await write(page, "Role trust policy", JSON.stringify(file, null, 1));
  const chooser = page.getByLabel("Role", { exact: true });
  await chooser.waitFor();
  await page.waitForSelector('.verdict[data-decision="allowed"][data-stale="false"]');
  assert.equal(await chooser.inputValue(), "arn:aws:iam::111122223333:role/deploy");
  await chooser.selectOption("arn:aws:iam::444455556666:role/deploy");
  await page.waitForSelector('.verdict[data-decision="implicitDeny"]');
});

test("the page of a cause opens from the verdict, and all causes from the head", async () => {
  const { page } = await site.open();
  await choose(page, "environment-replaces-ref/1");
  await page.getByRole("button", { name: "environment-replaces-ref" }).click();
  await page.getByRole("dialog", { name: "environment-replaces-ref" }).getByText("How to fix it").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Causes" }).click();
  await page.getByPlaceholder("Find a cause").fill("token-fork");
  assert.equal(await page.locator(".cause-list li").count(), 1);
});
