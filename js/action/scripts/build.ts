/**
 * Writes what is made from the sources: the bundle, the licences of what is in it, `action.yml`, `action-types.yml` and the
 * tables of docs/action.md. With `--check` it writes nothing and fails when a file is not what it would write.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { bundle } from "./bundle.ts";
import { actionTypesYml, actionYml, withTables } from "./manifest.ts";
import { root } from "./root.ts";

const made = new Map<string, string | Uint8Array>(await bundle());
made.set(`${root}action.yml`, actionYml());
made.set(`${root}action-types.yml`, actionTypesYml());
made.set(`${root}docs/action.md`, withTables(await readFile(`${root}docs/action.md`, "utf8")));

const stale: string[] = [];
for (const [path, content] of made) {
  const now = await readFile(path).catch(() => Buffer.alloc(0));
  if (now.equals(Buffer.from(content))) continue;
  stale.push(relative(root, path));
  if (process.argv.includes("--check")) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
if (process.argv.includes("--check") && stale.length > 0) {
  console.error(
    `not up to date: ${stale.join(", ")}; run \`npm run build --workspace can-assume-action\` in js/`,
  );
  process.exitCode = 1;
}
