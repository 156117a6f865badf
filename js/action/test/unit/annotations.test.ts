import assert from "node:assert/strict";
import { test } from "node:test";
import { annotate, choose, placed } from "../../src/annotations.ts";

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
    "::error::four%0Aand 2 more; the job summary has all",
  ]);
  assert.deepEqual(choose(texts, 0), []);
  const counted = [
    "::error file=a::x%0Aand 3 more; the log of the step has all\n",
    "::notice title=can-assume::4 more findings; the log of the step has all",
  ];
  assert.deepEqual(choose(counted, 10), ["::error file=a::x%0Aand 7 more; the job summary has all"]);
});

test("only a file of the checkout is a place", () => {
  const isFile = (path: string) => path === "a: b,c%.json";
  const there = "::error file=a%3A b%2Cc%25.json,line=1,title=x y::a: b,file=c";
  assert.equal(placed(there, isFile), there);
  assert.equal(placed("::error::plain", isFile), "::error::plain");
  assert.equal(
    placed("::error file=token claims,line=2,endLine=2,col=1,title=can-assume x::why::%0A", isFile),
    "::error title=can-assume x::why::%0A",
  );
  assert.equal(placed("::warning file=0123456789ab%3Aa.json,line=1::why", isFile), "::warning::why");
});

test("what is no annotation is not printed", () => {
  const texts = [
    "::add-mask::x\n::stop-commands::x\n##[error]x\nplain\n ::error::x\n::errors::x\n::error::a\rb\n\n::error",
  ];
  assert.deepEqual(choose(texts, 10), []);
});

test("a message at a place is escaped for its sink", () => {
  const place = { file: "a,b:c%.json", start: 0, end: 1, line: 3, column: 4, endLine: 3, endColumn: 9 };
  const diagnostic = {
    level: "error" as const,
    id: "x-y",
    headline: "50% \r\n::add-mask::x",
    labels: [
      { primary: false, text: "", place: { ...place, file: "other" } },
      { primary: true, text: "", place },
    ],
    notes: [],
    helps: [],
  };
  assert.equal(
    annotate(diagnostic),
    "::error file=a%2Cb%3Ac%25.json,line=3,endLine=3,title=x-y,col=4,endColumn=9::50%25 %0D%0A::add-mask::x",
  );
  assert.equal(annotate({ ...diagnostic, level: "note", id: "", labels: [], headline: "x" }), "::notice::x");
  const several = [{ primary: true, text: "", place: { ...place, endLine: 5 } }];
  assert.doesNotMatch(annotate({ ...diagnostic, labels: several }), /col/);
});
