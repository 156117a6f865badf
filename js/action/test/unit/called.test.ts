import assert from "node:assert/strict";
import { test } from "node:test";
import { called } from "../../src/called.ts";
import { Unusable } from "../../src/unusable.ts";

/** Files by path, and which were asked for. */
function files(all: Record<string, string>) {
  const asked: string[] = [];
  const read = async (path: string) => {
    asked.push(path);
    return all[path];
  };
  return { asked, find: () => [], read };
}

test("what a workflow calls is found, and what that calls", async () => {
  const checkout = files({
    ".github/workflows/callee.yml": `steps: [{uses: ./actions/assume}, {uses: "$/tools/x"}]`,
    "actions/assume/action.yml": "uses: './actions/inner/'",
    "actions/inner/action.yaml": "runs: {}",
    "tools/x/action.yml": "runs: {}",
  });
  const text = "jobs:\n  a:\n    uses: ./.github/workflows/callee.yml\n    with: {x: ./../../etc/passwd}\n";
  const found = await called({ name: ".github/workflows/a.yml", text }, checkout);
  assert.deepEqual(found.map(({ name }) => name).sort(), [
    ".github/workflows/callee.yml",
    "actions/assume/action.yml",
    "actions/inner/action.yaml",
    "tools/x/action.yml",
  ]);
  assert.ok(checkout.asked.every((path) => !path.includes("..")));
});

test("beside a workflow that stands elsewhere, its folder takes the place of .github/workflows", async () => {
  const checkout = files({ "examples/callee.yml": "beside", ".github/workflows/callee.yml": "in its place" });
  const found = await called(
    { name: "examples/a.yml", text: "uses: ./.github/workflows/callee.yml" },
    checkout,
  );
  assert.deepEqual(found, [{ name: "examples/callee.yml", text: "beside" }]);
});

test("the repository's own action is found, and paths are taken as GitHub takes them", async () => {
  const checkout = files({ "action.yml": "runs: {}", "a/b/action.yml": "runs: {}" });
  const text = "steps: [{uses: ./}, {uses: ./x/../a//b/}]";
  const found = await called({ name: ".github/workflows/a.yml", text }, checkout);
  assert.deepEqual(found.map(({ name }) => name).sort(), ["a/b/action.yml", "action.yml"]);
});

test("what looks like a path and is none does not hide what is called, nor does what cannot be read", async () => {
  const scripts = Array.from({ length: 1000 }, (_, index) => `./script${index}.sh`).join("\n");
  const checkout = files({ "one/action.yml": "uses: ./two", "two/action.yml": "runs: {}" });
  const read = async (path: string) => {
    if (path === "broken.yml") throw new Unusable("`broken.yml` is not UTF-8 text", "");
    return checkout.read(path);
  };
  const text = `run: ./broken.yml\n${scripts}\nuses: ./one\n`;
  const found = await called({ name: ".github/workflows/a.yml", text }, { ...checkout, read });
  assert.deepEqual(
    found.map(({ name }) => name),
    ["one/action.yml", "two/action.yml"],
  );
});

test("a repository in a folder of the workspace calls its own files, not those around it", async () => {
  const checkout = files({
    "app/.github/workflows/b.yml": "uses: ./actions/x",
    "app/actions/x/action.yml": "own",
    "actions/x/action.yml": "around it",
    ".github/workflows/c.yml": "around it",
  });
  const text = "uses: ./.github/workflows/b.yml\nuses: ./.github/workflows/c.yml";
  assert.deepEqual(await called({ name: "app/.github/workflows/a.yml", text }, checkout), [
    { name: ".github/workflows/b.yml", text: "uses: ./actions/x" },
    { name: "actions/x/action.yml", text: "own" },
  ]);
});

test("two that call each other end", async () => {
  const checkout = files({
    ".github/workflows/a.yml": "uses: ./.github/workflows/b.yml",
    ".github/workflows/b.yml": "uses: ./.github/workflows/a.yml",
  });
  const found = await called(
    { name: ".github/workflows/a.yml", text: "uses: ./.github/workflows/b.yml" },
    checkout,
  );
  assert.equal(found.length, 2);
});
