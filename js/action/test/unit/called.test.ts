import assert from "node:assert/strict";
import { test } from "node:test";
import { called } from "../../src/called.ts";

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
