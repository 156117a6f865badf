/** What is made from the sources is what is committed. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { bundle } from "../scripts/bundle.ts";
import { actionTypesYml, actionYml, withTables } from "../scripts/manifest.ts";
import { root } from "../scripts/root.ts";
import { INPUTS, OUTPUTS } from "../src/manifest.ts";
import { BUNDLE } from "./harness/step.ts";

const committed = (path: string) => readFileSync(join(root, path), "utf8");

test("action.yml, action-types.yml and the tables of docs/action.md agree", () => {
  assert.equal(committed("action.yml"), actionYml());
  assert.equal(committed("action-types.yml"), actionTypesYml());
  const docs = committed("docs/action.md");
  assert.equal(docs, withTables(docs));
  for (const name of [...Object.keys(INPUTS), ...Object.keys(OUTPUTS)]) {
    assert.ok(docs.includes(`\n| \`${name}\` |`), `${name} is documented`);
  }
});

test("the runner finds the bundle where action.yml says", () => {
  const main = /^ {2}main: (.+)$/m.exec(committed("action.yml"))?.[1] ?? "";
  assert.equal(join(root, main), BUNDLE);
  assert.match(committed("action.yml"), /^ {2}using: node24$/m);
});

test("the sources make the committed bundle, byte for byte", async () => {
  for (const [path, content] of await bundle())
    assert.ok(readFileSync(path).equals(Buffer.from(content)), path);
});

test("the bundle needs nothing beside itself", () => {
  const folder = mkdtempSync(join(tmpdir(), "can-assume-alone-"));
  try {
    const copy = join(folder, "index.cjs");
    execFileSync("cp", [BUNDLE, copy]);
    const env = { PATH: process.env.PATH ?? "", INPUT_MODE: "nothing" };
    assert.throws(
      () => execFileSync(process.execPath, [copy], { cwd: folder, env, encoding: "utf8", stdio: "pipe" }),
      (error: { stdout?: string }) => {
        assert.match(error.stdout ?? "", /^::error::input `mode` has `nothing`/);
        return true;
      },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
