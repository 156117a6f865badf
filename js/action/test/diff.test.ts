/** Mode `diff` of the bundle, in git repositories. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { trusting } from "./harness/policy.ts";
import { Checkout } from "./harness/step.ts";

const MAIN = "repo:octo-org/app:ref:refs/heads/main";
const RELEASE = "repo:octo-org/app:ref:refs/heads/release";

/** A repository with one commit. */
function repository(files: Record<string, string>): Checkout {
  const checkout = new Checkout(files);
  checkout.git("init", "--quiet", "--initial-branch=main");
  checkout.commit("first");
  return checkout;
}

suite("diff", { concurrency: 2 }, () => {
  test("a policy that trusts another branch is wider, and the step fails with a token that shows it", async () => {
    using checkout = repository({ "roles/deploy.json": trusting(MAIN), "roles/other.json": trusting(MAIN) });
    checkout.write({ "roles/deploy.json": trusting(MAIN, RELEASE) });
    const step = await checkout.run({ mode: "diff", policy: "roles/*.json", base: "HEAD" });
    assert.equal(step.status, 1, step.log);
    assert.equal(step.outputs.change, "wider");
    assert.equal(step.outputs.decision, "");
    assert.deepEqual(
      step.report.answers.map(({ about }) => about),
      ["roles/deploy.json"],
      "what did not change is not compared",
    );
    const role = step.report.answers[0]?.report.roles[0];
    assert.equal(role?.change, "wider");
    assert.equal(role?.gained[0]?.witness?.sub, RELEASE);
    assert.deepEqual(role?.lost, []);
    assert.match(
      step.annotations.join("\n"),
      /roles\/deploy\.json: the change lets in who was not let in before/,
    );
    assert.match(step.summary, /release/);
  });

  test("a policy that trusts less is narrower and passes, unless any change fails", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN, RELEASE) });
    checkout.write({ "deploy.json": trusting(MAIN) });
    const step = await checkout.run({ mode: "diff", policy: "deploy.json", base: "HEAD" });
    assert.equal(step.status, 0, step.log);
    assert.equal(step.outputs.change, "narrower");
    assert.equal(step.report.answers[0]?.report.roles[0]?.lost[0]?.witness?.sub, RELEASE);
    assert.deepEqual(step.annotations, []);
    assert.match(step.summary, /^### deploy\.json — narrower$/m);
    const strict = await checkout.run({
      mode: "diff",
      policy: "deploy.json",
      base: "HEAD",
      "fail-on": "changed",
    });
    assert.equal(strict.status, 1);
    assert.match(strict.annotations.join("\n"), /locks out who was let in before/);
  });

  test("one that lets in another instead is changed, and fails", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN) });
    checkout.write({ "deploy.json": trusting(RELEASE) });
    const step = await checkout.run({ mode: "diff", policy: "deploy.json", base: "HEAD" });
    assert.equal(step.status, 1);
    assert.equal(step.outputs.change, "changed");
    const never = await checkout.run({
      mode: "diff",
      policy: "deploy.json",
      base: "HEAD",
      "fail-on": "never",
    });
    assert.equal(never.status, 0);
    assert.equal(never.outputs.change, "changed");
  });

  test("a new policy lets in everybody whom it lets in", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN) });
    checkout.write({ "new.json": trusting(RELEASE) });
    const step = await checkout.run({ mode: "diff", policy: "*.json", base: "HEAD" });
    assert.equal(step.status, 1, step.log);
    assert.equal(step.outputs.change, "wider");
    assert.equal(step.report.answers[0]?.about, "new.json");
    assert.match(step.annotations.join("\n"), /this new trust policy lets in who was not let in before/);
  });

  test("a deleted policy is narrower, whether it is named by a glob or by its path", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN), "keep.json": trusting(MAIN) });
    rmSync(join(checkout.workspace, "deploy.json"));
    for (const policy of ["*.json", "deploy.json"]) {
      const step = await checkout.run({ mode: "diff", policy, base: "HEAD" });
      assert.equal(step.status, 0, step.log);
      assert.equal(step.outputs.change, "narrower");
      assert.equal(step.report.answers[0]?.about, "deploy.json");
      assert.equal(step.report.answers[0]?.report.roles[0]?.lost[0]?.witness?.sub, MAIN);
    }
  });

  test("nothing changed is equivalent", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN) });
    const step = await checkout.run({ mode: "diff", policy: "deploy.json", base: "HEAD" });
    assert.equal(step.status, 0, step.log);
    assert.equal(step.outputs.change, "equivalent");
    assert.deepEqual(step.report.answers, []);
    assert.notEqual(step.summary, "");
  });

  test("a pull request's merge is compared with its first parent, though the base branch moved on", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN), "other.json": trusting(MAIN) });
    const base = checkout.git("rev-parse", "HEAD");
    checkout.git("switch", "--quiet", "--create", "topic");
    checkout.write({ "deploy.json": trusting(MAIN, RELEASE) });
    checkout.commit("widen");
    checkout.git("switch", "--quiet", "main");
    checkout.write({ "other.json": trusting(MAIN, "repo:octo-org/other:ref:refs/heads/main") });
    checkout.commit("meanwhile");
    checkout.git("merge", "--quiet", "--no-ff", "--message", "merge", "topic");
    checkout.event = {
      name: "pull_request",
      payload: { pull_request: { base: { sha: base } } },
      sha: checkout.git("rev-parse", "HEAD"),
    };
    const step = await checkout.run({ mode: "diff", policy: "*.json" });
    assert.equal(step.outputs.change, "wider", step.log);
    assert.deepEqual(
      step.report.answers.map(({ about }) => about),
      ["deploy.json"],
      "what main did meanwhile is not the pull request's",
    );
  });

  test("a pull request's head is compared with where it left the base", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN), "other.json": trusting(MAIN) });
    checkout.git("switch", "--quiet", "--create", "topic");
    checkout.write({ "deploy.json": trusting(MAIN, RELEASE) });
    checkout.commit("widen");
    checkout.git("switch", "--quiet", "main");
    checkout.write({ "other.json": trusting(RELEASE) });
    const base = checkout.commit("meanwhile");
    checkout.git("switch", "--quiet", "topic");
    checkout.event = {
      name: "pull_request",
      payload: { pull_request: { base: { sha: base } } },
      sha: "0".repeat(40),
    };
    const step = await checkout.run({ mode: "diff", policy: "*.json" });
    assert.deepEqual(
      step.report.answers.map(({ about }) => about),
      ["deploy.json"],
      step.log,
    );
  });

  test("a push is compared with what was there before", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN) });
    const before = checkout.git("rev-parse", "HEAD");
    checkout.write({ "deploy.json": trusting(MAIN, RELEASE) });
    const sha = checkout.commit("widen");
    checkout.event = { name: "push", payload: { before }, sha };
    assert.equal((await checkout.run({ mode: "diff", policy: "deploy.json" })).outputs.change, "wider");
    checkout.event = { name: "push", payload: { before: "0".repeat(40) }, sha };
    const created = await checkout.run({ mode: "diff", policy: "deploy.json", "fail-on": "never" });
    assert.equal(created.status, 1, "what could not be compared never passes");
    assert.equal(created.outputs.change, "undetermined");
    assert.match(created.log, /give the revision to compare with by input `base`/);
  });

  test("a shallow checkout is told which depth it needs", async () => {
    using origin = repository({ "deploy.json": trusting(MAIN) });
    const base = origin.git("rev-parse", "HEAD");
    origin.write({ "deploy.json": trusting(MAIN, RELEASE) });
    const sha = origin.commit("widen");
    using checkout = new Checkout();
    execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${origin.workspace}`, checkout.workspace], {
      stdio: "pipe",
    });
    checkout.event = { name: "pull_request", payload: { pull_request: { base: { sha: base } } }, sha };
    for (const given of ["", base, "HEAD~1"]) {
      const step = await checkout.run({
        mode: "diff",
        policy: "deploy.json",
        base: given,
        "fail-on": "never",
      });
      assert.equal(step.status, 1);
      assert.equal(step.outputs.change, "undetermined");
      assert.match(step.annotations.join("\n"), /the checkout has no (?:commit|revision)/);
      assert.match(step.log, /fetch-depth: 0/);
    }
  });

  test("without a repository the step says so", async () => {
    using checkout = new Checkout({ "deploy.json": trusting(MAIN) });
    const step = await checkout.run({ mode: "diff", policy: "deploy.json", base: "HEAD" });
    assert.equal(step.status, 1);
    assert.match(step.annotations.join("\n"), /git cannot use the workspace: fatal: not a git repository/);
  });

  test("a revision that looks like an option is a revision", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN) });
    const step = await checkout.run({ mode: "diff", policy: "deploy.json", base: "--git-dir=/tmp" });
    assert.equal(step.status, 1);
    assert.match(step.annotations.join("\n"), /the checkout has no revision `--git-dir=\/tmp`/);
  });

  test("a policy that cannot be read fails, whatever fail-on says", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN) });
    checkout.write({ "deploy.json": "{" });
    const step = await checkout.run({
      mode: "diff",
      policy: "deploy.json",
      base: "HEAD",
      "fail-on": "never",
    });
    assert.equal(step.status, 1);
    assert.equal(step.outputs.change, "undetermined");
  });

  test("a link does not lead out of the checkout, nor into .git", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN) });
    for (const target of ["/proc/self/environ", ".git/config"]) {
      rmSync(join(checkout.workspace, "deploy.json"));
      symlinkSync(target, join(checkout.workspace, "deploy.json"));
      const step = await checkout.run({ mode: "diff", policy: "deploy.json", base: "HEAD" });
      assert.equal(step.status, 1);
      assert.match(step.annotations.join("\n"), /`deploy\.json` leads out of the checkout/);
      assert.doesNotMatch(step.log, /GITHUB_WORKSPACE|repositoryformatversion/);
    }
  });

  test("a checkout of the base has nothing to compare, and does not pass", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN) });
    const base = checkout.git("rev-parse", "HEAD");
    const payload = { pull_request: { base: { sha: base }, head: { sha: "a".repeat(40) } } };
    for (const [name, sha] of [
      ["pull_request_target", base],
      ["pull_request", "b".repeat(40)],
    ] as const) {
      checkout.event = { name, payload, sha };
      const step = await checkout.run({ mode: "diff", policy: "deploy.json", "fail-on": "never" });
      assert.equal(step.status, 1, name);
      assert.equal(step.outputs.change, "undetermined");
      assert.match(step.annotations.join(), /the checkout is what the change starts from/);
    }
    const asked = await checkout.run({ mode: "diff", policy: "deploy.json", base: "HEAD" });
    assert.equal(asked.outputs.change, "equivalent", "who gives the base means it");
  });

  test("a review of a pull request is compared as the pull request is", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN) });
    const base = checkout.git("rev-parse", "HEAD");
    checkout.write({ "deploy.json": trusting(MAIN, RELEASE) });
    const sha = checkout.commit("widen");
    checkout.event = { name: "pull_request_review", payload: { pull_request: { base: { sha: base } } }, sha };
    const step = await checkout.run({ mode: "diff", policy: "deploy.json" });
    assert.equal(step.outputs.change, "wider", step.log);
  });

  test("a forced push is told to give the revision", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN) });
    const sha = checkout.git("rev-parse", "HEAD");
    checkout.event = { name: "push", payload: { before: "c".repeat(40), forced: true }, sha };
    const step = await checkout.run({ mode: "diff", policy: "deploy.json" });
    assert.equal(step.status, 1);
    assert.match(step.log, /where the forced push starts[\s\S]*by input `base`/);
    assert.doesNotMatch(step.log, /fetch-depth/, "no depth has that commit");
  });

  test("a link in the place of a policy is followed, then as now", async () => {
    using checkout = new Checkout({ "teams/a/deploy.json": trusting(MAIN), "roles/x": "" });
    symlinkSync("../teams/a/deploy.json", join(checkout.workspace, "roles/one.json"));
    symlinkSync("one.json", join(checkout.workspace, "roles/two.json"));
    checkout.git("init", "--quiet", "--initial-branch=main");
    checkout.commit("first");
    const inputs = { mode: "diff", policy: "roles/*.json", base: "HEAD" } as const;
    const same = await checkout.run(inputs);
    assert.equal(same.outputs.change, "equivalent", same.log);
    checkout.write({ "teams/a/deploy.json": trusting(MAIN, RELEASE) });
    const step = await checkout.run(inputs);
    assert.equal(step.outputs.change, "wider", step.log);
    assert.deepEqual(
      step.report.answers.map(({ about, report }) => [about, report.roles[0]?.gained[0]?.witness?.sub]),
      [
        ["roles/one.json", RELEASE],
        ["roles/two.json", RELEASE],
      ],
    );
  });

  test("a link of the base that leads out of the repository is not followed", async () => {
    using checkout = new Checkout();
    symlinkSync("/etc/hostname", join(checkout.workspace, "deploy.json"));
    checkout.git("init", "--quiet", "--initial-branch=main");
    checkout.commit("first");
    rmSync(join(checkout.workspace, "deploy.json"));
    checkout.write({ "deploy.json": trusting(MAIN) });
    const step = await checkout.run({ mode: "diff", policy: "deploy.json", base: "HEAD" });
    assert.equal(step.outputs.change, "undetermined");
    assert.match(step.annotations.join(), /`deploy\.json` of \w+ leads out of the checkout/);
  });

  test("of several policies each path has to be there, now or then", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN), "old.json": trusting(MAIN) });
    rmSync(join(checkout.workspace, "old.json"));
    const inputs = { mode: "diff", base: "HEAD" } as const;
    const step = await checkout.run({ ...inputs, policy: "deploy.json\ndeplyo.json" });
    assert.equal(step.status, 1);
    assert.match(step.annotations.join(), /input `policy` names no file: `deplyo\.json`/);
    const deleted = await checkout.run({ ...inputs, policy: "deploy.json\nold.json" });
    assert.equal(deleted.outputs.change, "narrower", deleted.log);
  });

  test("whom a change lets in and was not decided is not said to be let in", async () => {
    using checkout = repository({ "deploy.json": trusting(MAIN) });
    const odd = "repo:octo-org/app:a:b:c:d:e:f:g:h:i:j:k";
    checkout.write({ "deploy.json": trusting(MAIN, odd) });
    const step = await checkout.run({ mode: "diff", policy: "deploy.json", base: "HEAD" });
    assert.equal(step.outputs.change, "undetermined", step.log);
    assert.match(step.annotations[0] ?? "", /the role may let in who was not let in before/);
  });
});
