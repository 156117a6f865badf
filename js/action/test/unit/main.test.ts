/** The decisions of `main`, with a runner that only remembers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CanAssume, CheckReport, Finding, LintReport, Output } from "can-assume";
import { run } from "../../src/main.ts";
import type { InputName, OutputName } from "../../src/manifest.ts";
import type { Runner } from "../../src/runner.ts";

/** A runner without an outside. */
function remembering(inputs: Partial<Record<InputName, string>>, files: Record<string, string> = {}) {
  const said = {
    outputs: {} as Partial<Record<OutputName, string>>,
    failures: [] as string[],
    warnings: [] as string[],
    commands: [] as string[],
    summary: "",
    kept: "",
    written: {} as Record<string, string>,
  };
  const absent = async () => undefined;
  const runner: Runner = {
    input: (name) => inputs[name] ?? "",
    run: { event: "push", payload: {}, repository: "octo-org/app", sha: "", server: "https://github.com" },
    now: () => 0,
    find: (patterns) => Object.keys(files).filter((path) => patterns.includes(path)),
    has: (path) => path in files,
    read: async (path) => files[path],
    history: {
      commit: absent,
      parents: async () => [],
      mergeBase: absent,
      files: async () => [],
      read: async () => "",
    },
    mayAsk: () => false,
    idToken: async () => "",
    mask: () => {},
    sleep: async () => {},
    get: async () => ({ status: 404, location: undefined, body: "" }),
    group: () => {},
    info: () => {},
    command: (line) => void said.commands.push(line),
    warn: (message) => void said.warnings.push(message),
    fail: (message) => void said.failures.push(message),
    output: (name, value) => {
      said.outputs[name] = value;
    },
    summarize: async (markdown) => {
      said.summary += markdown;
    },
    keep: async (name, text) => {
      said.kept = text;
      return `/tmp/${name}`;
    },
    write: async (path, text) => {
      said.written[path] = text;
      return path;
    },
  };
  return { runner, said };
}

/** A verifier that gives one answer; only what a test asks for is there. */
const answering = (functions: Record<string, () => unknown>) => () => functions as unknown as CanAssume;

const output = <Report>(parts: Partial<Output<Report>>): Output<Report> => ({
  version: 1,
  exit: 0,
  report: null,
  texts: {},
  errors: [],
  ...parts,
});

const check = (decision: CheckReport["decision"], exit: 0 | 1 | 3) =>
  output<CheckReport>({
    exit,
    report: { decision, cause: null } as CheckReport,
    texts: { markdown: `# ${decision}`, github: `::error file=role.json::${decision}` },
  });

const WITH_CLAIMS = { policy: "role.json", claims: "claims.json" };
const FILES = { "role.json": "{}", "claims.json": "{}" };

test("allowed", async () => {
  const { runner, said } = remembering(WITH_CLAIMS, FILES);
  await run(runner, answering({ check: () => check("allowed", 0) }));
  assert.equal(said.outputs.decision, "allowed");
  assert.deepEqual(said.failures, []);
  assert.equal(JSON.parse(said.kept).answers[0].report.decision, "allowed");
});

test("undetermined is a failure, or a warning, never nothing", async () => {
  const strict = remembering(WITH_CLAIMS, FILES);
  await run(strict.runner, answering({ check: () => check("undetermined", 3) }));
  assert.equal(strict.said.failures.length, 1);
  const lenient = remembering({ ...WITH_CLAIMS, "fail-on": "never" }, FILES);
  await run(lenient.runner, answering({ check: () => check("undetermined", 3) }));
  assert.deepEqual(lenient.said.failures, []);
  assert.deepEqual(lenient.said.warnings, ["undetermined: role.json: undetermined"]);
  assert.equal(lenient.said.outputs.decision, "undetermined");
});

test("a verifier that breaks decides nothing", async () => {
  const { runner, said } = remembering({ ...WITH_CLAIMS, "fail-on": "never" }, FILES);
  const broken = () => {
    throw new WebAssembly.RuntimeError("unreachable");
  };
  await run(runner, answering({ check: broken }));
  assert.equal(said.outputs.decision, "undetermined");
  assert.deepEqual(said.failures, ["role.json: can-assume broke: unreachable"]);
});

test("an input that cannot be stops everything", async () => {
  const { runner, said } = remembering({ mode: "audit" });
  await run(runner, answering({}));
  assert.match(said.failures.join(), /input `mode` has `audit`: give one or several of/);
  assert.deepEqual(said.outputs, {});
});

test("findings: counted, written as SARIF, and failing from their severity on", async () => {
  const finding = (severity: Finding["severity"]) => ({ severity }) as Finding;
  const lint = output<LintReport>({
    exit: 1,
    report: linted([finding("medium"), finding("low")]),
    texts: { sarif: "{}" },
  });
  const inputs = { mode: "lint", policy: "role.json", "sarif-file": "out.sarif" };
  const { runner, said } = remembering(inputs, FILES);
  await run(runner, answering({ lint: () => lint }));
  assert.equal(said.outputs.findings, "2");
  assert.equal(said.outputs.decision, "");
  assert.equal(said.outputs["sarif-file"], "out.sarif");
  assert.deepEqual(said.written, { "out.sarif": "{}" });
  assert.deepEqual(said.failures, []);
  const strict = remembering({ ...inputs, "fail-on": "medium" }, FILES);
  await run(strict.runner, answering({ lint: () => lint }));
  assert.deepEqual(strict.said.failures, ["role.json: 2 findings"]);
});

test("all modes at once; what one cannot do does not keep the others", async () => {
  const { runner, said } = remembering({ ...WITH_CLAIMS, mode: "check, diff, lint, predict" }, FILES);
  await run(
    runner,
    answering({
      check: () => check("allowed", 0),
      lint: () => output<LintReport>({ report: linted([]) }),
    }),
  );
  assert.equal(said.outputs.decision, "undetermined", "there are no workflows");
  assert.equal(said.outputs.change, "undetermined", "a push without a commit before it");
  assert.equal(said.outputs.findings, "0");
  assert.match(said.failures.join(), /\(and 1 more\)$/);
});

/** A report of `lint` with these findings. */
function linted(findings: Finding[]): LintReport {
  const summary = { high: 0, medium: 0, low: 0, info: 0, ignored: 0, policies: 1, workflows: 0 };
  return { version: 1, outcome: "findings", findings, summary, warnings: [], errors: [] };
}
