import assert from "node:assert/strict";
import { test } from "node:test";
import { readInputs } from "../../src/inputs.ts";
import { INPUTS, type InputName } from "../../src/manifest.ts";
import { Unusable } from "../../src/unusable.ts";

const read = (given: Partial<Record<InputName, string>>) => readInputs((name) => given[name] ?? "");

test("what is not given has its default", () => {
  const inputs = read({ policy: "role.json" });
  assert.deepEqual(inputs.modes, ["check"]);
  assert.deepEqual(inputs.policies, ["role.json"]);
  assert.equal(inputs.audience, "sts.amazonaws.com");
  assert.deepEqual([...inputs.failOn], ["denied", "undetermined", "wider", "high"]);
  assert.deepEqual(inputs.workflows, INPUTS.workflows.default.split("\n"));
  assert.equal(inputs.annotations, true);
  assert.equal(inputs.role, undefined);
});

test("lists are taken apart, each word once", () => {
  assert.deepEqual(read({ mode: "predict, diff\nlint predict" }).modes, ["predict", "diff", "lint"]);
  assert.deepEqual(read({ policy: " a.json \n\n b/*.json" }).policies, ["a.json", "b/*.json"]);
  assert.deepEqual([...read({ "fail-on": "never" }).failOn], ["never"]);
});

test("a word that is not known is answered with those that are", () => {
  const refused = (given: Partial<Record<InputName, string>>, message: RegExp) =>
    assert.throws(
      () => read(given),
      (error) => error instanceof Unusable && message.test(`${error.message} ${error.help}`),
    );
  refused(
    { mode: "audit" },
    /input `mode` has `audit` give one or several of `check`, `predict`, `diff`, `lint`/,
  );
  refused({ "fail-on": "deny" }, /input `fail-on` has `deny`/);
  refused({ "fail-on": "never, denied" }, /`never` and more/);
  refused({ mode: "," }, /input `mode` names nothing give one or several of `check`/);
  refused({ "fail-on": " , \n," }, /input `fail-on` names nothing/);
  refused({ ref: "main" }, /input `ref` is `main` give it in full, such as `refs\/heads\/main`/);
  refused({ repository: "octo-org" }, /input `repository` is `octo-org` give `OWNER\/NAME`/);
  refused({ repository: "a/b/c" }, /input `repository` is/);
  refused({ summary: "yes" }, /input `summary` is `yes` give `true` or `false`/);
});
