import assert from "node:assert/strict";
import { test } from "node:test";
import { join } from "../../src/summary.ts";

test("parts follow one another", () => {
  assert.equal(join(["# a\n", "# b\n\n"]), "# a\n\n# b\n\n");
});

test("what does not fit is left out as a whole, in bytes, and said to be", () => {
  const large = "é".repeat(600_000);
  const summary = join(["# a", large, "# b"]);
  assert.match(summary, /^# a\n\n# b\n\nOne answer is too large for a job summary/);
  const all = join(Array(3000).fill("x".repeat(1000)));
  assert.ok(Buffer.byteLength(all) <= 1024 * 1024);
  assert.match(all, /\d+ answers are too large/);
});
