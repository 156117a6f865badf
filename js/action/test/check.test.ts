/** Mode `check` of the bundle, against GitHub on a loopback address. */
import assert from "node:assert/strict";
import { createPublicKey, generateKeyPairSync, type PublicKeyInput } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { suite, test } from "node:test";
import { GITHUB, GitHub, type Job } from "./harness/github.ts";
import { Checkout } from "./harness/step.ts";

const MAIN = "repo:octo-org/app:ref:refs/heads/main";

/** A checkout with one policy for `sub`, and GitHub. */
async function scene(sub = MAIN, job: Job = {}, issuer: string | null = GITHUB) {
  const github = await new GitHub(job, issuer).start();
  const checkout = new Checkout({ "role.json": github.policy(sub) });
  return {
    github,
    checkout,
    async [Symbol.asyncDispose]() {
      checkout[Symbol.dispose]();
      await github[Symbol.asyncDispose]();
    },
  };
}

suite("check", { concurrency: 2 }, () => {
  test("a job that the policy trusts is allowed, by a verified token", async () => {
    await using the = await scene();
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.status, 0, step.log);
    assert.equal(step.outputs.decision, "allowed");
    const answer = step.report.answers[0];
    assert.equal(answer?.report.decision, "allowed");
    assert.equal(answer?.report.authenticity, "verified");
    assert.equal(answer?.about, "role.json");
    assert.match(step.log, /ALLOWED/);
    assert.match(step.summary, /^### ✓ Allowed — role\.json$/m);
    assert.doesNotMatch(step.summary, /jti/, "what names the token helps nobody");
    assert.deepEqual(step.annotations, []);
    assert.deepEqual(step.masked, [the.github.issued[0], the.github.issued[0]?.split(".")[2]]);
    assert.deepEqual(the.github.asked, ["/token", "/.well-known/openid-configuration", "/.well-known/jwks"]);
  });

  for (const issuer of [
    null,
    `${GITHUB}/acme`,
    "https://ghes.example.com/_services/token",
    "https://token.actions.acme.ghe.com",
  ]) {
    test(`the token names its issuer: ${issuer ?? "this machine, over http"}`, async () => {
      await using the = await scene(MAIN, {}, issuer);
      const step = await the.checkout.run({ policy: "role.json" }, the.github);
      assert.equal(step.status, 0, step.log);
      assert.equal(step.outputs.decision, "allowed");
      assert.equal(step.report.answers[0]?.report.authenticity, "verified");
    });
  }

  test("a policy for another issuer denies at the provider", async () => {
    await using the = await scene(MAIN, {}, `${GITHUB}/acme`);
    the.checkout.write({ "role.json": the.github.policy(MAIN).replaceAll("/acme", "") });
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.outputs.decision, "implicitDeny", step.log);
    assert.equal(step.report.answers[0]?.report.cause?.id, "provider-issuer");
  });

  test("a job with an environment is denied where the policy trusts a branch", async () => {
    await using the = await scene(MAIN, { environment: "production" });
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.status, 1, step.log);
    assert.equal(step.outputs.decision, "implicitDeny");
    const report = step.report.answers[0]?.report;
    assert.equal(report?.stage, "trust-policy");
    assert.equal(report?.cause?.id, "environment-replaces-ref");
    assert.equal(report?.authenticity, "verified");
    assert.match(step.summary, /environment/);
    const [first, last] = step.annotations;
    assert.match(first ?? "", /^::error file=role\.json,line=\d+/);
    assert.match(first ?? "", /environment/);
    assert.match(last ?? "", /^::error::role\.json: the job declares the environment `production`/);
    assert.equal(step.annotations.length, 2);
  });

  test("a token for another audience is denied for its audience", async () => {
    await using the = await scene();
    const step = await the.checkout.run(
      { policy: "role.json", audience: "https://github.com/octo-org" },
      the.github,
    );
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "implicitDeny");
    assert.match(step.report.answers[0]?.report.cause?.id ?? "", /^audience-/);
  });

  test("without the permission the step says which two lines to paste", async () => {
    await using the = await scene();
    const step = await the.checkout.run({ policy: "role.json" });
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "implicitDeny");
    const report = step.report.answers[0]?.report;
    assert.equal(report?.stage, "token");
    assert.equal(report?.cause?.id, "token-permission-missing");
    assert.match(step.log, /permissions:\n\s+id-token: write\n/);
    assert.match(step.summary, /```yaml\npermissions:\n {2}id-token: write\n```/);
    assert.match(step.annotations[0] ?? "", /permissions:%0A {2}id-token: write%0A/);
    assert.match(step.log, /Pull requests from forks never get a token/);
    assert.deepEqual(the.github.asked, []);
  });

  test("a pull request from a fork is told that it never gets a token", async () => {
    await using the = await scene();
    const repo = (id: number) => ({ repo: { id } });
    the.checkout.event = {
      name: "pull_request",
      payload: { pull_request: { head: repo(2), base: repo(1) } },
    };
    const step = await the.checkout.run({ policy: "role.json" });
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "implicitDeny");
    assert.equal(step.report.answers[0]?.report.cause?.id, "token-fork");
    assert.match(step.annotations.join("\n"), /comes from a fork, and GitHub issues no token/);
    assert.doesNotMatch(step.log, /add these two lines/);
  });

  test("a pull request of the repository itself lacks the permission", async () => {
    await using the = await scene();
    const repo = (id: number) => ({ repo: { id } });
    the.checkout.event = {
      name: "pull_request",
      payload: { pull_request: { head: repo(1), base: repo(1) } },
    };
    const step = await the.checkout.run({ policy: "role.json" });
    assert.equal(step.report.answers[0]?.report.cause?.id, "token-permission-missing");
  });

  test("a token endpoint that fails twice is asked a third time", async () => {
    await using the = await scene();
    the.github.faults.set("/token", [{ status: 500 }, { status: 500 }]);
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.status, 0, step.log);
    assert.equal(step.outputs.decision, "allowed");
    assert.equal(the.github.asked.filter((path) => path === "/token").length, 3);
  });

  test("a token endpoint that keeps failing decides nothing", async () => {
    await using the = await scene();
    the.github.faults.set("/token", Array(9).fill({ status: 500, body: `{"message": "out of order"}` }));
    const step = await the.checkout.run({ policy: "role.json", "fail-on": "never" }, the.github);
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "undetermined");
    assert.match(step.annotations.join("\n"), /GitHub issued no token \(tried 4 times\).*500.*out of order/);
    assert.match(step.log, /githubstatus\.com/);
  });

  test("a refusal of the token endpoint is not tried again, and an echo of the request is not repeated", async () => {
    await using the = await scene();
    const echo = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzIn0.c2ln";
    the.github.faults.set("/token", [{ status: 403, body: JSON.stringify({ message: `no: ${echo}` }) }]);
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.status, 1);
    assert.equal(the.github.asked.length, 1);
    assert.match(step.log, /403/);
    assert.doesNotMatch(step.log + step.summary, /eyJ/);
  });

  test("keys that come slowly are waited for", async () => {
    await using the = await scene();
    the.github.faults.set("/.well-known/jwks", [{ afterMs: 1500 }]);
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.outputs.decision, "allowed", step.log);
  });

  test("keys that come too late are asked for again", async () => {
    await using the = await scene();
    the.github.faults.set("/.well-known/jwks", [{ afterMs: 20_000 }]);
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.outputs.decision, "allowed", step.log);
    assert.equal(the.github.asked.filter((path) => path === "/.well-known/jwks").length, 2);
  });

  test("keys that cannot be reached decide nothing, and never allow", async () => {
    await using the = await scene(MAIN, {}, null);
    const gone = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => gone.once("listening", resolve));
    const { port } = gone.address() as { port: number };
    await new Promise((resolve) => gone.close(resolve));
    const document = { issuer: the.github.issuer, jwks_uri: `http://127.0.0.1:${port}/jwks` };
    the.github.faults.set("/.well-known/openid-configuration", [{ body: JSON.stringify(document) }]);
    const step = await the.checkout.run({ policy: "role.json", "fail-on": "never" }, the.github);
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "undetermined");
    assert.match(
      step.annotations.join("\n"),
      /cannot fetch http:\/\/127\.0\.0\.1:\d+\/jwks: .*\(tried 3 times\)/,
    );
  });

  test("a token with a signature of another key is denied", async () => {
    await using the = await scene();
    the.github.signer = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "implicitDeny");
    assert.equal(step.report.answers[0]?.report?.stage, "signature");
  });

  test("an issuer that is not https is not asked", async () => {
    await using the = await scene();
    the.github.claims = { iss: "http://issuer.example" };
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "undetermined");
    assert.match(step.annotations.join("\n"), /issuer `http:\/\/issuer\.example` is not https/);
  });

  test("an issuer whose document names another one is of no use", async () => {
    await using the = await scene();
    the.github.faults.set("/.well-known/openid-configuration", [
      { body: `{"issuer": "https://evil.example", "jwks_uri": "https://evil.example/jwks"}` },
    ]);
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "undetermined");
    assert.match(step.annotations.join("\n"), /names the issuer `https:\/\/evil\.example`/);
  });

  test("a redirect to another host is not followed", async () => {
    await using the = await scene();
    the.github.faults.set("/.well-known/jwks", [
      { status: 302, headers: { location: "https://evil.example/jwks" } },
    ]);
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.outputs.decision, "undetermined");
    assert.match(step.annotations.join("\n"), /a redirect to another host, https:\/\/evil\.example/);
  });

  test("a policy that is missing fails, whatever fail-on says", async () => {
    await using the = await scene();
    const step = await the.checkout.run({ policy: "nowhere.json", "fail-on": "never" }, the.github);
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "undetermined");
    assert.match(step.annotations.join("\n"), /input `policy` names no file: `nowhere\.json`/);
    assert.deepEqual(the.github.asked, [], "no token is asked for in vain");
  });

  test("a policy that is malformed is shown with its place", async () => {
    await using the = await scene();
    the.checkout.write({ "role.json": `{"Version": "2012-10-17", "Statement": [}` });
    const step = await the.checkout.run({ policy: "role.json", "fail-on": "never" }, the.github);
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "undetermined");
    assert.match(step.log, /role\.json:1:\d+/);
    assert.match(step.annotations.join("\n"), /^::error file=role\.json,line=1/m);
  });

  test("of two policies each has to allow", async () => {
    await using the = await scene();
    the.checkout.write({ "other.json": the.github.policy("repo:octo-org/app:ref:refs/heads/release") });
    const step = await the.checkout.run({ policy: "*.json" }, the.github);
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "implicitDeny");
    assert.deepEqual(
      step.report.answers.map(({ about, report }) => [about, report.decision, report.cause?.id ?? null]),
      [
        ["other.json", "implicitDeny", "branch-differs"],
        ["role.json", "allowed", null],
      ],
    );
    assert.equal(the.github.asked.filter((path) => path === "/token").length, 1, "one token is enough");
    assert.match(step.summary, /other\.json[\s\S]*role\.json/);
    assert.equal(
      (await the.checkout.run({ policy: "*.json\n!other.json" }, the.github)).outputs.decision,
      "allowed",
    );
  });

  test("what fail-on does not name is reported and does not fail", async () => {
    await using the = await scene("repo:octo-org/app:ref:refs/heads/release");
    const step = await the.checkout.run({ policy: "role.json", "fail-on": "undetermined" }, the.github);
    assert.equal(step.status, 0);
    assert.equal(step.outputs.decision, "implicitDeny");
    assert.match(step.annotations[0] ?? "", /^::error file=role\.json/);
  });

  test("annotations and the summary can be left out", async () => {
    await using the = await scene("repo:octo-org/app:ref:refs/heads/release");
    const step = await the.checkout.run(
      { policy: "role.json", annotations: "false", summary: "false" },
      the.github,
    );
    assert.equal(step.status, 1);
    assert.equal(step.annotations.length, 1, "only why the step failed");
    assert.equal(step.summary, "");
    assert.match(step.log, /DENIED/);
  });

  test("claims from a file need no token", async () => {
    await using the = await scene();
    const claims = {
      iss: the.github.issuer,
      aud: "sts.amazonaws.com",
      sub: MAIN,
      iat: 1_795_000_000,
      exp: 1_795_000_300,
      nbf: 1_794_999_700,
    };
    the.checkout.write({ "claims.json": JSON.stringify(claims) });
    const step = await the.checkout.run({ policy: "role.json", claims: "claims.json" });
    assert.equal(step.status, 0, step.log);
    assert.equal(step.outputs.decision, "allowed");
    assert.equal(step.report.answers[0]?.report.authenticity, "unverified");
  });

  test("a provider that does not register the audience denies at the audience", async () => {
    await using the = await scene();
    the.checkout.write({
      "provider.json": JSON.stringify({
        url: the.github.issuer,
        clientIdList: ["other"],
        account: "123456789012",
      }),
    });
    const step = await the.checkout.run({ policy: "role.json", provider: "provider.json" }, the.github);
    assert.equal(step.outputs.decision, "implicitDeny");
    assert.equal(step.report.answers[0]?.report?.stage, "audience");
  });

  test("what a policy says is no command to the runner", async () => {
    await using the = await scene(
      "repo:x\n::add-path::/tmp/evil\n##[add-matcher]/tmp/evil:ref:refs/heads/main",
    );
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.outputs.decision, "implicitDeny");
    assert.ok(step.annotations.every((line) => !line.includes("\r") && line.startsWith("::error")));
  });

  test("of several policies each path has to be there, though a glob need not name any", async () => {
    await using the = await scene();
    const policy = "role.json\nrolle.json\nroles/*.json";
    const step = await the.checkout.run({ policy, "fail-on": "never" }, the.github);
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "undetermined");
    assert.match(step.annotations.join("\n"), /input `policy` names no file: `rolle\.json`$/m);
    const fine = await the.checkout.run({ policy: "role.json\nroles/*.json" }, the.github);
    assert.equal(fine.outputs.decision, "allowed", fine.log);
  });

  test("a path in the workspace may be written in full", async () => {
    await using the = await scene(MAIN, { environment: "production" });
    const step = await the.checkout.run({ policy: `${the.checkout.workspace}/role.json` }, the.github);
    assert.equal(step.report.answers[0]?.about, "role.json", step.log);
    assert.match(step.annotations[0] ?? "", /^::error file=role\.json,line=\d+/);
  });

  test("a list that names nothing asks for nothing, and that is refused", async () => {
    await using the = await scene();
    for (const inputs of [{ mode: "," }, { "fail-on": "," }]) {
      const step = await the.checkout.run({ policy: "role.json", ...inputs }, the.github);
      assert.equal(step.status, 1);
      assert.match(step.annotations.join(), /^::error::input `(?:mode|fail-on)` names nothing/);
    }
    assert.deepEqual(the.github.asked, []);
  });

  test("claims of a token are no file to annotate", async () => {
    await using the = await scene();
    const iat = Math.floor(Date.now() / 1000) + 7200;
    the.github.claims = { nbf: iat, iat, exp: iat + 300 };
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.report.answers[0]?.report.cause?.id, "token-from-the-future");
    assert.match(step.annotations[0] ?? "", /^::error title=can-assume token-from-the-future::/);
  });

  test("an answer of the token endpoint that is no token is told as one", async () => {
    await using the = await scene();
    the.github.faults.set("/token", Array(4).fill({ body: `{"value": {"a": 1}}` }));
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.outputs.decision, "undetermined");
    assert.match(step.annotations.join(), /the answer of its token endpoint has no token/);
    assert.doesNotMatch(step.log, /is not a function/);
  });

  test("what cannot be written fails the step, and the answer is still said", async () => {
    await using the = await scene("repo:octo-org/app:ref:refs/heads/release");
    const inputs = { policy: "role.json", "fail-on": "never" };
    for (const [variable, message] of [
      ["GITHUB_STEP_SUMMARY", /^::error::cannot write the job summary: Unable to access summary file/],
      ["GITHUB_OUTPUT", /^::error::cannot write the outputs: Missing file at path.*\(and 1 more\)$/],
    ] as const) {
      the.checkout.environment = { [variable]: "/nonexistent/file" };
      const step = await the.checkout.run(inputs, the.github);
      assert.equal(step.status, 1, variable);
      assert.match(step.annotations.at(-1) ?? "", message);
      assert.match(step.annotations[0] ?? "", /^::error file=role\.json/);
      assert.doesNotMatch(step.log, /please report it/);
    }
    the.checkout.environment = { RUNNER_TEMP: "/nonexistent" };
    const elsewhere = await the.checkout.run(inputs, the.github);
    assert.equal(elsewhere.status, 0, elsewhere.log);
    assert.equal(elsewhere.report.answers[0]?.report.decision, "implicitDeny");
    rmSync(dirname(elsewhere.outputs.report ?? ""), { recursive: true });
  });

  for (const [name, body, decision] of [
    ["a key of an unknown type beside", '{"keys": [{"kty": "XYZ", "kid": "one"}, KEY]}', "allowed"],
    ["the key under another name", '{"keys": [OTHER]}', "implicitDeny"],
    ["no keys", '{"keys": []}', "undetermined"],
    ["a page", "<html>::error::x</html>", "undetermined"],
  ] as const) {
    test(`the issuer's key set: ${name}`, async () => {
      await using the = await scene();
      const key = createPublicKey(the.github.signer as unknown as PublicKeyInput).export({ format: "jwk" });
      const text = body
        .replace("KEY", JSON.stringify({ ...key, kid: "one" }))
        .replace("OTHER", JSON.stringify({ ...key, kid: "two" }));
      the.github.faults.set("/.well-known/jwks", [{ body: text }]);
      const step = await the.checkout.run({ policy: "role.json", "fail-on": "never" }, the.github);
      assert.equal(step.outputs.decision, decision, step.log);
      assert.ok(step.annotations.every((line) => !line.startsWith("::error::x")));
    });
  }

  test("a token in the place of another file is shown nowhere", async () => {
    await using the = await scene();
    const step = await the.checkout.run({ policy: "role.json" }, the.github);
    assert.equal(step.outputs.decision, "allowed", step.log);
    const token = the.github.issued[0] ?? "";
    the.checkout.git("init", "--quiet");
    the.checkout.commit("first");
    the.checkout.write({
      "token.jwt": token,
      "answer.json": JSON.stringify({ value: token }),
      "claims.json": "{}",
    });
    // Whether a part of the token is shown is asserted over all that a step says, as long as GitHub issued it.
    for (const path of ["token.jwt", "answer.json"]) {
      const inputs = { policy: "role.json", claims: "claims.json", "fail-on": "never" };
      for (const given of [
        { claims: path },
        { policy: path },
        { provider: path },
        { rcp: path },
        { mode: "lint", policy: path },
        { mode: "diff", policy: path, base: "HEAD" },
      ]) {
        const mistaken = await the.checkout.run({ ...inputs, ...given }, the.github);
        assert.equal(mistaken.status, 1);
        assert.match(mistaken.annotations.join(), /holds a token, which is as good as a password/);
      }
    }
  });

  test("a process that ends before it has an answer fails the step", async () => {
    await using the = await scene();
    const never = join(the.checkout.root, "never.cjs");
    writeFileSync(never, `require("node:fs/promises").realpath = () => new Promise(() => {});`);
    the.checkout.environment = { NODE_OPTIONS: `--require ${never}` };
    const step = await the.checkout.run({ policy: "role.json", "fail-on": "never" }, the.github);
    assert.equal(step.status, 1);
    assert.match(step.annotations.join(), /the step ended before there was an answer/);
  });
});
