/** The pure helpers of the page. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic, Edit, RoleExposure } from "can-assume";
import { blocks } from "../src/model/blocks.ts";
import { commandOf } from "../src/model/command.ts";
import { nearest, parting } from "../src/model/difference.ts";
import { applyEdits } from "../src/model/edits.ts";
import { decode, markRefusal } from "../src/model/encoding.ts";
import { freePath, isCalled, missingPaths, pathProblem, placeOf, shortPath } from "../src/model/files.ts";
import { fromFragment, scenarioOf, toFragment } from "../src/model/fragment.ts";
import { contextOf } from "../src/model/inputs.ts";
import { isToken, withoutSignature, withoutSignatures } from "../src/model/jwt.ts";
import { lifetime } from "../src/model/lifetime.ts";
import { hunks, lineDiff } from "../src/model/linediff.ts";
import { claimsPlaces, policyPlaces } from "../src/model/links.ts";
import { fenced } from "../src/model/markdown.ts";
import { members } from "../src/model/member.ts";
import { redactClaims } from "../src/model/redact.ts";
import { offeredRoles } from "../src/model/roles.ts";
import { EMPTY } from "../src/model/scenario.ts";
import { rangeOfBytes } from "../src/model/span.ts";
import { stages } from "../src/model/stage.ts";

const TOKEN = `eyJhbGciOiJSUzI1NiJ9.${"eyJzdWIiOiJyZXBvIn0"}.${"c2lnbmF0dXJl".repeat(4)}`;

test("bytes become UTF-16 units, also behind characters of two, three and four bytes", () => {
  const text = '{"é": "→", "🔑": "x"}';
  const bytes = (part: string) => new TextEncoder().encode(text.slice(0, text.indexOf(part))).length;
  for (const part of ['"→"', '"🔑"', '"x"']) {
    const start = bytes(part);
    const { from, to } = rangeOfBytes(text, start, start + new TextEncoder().encode(part).length);
    assert.equal(text.slice(from, to), part);
  }
  assert.deepEqual(rangeOfBytes("abc", 1, 99), { from: 1, to: 3 });
});

test("edits are made from the end, so that none moves another, and only those of the file", () => {
  const text = "ö one two three";
  const edit = (start: number, end: number, replacement: string, file = "a.json"): Edit => ({
    place: { file, start, end, line: 1, column: 1, endLine: 1, endColumn: 1 },
    replacement,
  });
  const edits = [edit(3, 6, "ONE!"), edit(11, 16, "THREE"), edit(7, 7, "and "), edit(0, 2, "no", "b.json")];
  assert.equal(applyEdits(text, "a.json", edits), "ö ONE! and two THREE");
});

test("a comparison keeps what is alike and numbers both sides", () => {
  const lines = lineDiff("a\nb\nc\nd", "a\nx\nc\nd\ne");
  assert.deepEqual(
    lines.map(({ kind, text, before, after }) => `${kind} ${text} ${before} ${after}`),
    ["same a 1 1", "removed b 2 null", "added x null 2", "same c 3 3", "same d 4 4", "added e null 5"],
  );
  assert.equal(hunks(lines, 0).length, 2);
  assert.equal(hunks(lines, 1).flat().length, 6);
  assert.deepEqual(hunks(lineDiff("same", "same"), 3), []);
});

test("two texts part in the middle, by characters and not by code units", () => {
  assert.deepEqual(parting("repo:o/r:ref:main", "repo:o/r:env:main"), {
    head: "repo:o/r:",
    middle: "ref",
    tail: ":main",
  });
  assert.deepEqual(parting("a😀/b", "a😁/b"), { head: "a", middle: "😀", tail: "/b" });
  assert.deepEqual(parting("x:main", "x:production"), { head: "x:", middle: "main", tail: "" });
  assert.equal(nearest("repo:o/r:ref", ["x", "repo:o/a", "repo:z"]), "repo:o/a");
});

test("a share link holds the scenario, and what is as on an empty page is left out", async () => {
  const scenario = {
    ...EMPTY,
    policy: { name: "p.json", text: '{"Version": "2012-10-17", "é": "→"}' },
    identity: "job" as const,
    job: { ...EMPTY.job, repository: "o/r", immutable: true },
    before: { name: "p.json", text: "{}" },
  };
  const fragment = await toFragment(scenario);
  assert.match(fragment, /^#v1\.[\w-]+$/);
  assert.deepEqual(await fromFragment(fragment), scenario);
  assert.ok((await toFragment(EMPTY)).length < 20);
});

test("a fragment that is broken, hostile or of another version is none", async () => {
  for (const fragment of ["", "#", "#v2.abc", "#v1.", "#v1.@@@", "#v1.AAAA"]) {
    assert.equal(await fromFragment(fragment), null, fragment);
  }
  assert.equal(scenarioOf([1]), null);
  assert.deepEqual(
    scenarioOf({
      policy: 3,
      identity: "root",
      job: { immutable: "yes" },
      files: [1, { name: "a", text: "b" }],
    }),
    {
      ...EMPTY,
      files: [{ name: "a", text: "b" }],
    },
  );
});

test("a link that inflates to more than anybody types is refused", async () => {
  const fragment = await toFragment({ ...EMPTY, policy: { name: "p", text: " ".repeat(5_000_000) } });
  assert.ok(fragment.length < 20_000);
  assert.equal(await fromFragment(fragment), null);
});

test("no signature gets into a link, whatever text it stands in", async () => {
  const fragment = await toFragment({ ...EMPTY, claims: { name: "c", text: `{"token": "${TOKEN}"}` } });
  const shared = await fromFragment(fragment);
  assert.match(shared?.claims.text ?? "", /eyJhbGciOiJSUzI1NiJ9\.eyJzdWIiOiJyZXBvIn0\./);
  assert.doesNotMatch(shared?.claims.text ?? "", /c2lnbmF0dXJl/);
  assert.ok(isToken(` ${TOKEN}\n`));
  assert.ok(!isToken(withoutSignature(TOKEN)));
  assert.equal(withoutSignatures("no token"), "no token");
});

test("ids and actor are left out of claims, save those that a policy asks for", () => {
  const claims = JSON.stringify({ sub: "s", actor: "mona", actor_id: "1", repository_id: "2", ref: "r" });
  const policy = '{"token.actions.githubusercontent.com:repository_id": "2"}';
  const { text, kept } = redactClaims(claims, [policy]);
  assert.deepEqual(JSON.parse(text), { sub: "s", repository_id: "2", ref: "r" });
  assert.deepEqual(kept, ["repository_id"]);
  assert.equal(redactClaims("{broken", []).text, "{broken");
});

test("members are found in JSON that is being typed, with escapes in their names", () => {
  const text = '{"a": 1, "s\\u0075b": "x", "c": {"d": [1, ';
  assert.deepEqual(
    members(text).map(({ name }) => name),
    ["a", "sub", "c"],
  );
  const [, sub] = members(text);
  assert.equal(text.slice(sub?.valueAt.from, sub?.valueAt.to), '"x"');
});

test("a condition key finds its claim, a statement its principal", () => {
  const claims = '{"aud": "a", "sub": "b"}';
  const link = claimsPlaces(claims).key("token.actions.githubusercontent.com:sub");
  assert.equal(claims.slice(link?.range.from, link?.range.to), '"b"');
  const policy = '{"Statement": {"Effect": "Allow", "Principal": {"AWS": "*"}}}';
  const span = { start: 14, end: 60 };
  const places = policyPlaces("policy", policy, span);
  const principal = places.member(span, ["Principal", "NotPrincipal"]);
  assert.equal(policy.slice(principal?.range.from, principal?.range.to), '{"AWS": "*"}');
  assert.equal(policyPlaces("policy", policy, { start: 3, end: 9 }).fits, false);
});

test("the rail stops where the request was refused, and knows what nobody looked at", () => {
  const rail = (decision: string, stage: string, authenticity = "unverified") =>
    stages({ decision, stage, authenticity, withToken: true, guardrails: false }).map(
      ({ id, state }) => `${id} ${state}`,
    );
  assert.deepEqual(rail("implicitDeny", "audience"), [
    "token passed",
    "expiry passed",
    "provider passed",
    "audience stopped",
    "signature ahead",
    "guardrail ahead",
    "trust-policy ahead",
  ]);
  assert.ok(rail("allowed", "trust-policy").includes("signature open"));
  assert.ok(rail("allowed", "trust-policy", "verified").includes("signature passed"));
});

test("a command line quotes what a shell would take apart", () => {
  const policy = { name: "it's a policy.json", text: "{}" };
  const { line, files } = commandOf(
    { ...EMPTY, policy, role: "a;b", context: "aws:SourceIp=1.2.3.4" },
    { name: "c.json", text: "{}" },
  );
  assert.equal(
    line,
    `can-assume check --policy 'it'\\''s a policy.json' --role 'a;b' --claims c.json --context aws:SourceIp=1.2.3.4`,
  );
  assert.deepEqual(
    files.map((file) => file.name),
    ["it's a policy.json", "c.json"],
  );
});

test("a fence is longer than the backticks in it", () => {
  assert.equal(fenced("text", "```` x"), "`````text\n```` x\n`````");
});

test("a page of a cause is paragraphs, lists, code and links to https only", () => {
  const page = blocks(
    "One `code`\ntwo <https://a.example/x>.\n\n## How\n\n- a\n  b\n- [c](javascript:x)\n\n```\n# code\n```",
  );
  assert.deepEqual(
    page.map((block) => block.kind),
    ["paragraph", "heading", "list", "code"],
  );
  assert.doesNotMatch(JSON.stringify(page), /"href":"(?!https:)/);
});

test("context keys are read line by line", () => {
  assert.deepEqual(contextOf("aws:SourceIp=1.2.3.4\n\nk=a\nk=b=c\nnothing"), {
    "aws:SourceIp": "1.2.3.4",
    k: ["a", "b=c"],
  });
});

test("a lifetime is said in its two largest units", () => {
  assert.deepEqual([59, 61, 3_700, 90_000].map(lifetime), ["59 s", "1 min 1 s", "1 h 1 min", "1 d 1 h"]);
});

test("bytes are text where they are UTF-8, and refused in the words of the command line where not", () => {
  const refused = (...bytes: number[]) => {
    const text = decode("a.json", new Uint8Array(bytes));
    return typeof text === "string" ? text : text.problem.headline;
  };
  const bytes = (text: string) => [...new TextEncoder().encode(text)];
  assert.equal(refused(...bytes('{"ö": "\uFFFD"}')), '{"ö": "\uFFFD"}');
  assert.equal(refused(...bytes("\uFEFF{}")), "\uFEFF{}");
  assert.equal(
    refused(...bytes('{\n "\uFFFD"'), 0xff),
    "a.json:2:5: the byte 0xff at line 2, column 5 is not UTF-8; expected UTF-8",
  );
  const foreign = (encoding: string) => `a.json:1:1: the input is ${encoding}; expected UTF-8`;
  for (const start of [
    [0xff, 0xfe, 0x7b, 0],
    [0xfe, 0xff, 0, 0x7b],
    [0, 0x7b, 0, 0x7d],
    [0x7b, 0, 0x7d, 0],
  ])
    assert.equal(refused(...start), foreign("UTF-16"));
  for (const start of [
    [0xff, 0xfe, 0, 0],
    [0, 0, 0xfe, 0xff],
    [0, 0, 0, 0x7b],
    [0x7b, 0, 0, 0],
  ])
    assert.equal(refused(...start), foreign("UTF-32"));
});

test("a byte order mark is refused in whichever text it stands", () => {
  const fine = { name: "policy.json", text: "{}" };
  assert.equal(markRefusal([fine]), null);
  assert.equal(
    markRefusal([fine, { name: "claims.json", text: "\uFEFF{}" }])?.plain,
    "error: claims.json:1:1: the input begins with a byte order mark (U+FEFF) at line 1, column 1; expected JSON\n" +
      " |\n = help: save it as UTF-8 without a byte order mark\n",
  );
});

test("the roles to choose from are those that the answer tells apart", () => {
  const role = (name: string | null) => ({ role: name }) as RoleExposure;
  const offered = (...names: (string | null)[]) => offeredRoles({ version: 1, roles: names.map(role) });
  assert.deepEqual(offered("deploy", "web", "deploy", null), ["deploy", "web"]);
  assert.deepEqual(offered("deploy"), []);
  assert.deepEqual(offeredRoles(null), []);
});

test("paths of called files: free ones, wrong ones, short ones", () => {
  assert.equal(freePath([]), ".github/workflows/called.yml");
  assert.equal(freePath([".github/workflows/called.yml"]), ".github/workflows/called-2.yml");
  for (const path of ["", " ", "/etc/passwd", "../a.yml", "a//b.yml", "a\\b.yml", "a/./b.yml"])
    assert.notEqual(pathProblem(path, []), null, path);
  assert.equal(pathProblem(".github/workflows/a.yml", [".github/workflows/b.yml"]), null);
  assert.match(pathProblem("a.yml", ["a.yml"]) ?? "", /the path of another file/);
  assert.equal(shortPath(".github/workflows/a.yml"), "a.yml");
  assert.equal(shortPath(".github/actions/assume/action.yml"), "actions/assume/action.yml");
});

test("a file from the disk goes where it is called, and only what is called is taken for that", () => {
  const missing = [".github/workflows/deploy.yml", "tools/assume/action.yml"];
  assert.equal(placeOf("action.yml", missing), "tools/assume/action.yml");
  assert.equal(placeOf("deploy.yml", missing), ".github/workflows/deploy.yml");
  assert.equal(placeOf("other.yml", missing), ".github/workflows/other.yml");
  assert.ok(isCalled("action.yml", "runs:"));
  assert.ok(isCalled("a.yml", "on:\n  workflow_call:\n    inputs: {}\njobs: {}"));
  assert.ok(isCalled("a.yml", "name: a\non: [workflow_call]\n"));
  assert.ok(!isCalled("a.yml", "on:\n  push:\n  workflow_call:\njobs: {}"));
  assert.ok(!isCalled("a.yml", "on: push\njobs:\n  a:\n    # workflow_call\n    steps: []"));
});

test("what is called and not at hand is read at its place in the text", () => {
  const workflow = {
    name: "w.yml",
    text: "# ö\na: ./.github/workflows/x.yml\nb: './tools/y'\nc: o/r/z.yml@v1",
  };
  const place = (part: string): Diagnostic => {
    const start = new TextEncoder().encode(workflow.text.slice(0, workflow.text.indexOf(part))).length;
    const place = { file: "w.yml", start, end: start + part.length };
    const label = {
      primary: true,
      text: "",
      place: { ...place, line: 1, column: 1, endLine: 1, endColumn: 1 },
    };
    return { level: "note", id: "not-followed", headline: "", labels: [label], notes: [], helps: [] };
  };
  const notes = ["./.github/workflows/x.yml", "'./tools/y'", "o/r/z.yml@v1"].map(place);
  assert.deepEqual(missingPaths(notes, [workflow]), [".github/workflows/x.yml", "tools/y/action.yml"]);
});
