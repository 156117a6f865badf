/**
 * What the module weighs, and how long a step takes from the start of the process to its end, beside a Node that does
 * nothing. The processor time says what the step costs on a machine that does something else as well.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { root } from "./root.ts";

const ROUNDS = 21;

/** Has a process write the processor time that it took, in microseconds, as the last thing it does. */
const METER = `process.on("exit", () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  require("node:fs").writeFileSync(process.env.METER, String(userCPUTime + systemCPUTime));
});`;

const folder = mkdtempSync(join(tmpdir(), "can-assume-bench-"));
const meter = join(folder, "meter.cjs");
writeFileSync(meter, METER);
const environment = {
  PATH: process.env.PATH ?? "",
  GITHUB_WORKSPACE: root,
  GITHUB_OUTPUT: join(folder, "output"),
  GITHUB_STEP_SUMMARY: join(folder, "summary"),
  RUNNER_TEMP: folder,
  METER: join(folder, "meter"),
  INPUT_POLICY: "examples/branch/trust-policy.json",
  INPUT_CLAIMS: "examples/branch/claims.json",
};
const commands = { "node -e 0": ["-e", "0"], "check with claims": [join(root, "js/action/dist/index.cjs")] };

interface Run {
  readonly wall: number;
  readonly processor: number;
}

const runs = new Map<string, Run[]>(Object.keys(commands).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, args] of Object.entries(commands)) {
    writeFileSync(environment.GITHUB_OUTPUT, "");
    writeFileSync(environment.GITHUB_STEP_SUMMARY, "");
    const start = performance.now();
    const { status } = spawnSync(process.execPath, ["--require", meter, ...args], {
      cwd: root,
      env: environment,
    });
    const wall = performance.now() - start;
    if (status !== 0) throw new Error(`${name} ended with status ${status}`);
    const output = readFileSync(environment.GITHUB_OUTPUT, "utf8");
    if (name !== "node -e 0" && !/\nallowed\n/.test(output)) throw new Error(`${name} did not allow`);
    runs.get(name)?.push({ wall, processor: Number(readFileSync(environment.METER, "utf8")) / 1000 });
  }
}
rmSync(folder, { recursive: true });

const module = readFileSync(join(root, "js/wasm/can_assume.wasm"));
const sizes = [module, gzipSync(module, { level: 9 }), brotliCompressSync(module)].map(
  (bytes) => bytes.length,
);
console.log(`the module: ${sizes[0]} bytes, by gzip -9 ${sizes[1]}, by brotli ${sizes[2]}`);
console.log(`milliseconds, ${ROUNDS} runs of each in turn`);
for (const [name, all] of runs) {
  const sorted = (of: (run: Run) => number) => all.map(of).sort((one, other) => one - other);
  const wall = sorted((run) => run.wall);
  const processor = sorted((run) => run.processor);
  const at = (of: readonly number[], share: number) =>
    (of[Math.floor(share * (of.length - 1))] ?? 0).toFixed(0).padStart(4);
  console.log(
    `${name.padEnd(18)} fastest ${at(wall, 0)}  median ${at(wall, 0.5)}  slowest ${at(wall, 1)}  processor ${at(processor, 0.5)}`,
  );
}
