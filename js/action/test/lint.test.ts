/** Mode `lint` of the bundle. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { root } from "../scripts/root.ts";
import { trusting } from "./harness/policy.ts";
import { Checkout } from "./harness/step.ts";

const OPEN = "repo:octo-org*:ref:refs/heads/main";

suite("lint", { concurrency: 2 }, () => {
  test("a role that others can assume is a high finding: annotated, summarized, in SARIF, and the step fails", async () => {
    using checkout = new Checkout({ "roles/open.json": trusting(OPEN) });
    const step = await checkout.run({
      mode: "lint",
      policy: "roles/*.json",
      "sarif-file": "out/can-assume.sarif",
    });
    assert.equal(step.status, 1, step.log);
    const { findings } = step.report.answers[0]?.report ?? { findings: [] };
    const high = findings.find(({ severity }) => severity === "high");
    assert.equal(high?.file, "roles/open.json");
    assert.match(String(high?.witness?.sub), /^repo:octo-org[^/]+\//, "another owner");
    assert.equal(step.outputs.findings, String(findings.length));
    assert.equal(step.outputs.decision, "");
    assert.match(step.annotations[0] ?? "", /^::error file=roles\/open\.json,line=\d+/);
    assert.ok(high && step.summary.includes(high.rule));
    assert.equal(step.outputs["sarif-file"], "out/can-assume.sarif");
    const sarif = JSON.parse(readFileSync(join(checkout.workspace, "out/can-assume.sarif"), "utf8"));
    assert.equal(sarif.version, "2.1.0");
    const results = sarif.runs[0].results;
    assert.ok(results.some((result: { ruleId: string }) => result.ruleId === high?.rule));
  });

  test("what fail-on does not name passes", async () => {
    using checkout = new Checkout({ "open.json": trusting(OPEN) });
    const step = await checkout.run({ mode: "lint", policy: "open.json", "fail-on": "never" });
    assert.equal(step.status, 0, step.log);
    assert.notEqual(step.outputs.findings, "0");
  });

  test("a policy and a workflow without findings pass", async () => {
    using checkout = new Checkout();
    cpSync(join(root, "examples/immutable-subject/trust-policy.json"), join(checkout.workspace, "role.json"));
    const step = await checkout.run({ mode: "lint", policy: "role.json", "fail-on": "high" });
    assert.equal(step.status, 0, step.log);
  });

  test("without any file the step fails", async () => {
    using checkout = new Checkout();
    const step = await checkout.run({ mode: "lint", "fail-on": "never" });
    assert.equal(step.status, 1);
    assert.match(step.annotations.join("\n"), /input `workflows` names no file/);
  });

  test("SARIF is not written behind a link, and the findings are still told", async () => {
    using checkout = new Checkout({ "open.json": trusting(OPEN) });
    const victim = join(checkout.root, "victim");
    writeFileSync(victim, "precious");
    symlinkSync(victim, join(checkout.workspace, "out.sarif"));
    mkdirSync(join(checkout.workspace, "folder.sarif"));
    for (const [path, why] of [
      ["out.sarif", /cannot write the SARIF file: `out\.sarif` is behind a link/],
      ["folder.sarif", /cannot write the SARIF file: cannot write `folder\.sarif`: EISDIR/],
    ] as const) {
      const inputs = { mode: "lint", policy: "open.json", "sarif-file": path, "fail-on": "never" } as const;
      const step = await checkout.run(inputs);
      assert.equal(step.status, 1);
      assert.equal(step.outputs["sarif-file"], undefined);
      assert.equal(step.outputs.findings, "1");
      assert.match(step.annotations[0] ?? "", /^::error file=open\.json/);
      assert.match(step.annotations.at(-1) ?? "", why);
    }
    assert.equal(readFileSync(victim, "utf8"), "precious");
  });

  test("where nothing could be looked at, no number of findings is told", async () => {
    using checkout = new Checkout({ "open.json": trusting(OPEN), "can-assume.toml": "x = [" });
    const step = await checkout.run({ mode: "lint", policy: "open.json" });
    assert.equal(step.status, 1);
    assert.equal(step.outputs.findings, "");
    assert.match(step.annotations[0] ?? "", /^::error file=can-assume\.toml,line=1/);
  });

  test("a file that two inputs name is looked at once", async () => {
    const workflow = "on: push\npermissions: {contents: read}\njobs: {a: {runs-on: x, steps: [{run: x}]}}\n";
    using checkout = new Checkout({ ".github/workflows/a.yml": workflow });
    const step = await checkout.run({ mode: "lint", policy: ".github/workflows/*.yml" });
    assert.equal(step.report.answers[0]?.about, ".github/workflows/a.yml", step.log);
  });
});
