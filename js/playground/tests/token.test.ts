/** A pasted token: verified here, and in no address and no storage, ever. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { EXAMPLES } from "../build/plugins.ts";
import { choose, decision, settled, write } from "./harness/actions.ts";
import { type Site, start } from "./harness/browser.ts";

const FOLDER = join(EXAMPLES, "verified-token");
const TOKEN = readFileSync(join(FOLDER, "token.jwt"), "utf8").trim();
const JWKS = readFileSync(join(FOLDER, "jwks.json"), "utf8");
const POLICY = readFileSync(join(FOLDER, "trust-policy.json"), "utf8");
const SIGNATURE = TOKEN.split(".")[2] ?? "";

let site: Site;

before(async () => {
  site = await start();
});

after(() => site.stop());

test("a token is decoded, verified with pasted keys, and its signature dropped", async () => {
  const { page, requests, complaints } = await site.open();
  await write(page, "Role trust policy", POLICY);
  await page.getByRole("tab", { name: "JWT" }).click();
  await page.getByLabel("Token", { exact: true }).fill(TOKEN);
  await page.getByText("not verified: no keys").waitFor();
  assert.equal(await decision(page), "implicitDeny");
  assert.match((await page.textContent(".cause")) ?? "", /token-expired/);
  assert.match((await page.textContent(".banner")) ?? "", /Expired .* ago/);
  await nowhere(page);

  await page.getByRole("tab", { name: "Account" }).click();
  await page.getByLabel("Time of the request").fill("2026-11-18T11:08:00Z");
  await page.waitForSelector('.verdict[data-decision="allowed"]');
  await page.getByText("Keys of the issuer (JWKS)").click();
  await write(page, "Keys of the issuer", JWKS);
  await page.getByText("signature verified", { exact: true }).waitFor();
  await page.getByText("The signature was verified and dropped").waitFor();
  await page.waitForSelector('.verdict[data-decision="allowed"][data-stale="false"]');
  assert.match((await page.textContent(".verdict .chip.good")) ?? "", /token verified/);
  await nowhere(page);

  await page.click("#share");
  await page.getByRole("button", { name: /Copy link/ }).click();
  await nowhere(page);
  assert.deepEqual(requests, []);
  assert.deepEqual(complaints, []);
});

test("a token that was changed is refused at the signature", async () => {
  const { page } = await site.open();
  await choose(page, "verified-token/3");
  assert.equal(await decision(page), "implicitDeny");
  assert.equal(await page.textContent(".stop.stopped .stop-title"), "Signature");
  await page.getByRole("button", { name: "Forget the token" }).click();
  await page.getByLabel("Token", { exact: true }).waitFor();
  await nowhere(page);
});

test("a live token is shown as the credential that it is, until `exp`", async () => {
  const { page } = await site.open();
  await page.clock.install({ time: new Date("2026-11-18T11:08:00Z") });
  await page.getByRole("tab", { name: "JWT" }).click();
  await page.getByLabel("Token", { exact: true }).fill(TOKEN);
  await page.clock.runFor(1500);
  const banner = page.locator(".banner.warn");
  assert.match((await banner.textContent()) ?? "", /A live credential until .* for 3 min/);
  await page.clock.runFor(10 * 60 * 1000);
  assert.match((await page.textContent(".banner")) ?? "", /no credential any more/);
});

test("a token that is pasted among the claims goes where tokens are held", async () => {
  const { page } = await site.open();
  await write(page, "Role trust policy", POLICY);
  await write(page, "Claims of the token", TOKEN);
  await page.getByRole("button", { name: "Forget the token" }).waitFor();
  await page.waitForTimeout(700);
  await nowhere(page);
  await page.reload();
  await page.waitForSelector(".page");
  await nowhere(page);
});

test("what is no token is said to be none", async () => {
  const { page } = await site.open();
  await page.getByRole("tab", { name: "JWT" }).click();
  await page.getByLabel("Token", { exact: true }).fill("only.two");
  await page.getByRole("alert").filter({ hasText: "segments" }).waitFor();
});

test("a token of 20,000 characters does not stop the page", async () => {
  const { page } = await site.open();
  await write(page, "Role trust policy", POLICY);
  await page.getByRole("tab", { name: "JWT" }).click();
  const [header, payload] = TOKEN.split(".");
  const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString()) as Record<string, unknown>;
  const long = Buffer.from(JSON.stringify({ ...claims, filler: "x".repeat(13_800) })).toString("base64url");
  const token = `${header}.${long}.${SIGNATURE}`;
  assert.ok(token.length > 19_000 && token.length <= 20_500, `${token.length} characters`);
  const started = performance.now();
  await page.getByLabel("Token", { exact: true }).fill(token);
  await page.waitForSelector(".verdict[data-decision]:not([data-decision=''])");
  await settled(page);
  assert.ok(performance.now() - started < 3000);
});

/** Neither the token nor its signature is in the address, the storage or the text of the page. */
async function nowhere(page: Page): Promise<void> {
  await page.waitForTimeout(500);
  const places = await page.evaluate(() => ({
    address: location.href,
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    history: JSON.stringify(history.state),
  }));
  for (const [place, text] of Object.entries(places)) {
    assert.ok(!text.includes(SIGNATURE), `the signature is in ${place}`);
    assert.ok(!text.includes(TOKEN.split(".")[1] ?? ""), `the token is in ${place}`);
  }
}
