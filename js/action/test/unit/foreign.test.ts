import assert from "node:assert/strict";
import { test } from "node:test";
import { oneLine, reason } from "../../src/foreign.ts";

test("a foreign text is one short line without control characters", () => {
  assert.equal(oneLine("a\r\n  b\u001b[31mc\u202ed"), "a b [31mc d");
  assert.equal(oneLine("x".repeat(400)).length, 301);
  assert.equal(reason("thrown"), "thrown");
});

test("a token in a foreign text is not repeated, nor the beginning of one", () => {
  const token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzIn0.c2lnbmF0dXJl";
  assert.equal(reason(new Error(`bad: ${token}!`)), "bad: <token>!");
  assert.equal(oneLine(`bad: ${token.slice(0, 15)}`), "bad: <token>");
});
