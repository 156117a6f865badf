/** One step of a job: the bundle as a process, as the runner starts it. */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CheckReport, DiffReport, LintReport, WorkflowReport } from "can-assume";
import type { InputName, OutputName } from "../../src/manifest.ts";
import { INPUTS } from "../../src/manifest.ts";
import type { GitHub } from "./github.ts";

/** The report of a mode, whichever it is. */
type Report = CheckReport & WorkflowReport & DiffReport & LintReport;

/** The committed bundle. */
export const BUNDLE = fileURLToPath(new URL("../../dist/index.cjs", import.meta.url));

/** What a step has to say for itself. */
export interface Outcome {
  /** The exit status of the process. */
  readonly status: number | null;
  /** What it printed, without the masks that the runner takes out. */
  readonly log: string;
  /** The workflow commands `error`, `warning` and `notice` that the runner would carry out. */
  readonly annotations: readonly string[];
  /** What the runner was told to keep out of the log. */
  readonly masked: readonly string[];
  readonly outputs: Partial<Record<OutputName, string>>;
  readonly summary: string;
  /** The JSON report. */
  readonly report: {
    version: number;
    answers: { mode: string; about: string; exit: number; report: Report }[];
  };
}

/** A checkout in which steps run. */
export class Checkout {
  readonly root = mkdtempSync(join(tmpdir(), "can-assume-action-"));
  readonly workspace = join(this.root, "workspace");
  /** What the event tells; the variables of the run. */
  event: { name: string; payload: unknown; sha?: string } = { name: "push", payload: {} };
  repository = "octo-org/app";
  /** Variables beside those that a runner sets, or in their place; undefined takes one away. */
  environment: Record<string, string | undefined> = {};

  constructor(files: Record<string, string> = {}) {
    mkdirSync(this.workspace, { recursive: true });
    this.write(files);
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** Writes files by path. */
  write(files: Record<string, string>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.workspace, path)), { recursive: true });
      writeFileSync(join(this.workspace, path), text);
    }
  }

  /** Runs git in the checkout and returns what it prints. */
  git(...args: string[]): string {
    const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
    return execFileSync("git", [...identity, ...args], {
      cwd: this.workspace,
      encoding: "utf8",
      stdio: "pipe",
    }).trim();
  }

  /** Commits everything and returns the commit. */
  commit(message: string): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", message);
    return this.git("rev-parse", "HEAD");
  }

  /**
   * Runs the Action with these inputs; the rest have their defaults, as the runner gives them. Whatever comes out, no part
   * of a token that `github` issued is in it, nor what the job asks for tokens with.
   */
  async run(inputs: Partial<Record<InputName, string>>, github?: GitHub): Promise<Outcome> {
    const folder = mkdtempSync(join(this.root, "step-"));
    const file = (name: string, text = "") => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    mkdirSync(join(folder, "temp"));
    const environment: Record<string, string | undefined> = {
      PATH: process.env.PATH ?? "",
      HOME: folder,
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: this.workspace,
      GITHUB_REPOSITORY: this.repository,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_EVENT_NAME: this.event.name,
      GITHUB_EVENT_PATH: file("event.json", JSON.stringify(this.event.payload)),
      GITHUB_SHA: this.event.sha ?? "",
      GITHUB_OUTPUT: file("output"),
      GITHUB_STEP_SUMMARY: file("summary"),
      GITHUB_STATE: file("state"),
      GITHUB_ENV: file("env"),
      GITHUB_PATH: file("path"),
      RUNNER_TEMP: join(folder, "temp"),
      ...github?.environment,
    };
    for (const name of Object.keys(INPUTS) as InputName[]) {
      environment[`INPUT_${name.toUpperCase()}`] = inputs[name] ?? INPUTS[name].default;
    }
    const { status, printed } = await start({ ...environment, ...this.environment }, this.workspace);
    const read = (name: string) => readFileSync(join(folder, name), "utf8");
    const outputs = parseOutputs(read("output"));
    const log = printed.replace(/^::add-mask::.*\n/gm, "");
    const everything = [log, ...filesBelow(folder).map((path) => readFileSync(path, "utf8"))];
    if (outputs["sarif-file"])
      everything.push(readFileSync(join(this.workspace, outputs["sarif-file"]), "utf8"));
    for (const text of everything) assertNoSecret(text, github);
    assert.equal(
      read("env") + read("path") + read("state"),
      "",
      "the step leaves nothing to later steps but outputs",
    );
    return {
      status,
      log,
      annotations: commands(log).filter((line) => /^::(?:error|warning|notice)[ :]/.test(line)),
      masked: Array.from(printed.matchAll(/^::add-mask::(.*)$/gm), ([, secret = ""]) => secret),
      outputs,
      summary: read("summary"),
      report: outputs.report ? JSON.parse(readFileSync(outputs.report, "utf8")) : { version: 0, answers: [] },
    };
  }
}

function start(
  env: Record<string, string | undefined>,
  cwd: string,
): Promise<{ status: number | null; printed: string }> {
  const child = spawn(process.execPath, [BUNDLE], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  child.stdout.on("data", (chunk) => (printed += chunk));
  child.stderr.on("data", (chunk) => (printed += chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, printed }));
  });
}

/** The lines that the runner takes for commands: none between `stop-commands` and the word that ends it. */
function commands(log: string): string[] {
  const found: string[] = [];
  let end: string | undefined;
  for (const line of log.split("\n")) {
    if (end !== undefined) {
      if (line === `::${end}::`) end = undefined;
      continue;
    }
    end = /^::stop-commands::(.+)$/.exec(line)?.[1];
    if (line.trimStart().startsWith("::")) found.push(line);
    else assert.ok(!line.includes("##["), `a command in its old form: ${line}`);
  }
  assert.equal(end, undefined, "the runner listens again");
  return found;
}

/** `name<<delimiter`, the value, the delimiter. */
function parseOutputs(text: string): Partial<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [, name = "", , value = ""] of text.matchAll(
    /^([\w-]+)<<(ghadelimiter_[\w-]+)\n([\s\S]*?)\n\2$/gm,
  ))
    found[name] = value;
  return found;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** No run of 24 characters of a segment of a token, in any output. */
function assertNoSecret(text: string, github: GitHub | undefined): void {
  if (github === undefined) return;
  const segments = github.issued.flatMap((token) => token.split("."));
  for (const segment of [...segments, github.requestToken]) {
    for (let start = 0; start + 24 <= segment.length; start += 12) {
      assert.ok(!text.includes(segment.slice(start, start + 24)), `a part of a secret is shown:\n${text}`);
    }
  }
}
