import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Unusable } from "../../src/unusable.ts";
import { below, findFiles, readText, selectPaths, writeText } from "../../src/workspace.ts";

const root = mkdtempSync(join(tmpdir(), "can-assume-workspace-"));
after(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, ".github/workflows"), { recursive: true });
mkdirSync(join(root, "a/b"), { recursive: true });
for (const path of [".github/workflows/x.yml", "a/one.json", "a/b/two.json", "a/[x].json"])
  writeFileSync(join(root, path), path);

test("patterns name files, now and in a list of paths alike", () => {
  const all = [".github/workflows/x.yml", "a/[x].json", "a/b/two.json", "a/one.json"];
  for (const [patterns, expected] of [
    [["a/o*.json"], ["a/one.json"]],
    [["a/**/*.json"], ["a/[x].json", "a/b/two.json", "a/one.json"]],
    [["a/**/*.json", "!a/b/**", "!a/[x].json"], ["a/one.json"]],
    [["a/[x].json"], ["a/[x].json"]],
    [["./a/one.json"], ["a/one.json"]],
    [[".github/workflows/*.{yml,yaml}"], [".github/workflows/x.yml"]],
    [["missing.json"], []],
  ] as const) {
    assert.deepEqual(findFiles(root, patterns), expected, `${patterns}`);
    assert.deepEqual(selectPaths(all, patterns), expected, `${patterns}`);
  }
});

test("a folder is told from a file that is missing", () => {
  for (const pattern of ["a", "a/", "./a/b"]) {
    assert.throws(() => findFiles(root, [pattern]), /is a folder/);
  }
});

test("the workspace in front of a path is taken off it", () => {
  const text = `${root}/a/one.json\n!${root}/a/b/**\n  b.json\n/etc/passwd\n${root}x/y`;
  assert.equal(below(`${root}/`, text), `a/one.json\n!a/b/**\n  b.json\n/etc/passwd\n${root}x/y`);
});

test("a file is not written behind a link, and elsewhere where the path says so", async () => {
  const other = mkdtempSync(join(tmpdir(), "can-assume-elsewhere-"));
  after(() => rmSync(other, { recursive: true }));
  symlinkSync(join(other, "victim"), join(root, "out.sarif"));
  symlinkSync(other, join(root, "out"));
  for (const path of ["out.sarif", "out/x.sarif", "a/../out/deep/x.sarif", join(root, "out/x.sarif")]) {
    await assert.rejects(writeText(root, path, "{}"), /is behind a link/);
  }
  assert.deepEqual(readdirSync(other), []);
  await writeText(root, "new/x.sarif", "{}");
  assert.equal(await readText(root, "new/x.sarif"), "{}");
  await writeText(root, join(other, "x.sarif"), "{}");
  assert.deepEqual(readdirSync(other), ["x.sarif"]);
  await assert.rejects(writeText(root, "a", "{}"), /cannot write `a`: EISDIR/);
});

test("a path out of the checkout is refused", async () => {
  for (const pattern of ["../x", "/etc/passwd", "!/etc/x", "a/../../x"])
    assert.throws(() => findFiles(root, [pattern]), Unusable);
  symlinkSync("/etc/passwd", join(root, "passwd"));
  await assert.rejects(readText(root, "passwd"), /leads out of the checkout/);
  await assert.rejects(readText(root, "../x"), Unusable);
});

test("a file that is not there is undefined, one that is not text is refused", async () => {
  assert.equal(await readText(root, "a/one.json"), "a/one.json");
  assert.equal(await readText(root, "a/none.json"), undefined);
  assert.equal(await readText(root, "a/one.json/x"), undefined);
  await assert.rejects(readText(root, "a"), /`a` is a folder/);
  writeFileSync(join(root, "binary"), Buffer.from([0xff, 0xfe, 0]));
  await assert.rejects(readText(root, "binary"), /is not UTF-8 text/);
});
