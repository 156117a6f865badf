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
  assert.deepEqual(textsOf(output({ texts })), texts);
  assert.equal(textsOf(output({ texts }), [diagnostic("also")]).github, "::error title=x::also\ng");
});

test("input that cannot be used is shown by its errors", () => {
  const texts = textsOf(output({ exit: 2, report: null, errors: [diagnostic("bad")] }));
  assert.equal(texts.plain, "DENIED");
  assert.equal(texts.markdown, "### ✗ Nothing decided\n\n```text\nDENIED\n```\n\n");
  assert.match(texts.github, /^::error title=x::bad$/m);
});

test("beside an answer about the rest, the errors come first", () => {
  const texts = textsOf(output({ exit: 2, errors: [diagnostic("bad")] }));
  assert.equal(texts.plain, "error: bad\n\nDENIED");
});

test("a fence is longer than what it holds", () => {
  assert.equal(code("a`b"), "``a`b``");
  assert.equal(code("`a`"), "`` `a` ``");
  assert.equal(fenced("a ```` b"), "`````text\na ```` b\n`````\n");
});
