/** How long a step takes from the start of the process to its end, beside a Node that does nothing. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./root.ts";

const ROUNDS = 21;

const folder = mkdtempSync(join(tmpdir(), "can-assume-bench-"));
const claims = "examples/branch/claims.json";
const environment = {
  PATH: process.env.PATH ?? "",
  GITHUB_WORKSPACE: root,
  GITHUB_OUTPUT: join(folder, "output"),
  GITHUB_STEP_SUMMARY: join(folder, "summary"),
  RUNNER_TEMP: folder,
  INPUT_POLICY: "examples/branch/trust-policy.json",
  INPUT_CLAIMS: claims,
};
const arguments_ = {
  "node -e 0": ["-e", "0"],
  "check with claims": [join(root, "js/action/dist/index.cjs")],
};

const times = new Map<string, number[]>(Object.keys(arguments_).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, args] of Object.entries(arguments_)) {
    writeFileSync(environment.GITHUB_OUTPUT, "");
    writeFileSync(environment.GITHUB_STEP_SUMMARY, "");
    const start = performance.now();
    const { status } = spawnSync(process.execPath, args, { cwd: root, env: environment });
    times.get(name)?.push(performance.now() - start);
    if (status !== 0) throw new Error(`${name} ended with status ${status}`);
    const output = readFileSync(environment.GITHUB_OUTPUT, "utf8");
    if (name !== "node -e 0" && !/\nallowed\n/.test(output)) throw new Error(`${name} did not allow`);
  }
}
rmSync(folder, { recursive: true });

for (const [name, all] of times) {
  all.sort((one, other) => one - other);
  const at = (share: number) => (all[Math.floor(share * (all.length - 1))] ?? 0).toFixed(0).padStart(5);
  console.log(
    `${name.padEnd(20)} median ${at(0.5)} ms   fastest ${at(0)} ms   slowest ${at(1)} ms   (${ROUNDS} runs)`,
  );
}
