import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic, Output } from "can-assume";
import { code, fenced, textsOf } from "../../src/texts.ts";

const diagnostic = (headline: string): Diagnostic => ({
  level: "error",
  id: "x",
  headline,
  labels: [],
  notes: [],
  helps: [],
});
const output = (parts: Partial<Output<unknown>>): Output<unknown> => ({
  version: 1,
  exit: 1,
  report: {},
  texts: { plain: "DENIED" },
  errors: [],
  ...parts,
});

test("what the verifier renders is taken as it is", () => {
  const texts = { plain: "p", markdown: "m", github: "g" };
  assert.deepEqual(textsOf("role.json", "denied", output({ texts })), texts);
});

test("what it does not render is made of the plain text and the diagnostics, those of results too", () => {
  const report = { diagnostics: [diagnostic("one")], results: [{ diagnostics: [diagnostic("two")] }] };
  const texts = textsOf("a`b.json", "implicitDeny", output({ report }));
  assert.equal(texts.markdown, "### ✗ implicitDeny: ``a`b.json``\n\n```text\nDENIED\n```\n");
  assert.equal(texts.github, "::error title=x::one\n::error title=x::two");
});

test("input that cannot be used is shown by its errors", () => {
  const texts = textsOf(
    "role.json",
    "undetermined",
    output({ exit: 2, report: null, errors: [diagnostic("bad")] }),
  );
  assert.match(texts.markdown, /^### ✗ Nothing decided\n/);
  assert.equal(texts.github, "::error title=x::bad");
});

test("a fence is longer than what it holds", () => {
  assert.equal(code("a`b"), "``a`b``");
  assert.equal(code("`a`"), "`` `a` ``");
  assert.equal(fenced("a ```` b"), "`````text\na ```` b\n`````\n");
});
