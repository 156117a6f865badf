import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as api from "can-assume";
import { init, initSync } from "can-assume/init";

const folder = fileURLToPath(new URL("..", import.meta.url));
const statement = {
  Effect: "Allow",
  Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: { StringEquals: { "token.actions.githubusercontent.com:sub": "repo:o/r:environment:prod" } },
};
const policy = {
  name: "policy.json",
  text: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
};
const claims = { name: "claims.json", text: '{"sub":"repo:o/r:ref:refs/heads/main"}' };

test("the example of the README prints what it says", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const example = /```js\n(import \{ check \}[\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const expected = /^\/\/ (.*)$/m.exec(example)?.[1];
  const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", example], { cwd: folder });
  assert.equal(printed.toString().trim(), expected);
});

test("the package holds the module, its loaders, their types and nothing else", () => {
  // Not through a shell, and with this very Node.
  const npm = ["pack", "--dry-run", "--json"];
  const packed = JSON.parse(execFileSync("npm", npm, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] }));
  const { files } = Array.isArray(packed) ? packed[0] : Object.values(packed)[0];
  const types = [
    "api",
    "check",
    "claims",
    "diagnostic",
    "explain",
    "exposure",
    "fix",
    "input",
    "lint",
    "token",
  ];
  assert.deepEqual(
    files.map((file) => file.path).sort(),
    [
      "LICENSE-APACHE",
      "LICENSE-MIT",
      "PROVENANCE.json",
      "README.md",
      "can_assume.wasm",
      "glue.js",
      "index.d.ts",
      "index.js",
      "init.d.ts",
      "init.js",
      "package.json",
      ...types.map((name) => `types/${name}.d.ts`),
    ].sort(),
  );
});

test("the licences are those of the repository", () => {
  for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) {
    const own = readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
    assert.equal(own, readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8"), name);
  }
});

test("a strict TypeScript takes the README's example, and knows each answer by its question", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const example = /```js\n(import \{ check \}[\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const typed = `${example}
import { explain, type CheckReport, type ErrorReading, type PageList, type WorkflowReport } from "can-assume";
import { init, type CanAssume } from "can-assume/init";
export const one: CheckReport | null = report;
export const many: WorkflowReport | null = check({ workflow: { name: "a.yml", text: "" } }).report;
export const text: string = check("{}");
export const read: ErrorReading | null = explain({ error: "x" }).report;
export const list: PageList | null = explain({ list: true }).report;
export const started: Promise<CanAssume> = init(new Uint8Array());
`;
  const place = mkdtempSync(join(folder, "test/typed-"));
  try {
    writeFileSync(join(place, "package.json"), '{"type": "module"}');
    writeFileSync(join(place, "example.ts"), typed);
    for (const [module, resolution] of [
      ["node16", "node16"],
      ["esnext", "bundler"],
    ]) {
      const options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022"];
      const resolved = ["--module", module, "--moduleResolution", resolution, "--lib", "es2022,dom"];
      const compiler = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
      const args = [compiler, ...options, ...resolved, "--ignoreConfig", "example.ts"];
      execFileSync(process.execPath, args, { cwd: place, encoding: "utf8", stdio: "pipe" });
    }
  } finally {
    rmSync(place, { recursive: true });
  }
});

test("every function of the types is there, and in both entries", async () => {
  const declared = readFileSync(new URL("../types/api.d.ts", import.meta.url), "utf8");
  const names = [...declared.matchAll(/^ {2}(\w+): Ask\w*[<;]/gm)].map((match) => match[1]);
  assert.equal(names.length, 10);
  const bytes = readFileSync(createRequire(import.meta.url).resolve("can-assume/can_assume.wasm"));
  const module = new WebAssembly.Module(bytes);
  for (const made of [api, initSync(bytes), await init(bytes), initSync(module), await init(module)]) {
    assert.deepEqual(Object.keys(made).sort(), names.sort());
    for (const name of names) assert.equal(JSON.parse(made[name]("")).exit, 2, name);
  }
});

test("an object gives an object, JSON text the same as JSON text", () => {
  const input = { policy: [policy], claims };
  const output = api.check(input);
  assert.equal(output.report?.decision, "implicitDeny");
  assert.deepEqual(JSON.parse(api.check(JSON.stringify(input))), output);
});

test("a mistake in the input is said with its place", () => {
  const output = api.check(/** @type {never} */ ({ polcy: [] }));
  assert.equal(output.exit, 2);
  assert.equal(output.report, null);
  assert.match(
    output.errors[0]?.headline ?? "",
    /^input:1:8: unknown field `polcy`, expected one of `policy`/,
  );
  assert.match(output.texts.plain ?? "", /unknown field `polcy`/);
});

test("no input at all is a mistake of the caller, and said to be", () => {
  for (const nothing of [undefined, () => {}]) {
    assert.throws(() => api.check(/** @type {never} */ (nothing)), /takes an object, or JSON text/);
  }
});

test("an answer that was not to be had leaves the others alone", () => {
  const before = api.check({ policy: [policy], claims });
  for (const hostile of ["[".repeat(3_000_000), `{"policy":${"[".repeat(3_000_000)}`, '"\\ud800"']) {
    assert.equal(JSON.parse(api.check(hostile)).exit, 2);
  }
  const deep = { name: "deep.json", text: "[".repeat(3_000_000) };
  assert.equal(api.check({ policy: [deep], claims }).exit, 2);
  assert.deepEqual(api.check({ policy: [policy], claims }), before);
});

test("the module imports nothing but its own glue: no clock, no network, no randomness", () => {
  const module = new WebAssembly.Module(readFileSync(new URL("../can_assume.wasm", import.meta.url)));
  const imported = WebAssembly.Module.imports(module).map((one) => one.name);
  assert.deepEqual(
    imported.filter((name) => !name.startsWith("__wbindgen_") && !name.startsWith("__wbg___wbindgen_")),
    [],
  );
});

test("a byte order mark is refused in JSON, and no part of a workflow", () => {
  const mark = "\ufeff";
  const marked = api.check({ policy: [{ ...policy, text: mark + policy.text }], claims });
  assert.equal(marked.exit, 2);
  assert.match(marked.errors[0]?.headline ?? "", /byte order mark/);
  assert.equal(api.check({ policy: [policy], claims: { ...claims, text: mark + claims.text } }).exit, 2);
  const text =
    "on: push\npermissions: {id-token: write}\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: ls}]}}\n";
  const of = (begin) =>
    api.claims({ workflow: { name: "deploy.yml", text: begin + text }, repository: "o/r" });
  assert.equal(of("").exit, 0);
  assert.deepEqual(of(mark), of(""));
});
