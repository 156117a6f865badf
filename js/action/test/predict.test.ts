/** Mode `predict` of the bundle, over the repository's examples. */
import assert from "node:assert/strict";
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { root } from "../scripts/root.ts";
import { trusting } from "./harness/policy.ts";
import { Checkout } from "./harness/step.ts";

/** A checkout with the examples, where they are in the repository. */
function examples(): Checkout {
  const checkout = new Checkout();
  cpSync(join(root, "examples/workflows"), join(checkout.workspace, "examples/workflows"), {
    recursive: true,
  });
  return checkout;
}

const ALL = {
  mode: "predict",
  policy: "examples/workflows/trust-policy.json",
  workflows: "examples/workflows/*.yml",
  facts: "examples/workflows/facts.json",
} as const;

suite("predict", { concurrency: 2 }, () => {
  test("every example is answered, and the worst decides", async () => {
    using checkout = examples();
    const step = await checkout.run(ALL);
    assert.equal(step.status, 1, step.log);
    assert.equal(step.outputs.decision, "implicitDeny");
    const files = readdirSync(join(root, "examples/workflows")).filter((file) => file.endsWith(".yml"));
    assert.equal(step.report.answers.length, files.length);
    const exits = Object.fromEntries(
      step.report.answers.map(({ about, exit }) => [about.replace("examples/workflows/", ""), exit]),
    );
    assert.equal(exits["deploy-on-main.yml"], 0);
    assert.equal(exits["pull-request-target.yml"], 3);
    assert.equal(exits["release-by-tag.yml"], 1);
    const cause = (file: string) =>
      step.report.answers
        .find(({ about }) => about.endsWith(`/${file}`))
        ?.report.results.map(({ decision, stage, cause }) => `${decision} ${stage} ${cause?.id ?? "-"}`);
    assert.deepEqual(cause("release-by-tag.yml"), ["implicitDeny trust-policy environment-replaces-ref"]);
    assert.deepEqual(cause("reusable-without-grant.yml"), ["implicitDeny token token-caller-permission"]);
    assert.ok(cause("merge-queue.yml")?.includes("implicitDeny token token-fork"));
    assert.equal(step.annotations.length, 10, "GitHub shows no more");
    assert.match(step.annotations.join("\n"), /%0Aand \d+ more; the job summary has all$/m);
    assert.ok(step.annotations.at(-1)?.startsWith("::error::"), "why the step failed");
    assert.match(
      step.summary,
      /^### examples\/workflows\/deploy\S*main\.yml — 1 allowed, 0 denied, 0 undetermined$/m,
    );
  });

  test("one that is allowed passes", async () => {
    using checkout = examples();
    const step = await checkout.run({ ...ALL, workflows: "examples/workflows/deploy-on-main.yml" });
    assert.equal(step.status, 0, step.log);
    assert.equal(step.outputs.decision, "allowed");
    assert.equal(step.report.answers[0]?.report.results[0]?.authenticity, "predicted");
    assert.deepEqual(step.annotations, []);
  });

  test("an open answer fails by default, and is a warning when it need not", async () => {
    using checkout = examples();
    const open = { ...ALL, workflows: "examples/workflows/pull-request-target.yml" };
    const step = await checkout.run(open);
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "undetermined");
    const lenient = await checkout.run({ ...open, "fail-on": "denied" });
    assert.equal(lenient.status, 0);
    assert.equal(lenient.outputs.decision, "undetermined");
    assert.match(lenient.annotations.join("\n"), /^::warning::undetermined: .*pull-request-target\.yml/m);
  });

  test("the called workflow and the local action of an example are found", async () => {
    using checkout = examples();
    const step = await checkout.run({ ...ALL, workflows: "examples/workflows/reusable-caller.yml" });
    const jobs = step.report.answers[0]?.report.results.map(({ job }) => job);
    assert.deepEqual(jobs, ["staging › deploy", "production › deploy"], step.log);
  });

  test("a workflow in its place finds what it calls", async () => {
    using checkout = new Checkout();
    cpSync(join(root, "examples/workflows"), join(checkout.workspace, ".github/workflows"), {
      recursive: true,
    });
    cpSync(join(root, "examples/workflows/actions"), join(checkout.workspace, ".github/actions"), {
      recursive: true,
    });
    cpSync(join(root, "examples/workflows/trust-policy.json"), join(checkout.workspace, "role.json"));
    const step = await checkout.run({
      mode: "predict",
      policy: "role.json",
      workflows: ".github/workflows/reusable-caller.yml",
      facts: ".github/workflows/facts.json",
    });
    const jobs = step.report.answers[0]?.report.results.map(({ job }) => job);
    assert.deepEqual(jobs, ["staging › deploy", "production › deploy"], step.log);
  });

  test("a workflow that has nothing to do with AWS is left out, unless it is named by its path", async () => {
    using checkout = examples();
    const ci = "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make test\n";
    checkout.write({ "ci/ci.yml": ci, "ci/docs.yml": ci });
    const step = await checkout.run({ ...ALL, workflows: "ci/*.yml\nexamples/workflows/deploy-on-main.yml" });
    assert.equal(step.status, 0, step.log);
    assert.equal(step.outputs.decision, "allowed");
    assert.match(
      step.summary,
      /no step that runs in these workflows is known to assume a role.*\n\n- `ci\/ci\.yml`\n- `ci\/docs\.yml`\n/,
    );
    const named = await checkout.run({ ...ALL, workflows: "ci/ci.yml" });
    assert.equal(named.outputs.decision, "implicitDeny");
    assert.equal(named.report.answers[0]?.report.results[0]?.cause?.id, "token-permission-missing");
  });

  test("the policies of the facts are enough", async () => {
    using checkout = examples();
    const step = await checkout.run({
      ...ALL,
      policy: "",
      workflows: "examples/workflows/deploy-on-main.yml",
    });
    assert.equal(step.outputs.decision, "allowed", step.log);
  });

  test("one event of several is looked at, and workflows without it are left out", async () => {
    using checkout = examples();
    const workflows = "examples/workflows/deploy-on-main.yml\nexamples/workflows/schedule.yml";
    const step = await checkout.run({ ...ALL, workflows, event: "push" });
    assert.equal(step.status, 0, step.log);
    assert.equal(step.outputs.decision, "allowed");
    assert.equal(step.report.answers.length, 1);
    const none = await checkout.run({ ...ALL, workflows, event: "fork", "fail-on": "never" });
    assert.equal(none.status, 1, "a gate that looks at nothing does not pass");
    assert.equal(none.outputs.decision, "undetermined");
    assert.match(none.annotations.join("\n"), /no workflow that assumes a role has a run with event `fork`/);
  });

  test("what the event tells of the repository decides the form of the subject", async () => {
    using checkout = new Checkout();
    cpSync(
      join(root, "examples/workflows/deploy-on-main.yml"),
      join(checkout.workspace, ".github/workflows/deploy.yml"),
    );
    cpSync(join(root, "examples/workflows/trust-policy.json"), join(checkout.workspace, "role.json"));
    checkout.repository = "octo-org/shop";
    const repository = {
      full_name: "octo-org/shop",
      id: 1296269,
      owner: { id: 583231 },
      default_branch: "main",
      visibility: "private",
      created_at: "2026-08-01T00:00:00Z",
    };
    checkout.event = { name: "pull_request", payload: { repository } };
    const step = await checkout.run({ mode: "predict", policy: "role.json" });
    const result = step.report.answers[0]?.report.results[0];
    assert.deepEqual(result?.subjects, ["repo:octo-org@583231/shop@1296269:ref:refs/heads/main"], step.log);
    assert.equal(result?.cause?.id, "subject-form-immutable");
    assert.equal(step.outputs.decision, "implicitDeny");
  });

  test("without workflows the step fails", async () => {
    using checkout = new Checkout({ "role.json": "{}" });
    const step = await checkout.run({ mode: "predict", policy: "role.json" });
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "undetermined");
    assert.match(step.annotations.join("\n"), /input `workflows` names no file/);
  });

  test("a workflow that is no YAML is shown with its place", async () => {
    using checkout = examples();
    checkout.write({ "examples/workflows/broken.yml": "on: push\njobs: [\n" });
    const step = await checkout.run({
      ...ALL,
      workflows: "examples/workflows/broken.yml",
      "fail-on": "never",
    });
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "undetermined");
    assert.match(step.log, /broken\.yml:\d+:\d+/);
  });

  test("predict and diff in one step", async () => {
    using checkout = examples();
    checkout.git("init", "--quiet", "--initial-branch=main");
    checkout.commit("first");
    const step = await checkout.run({
      ...ALL,
      mode: "predict, diff",
      workflows: "examples/workflows/deploy-on-main.yml",
      base: "HEAD",
    });
    assert.equal(step.status, 0, step.log);
    assert.equal(step.outputs.decision, "allowed");
    assert.equal(step.outputs.change, "equivalent");
  });

  test("a workflow that calls what is not at hand is not left out while it may have a token", async () => {
    const job = (uses: string) => `  deploy:\n    uses: ${uses}\n`;
    const steps = (uses: string) =>
      `  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ${uses}\n`;
    const workflow = (permission: string, jobs: string) =>
      `on: {push: {branches: [main]}}\npermissions: {${permission}}\njobs:\n${jobs}`;
    const inputs = { mode: "predict", policy: "role.json" } as const;
    for (const [jobs, decision] of [
      [job("octo-org/shared/.github/workflows/deploy.yml@v1"), "implicitDeny"],
      [job("./.github/workflows/gone.yml"), "implicitDeny"],
      [steps("./.github/actions/gone"), "implicitDeny"],
      [steps('"\\x2e/.github/actions/aws"'), "implicitDeny"],
    ] as const) {
      using checkout = new Checkout({
        "role.json": trusting("repo:octo-org/other:ref:refs/heads/main"),
        ".github/workflows/deploy.yml": workflow("id-token: write", jobs),
        ".github/actions/aws/action.yml": "name: x\nruns: {using: composite, steps: []}\n",
      });
      const step = await checkout.run(inputs);
      assert.equal(step.status, 1, jobs);
      assert.equal(step.outputs.decision, decision, step.log);
      checkout.write({ ".github/workflows/deploy.yml": workflow("contents: read", jobs) });
      const harmless = await checkout.run(inputs);
      assert.equal(harmless.outputs.decision, "", "without a token nobody assumes a role");
    }
  });

  test("an action behind a thousand mentions of scripts is found", async () => {
    const scripts = Array.from({ length: 1000 }, (_, index) => `          ./script${index}.sh\n`).join("");
    const composite = (step: string) => `name: x\nruns:\n  using: composite\n  steps:\n${step}`;
    using checkout = new Checkout({
      "role.json": trusting("repo:octo-org/app:ref:refs/heads/release"),
      ".github/workflows/deploy.yml": `on: {push: {branches: [main]}}\npermissions: {id-token: write}\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n${scripts}      - uses: ./.github/actions/one\n`,
      ".github/actions/one/action.yml": composite("    - uses: ./.github/actions/two\n"),
      ".github/actions/two/action.yml": composite(
        '    - uses: aws-actions/configure-aws-credentials@v4\n      with: {role-to-assume: "arn:aws:iam::123456789012:role/deploy", aws-region: eu-west-1}\n',
      ),
    });
    const step = await checkout.run({ mode: "predict", policy: "role.json" });
    assert.equal(step.outputs.decision, "implicitDeny", step.log);
    const result = step.report.answers[0]?.report.results[0];
    assert.equal(result?.cause?.id, "branch-differs");
    assert.equal(result?.role, "arn:aws:iam::123456789012:role/deploy");
  });

  test("a workflow whose jobs are switched off fails nothing, unless it is named by its path", async () => {
    using checkout = examples();
    const off =
      "on: push\npermissions: {id-token: write}\njobs:\n  deploy:\n    if: false\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with: {role-to-assume: deploy, aws-region: eu-west-1}\n";
    checkout.write({ "ci/off.yml": off });
    const step = await checkout.run({ ...ALL, workflows: "ci/*.yml\nexamples/workflows/deploy-on-main.yml" });
    assert.equal(step.outputs.decision, "allowed", step.log);
    assert.match(step.summary, /- `ci\/off\.yml`/);
    const named = await checkout.run({ ...ALL, workflows: "ci/off.yml" });
    assert.equal(named.status, 1);
    assert.match(named.annotations.join(), /no job of this workflow ever runs/);
  });

  test("a selection that is misspelt does not pass", async () => {
    using checkout = examples();
    for (const chosen of [{ job: "deplyo" }, { event: "Push" }, { ref: "main" }]) {
      const workflows = "examples/workflows/deploy-on-main.yml";
      const step = await checkout.run({ ...ALL, ...chosen, workflows, "fail-on": "never" });
      assert.equal(step.status, 1, JSON.stringify(chosen));
      assert.match(step.annotations.join(), /has a run with|input `ref` is `main`/);
    }
  });

  test("a repository that is checked out into a folder is predicted with what it calls", async () => {
    using checkout = new Checkout({ "role.json": trusting("repo:octo-org/app:ref:refs/heads/release") });
    checkout.write({
      "app/.github/workflows/deploy.yml":
        "on: {push: {branches: [main]}}\npermissions: {id-token: write}\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ./.github/actions/aws\n",
      "app/.github/actions/aws/action.yml":
        'name: x\nruns:\n  using: composite\n  steps:\n    - uses: aws-actions/configure-aws-credentials@v4\n      with: {role-to-assume: "arn:aws:iam::123456789012:role/deploy", aws-region: eu-west-1}\n',
    });
    const step = await checkout.run({
      mode: "predict",
      policy: "role.json",
      workflows: "app/.github/workflows/*.yml",
    });
    const result = step.report.answers[0]?.report.results[0];
    assert.equal(result?.role, "arn:aws:iam::123456789012:role/deploy", step.log);
    assert.equal(result?.cause?.id, "branch-differs");
    assert.match(step.annotations[0] ?? "", /^::error file=role\.json,line=\d+/);
  });
});
