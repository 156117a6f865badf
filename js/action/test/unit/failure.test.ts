import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding } from "can-assume";
import { type Answer, gravestChange, worstDecision } from "../../src/answer.ts";
import { failureOf, isOpen } from "../../src/failure.ts";
import type { Failure } from "../../src/manifest.ts";

const answer = (parts: Partial<Answer>): Answer => ({
  mode: "check",
  about: "role.json",
  exit: 0,
  headline: "why",
  texts: { plain: "", markdown: "", github: "" },
  report: null,
  ...parts,
});
const fails = (parts: Partial<Answer>, ...on: Failure[]) =>
  failureOf(answer(parts), new Set(on)) !== undefined;

test("what is not decided always fails", () => {
  assert.equal(fails({ exit: 2 }, "never"), true);
  assert.equal(failureOf(answer({ exit: 2 }), new Set()), "role.json: why");
  const named = answer({ exit: 2, headline: "role.json: no role is called `c`" });
  assert.equal(failureOf(named, new Set()), "role.json: no role is called `c`", "the file is named once");
});

test("denied, undetermined", () => {
  for (const decision of ["implicitDeny", "explicitDeny"] as const) {
    assert.equal(fails({ exit: 1, decision }, "denied"), true);
    assert.equal(fails({ exit: 1, decision }, "undetermined", "wider", "info"), false);
  }
  assert.equal(fails({ exit: 3, decision: "undetermined" }, "undetermined"), true);
  assert.equal(fails({ exit: 3, decision: "undetermined" }, "denied"), false);
  assert.equal(isOpen(answer({ exit: 3, decision: "undetermined" })), true);
  assert.equal(fails({ decision: "allowed" }, "denied", "undetermined"), false);
});

test("wider, changed", () => {
  assert.equal(fails({ exit: 1, change: "wider" }, "wider"), true);
  assert.equal(fails({ exit: 1, change: "changed" }, "wider"), true);
  assert.equal(fails({ exit: 0, change: "narrower" }, "wider"), false);
  assert.equal(fails({ exit: 0, change: "narrower" }, "changed"), true);
  assert.equal(fails({ exit: 1, change: "wider" }, "denied", "never"), false);
  assert.equal(fails({ exit: 3, change: "undetermined" }, "undetermined"), true);
  assert.equal(fails({ exit: 0, change: "equivalent" }, "wider", "changed", "undetermined"), false);
});

test("severities are thresholds", () => {
  const findings = (severity: Finding["severity"]) => ({
    exit: 1 as const,
    findings: [{ severity } as Finding],
  });
  assert.equal(fails(findings("high"), "high"), true);
  assert.equal(fails(findings("medium"), "high"), false);
  assert.equal(fails(findings("high"), "medium"), true);
  assert.equal(fails(findings("low"), "medium"), false);
  assert.equal(fails(findings("info"), "info"), true);
  assert.equal(fails(findings("high"), "denied"), false);
});

test("the worst of several, and none of none", () => {
  assert.equal(worstDecision(["allowed", "undetermined", "allowed"]), "undetermined");
  assert.equal(worstDecision(["undetermined", "implicitDeny", "explicitDeny"]), "explicitDeny");
  assert.equal(worstDecision([]), undefined);
  assert.equal(gravestChange(["narrower", "undetermined", "changed"]), "changed");
});
