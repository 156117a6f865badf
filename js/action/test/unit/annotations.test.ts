import assert from "node:assert/strict";
import { test } from "node:test";
import { choose } from "../../src/annotations.ts";

test("each once, the gravest first, and the last tells of the rest", () => {
  const texts = [
    "::notice file=a::one\n::error file=b::two\n::error file=b::two\n",
    "::warning::three\n::error::four",
  ];
  assert.deepEqual(choose(texts, 10), [
    "::error file=b::two",
    "::error::four",
    "::warning::three",
    "::notice file=a::one",
  ]);
  assert.deepEqual(choose(texts, 2), [
    "::error file=b::two",
    "::error::four (and 2 more: the job summary has them all)",
  ]);
  assert.deepEqual(choose(texts, 0), []);
});

test("what is no annotation is not printed", () => {
  const texts = [
    "::add-mask::x\n::stop-commands::x\n##[error]x\nplain\n ::error::x\n::errors::x\n::error::a\rb\n\n::error",
  ];
  assert.deepEqual(choose(texts, 10), []);
});
