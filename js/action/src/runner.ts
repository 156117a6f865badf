/** What the Action needs of the outside, and where it gets it on a runner. */
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as core from "@actions/core";
import type { Run } from "./event.ts";
import { oneLine } from "./foreign.ts";
import { Repository } from "./git.ts";
import { get } from "./http.ts";
import type { TokenSource } from "./id-token.ts";
import type { Web } from "./issuer.ts";
import type { InputName, OutputName } from "./manifest.ts";
import { below, findFiles, readText, writeText } from "./workspace.ts";

/** What git knows of the checkout. */
export type History = Pick<Repository, "commit" | "parents" | "mergeBase" | "files" | "read">;

/** The outside. */
export interface Runner extends TokenSource, Web {
  /** The text of an input; empty when it is not set. */
  input(name: InputName): string;
  /** The run that the step belongs to. */
  readonly run: Run;
  /** Milliseconds since 1970. */
  now(): number;

  /** The files of the checkout that the patterns name. */
  find(patterns: readonly string[]): string[];
  /** Whether the checkout has a file at the path. */
  has(path: string): boolean;
  /** The text of a file of the checkout; undefined when there is none. */
  read(path: string): Promise<string | undefined>;
  readonly history: History;

  /** Prints a text in a group of the log. */
  group(title: string, text: string): void;
  /** Prints a line to the log. */
  info(text: string): void;
  /** Prints a workflow command that is escaped already. */
  command(line: string): void;
  /** Annotates the run with a warning. */
  warn(message: string): void;
  /** Fails the step. */
  fail(message: string): void;
  /** Sets an output. */
  output(name: OutputName, value: string): void;
  /** Appends to the job summary. */
  summarize(markdown: string): Promise<void>;
  /** Writes a file beside the checkout, for later steps, and returns its path. */
  keep(name: string, text: string): Promise<string>;
  /** Writes a file at a path that the workflow chose, and returns it. */
  write(path: string, text: string): Promise<string>;
}

/** The runner of GitHub Actions, through the toolkit. */
export class ActionsRunner implements Runner {
  readonly #root = process.env.GITHUB_WORKSPACE || process.cwd();
  readonly history: History = new Repository(this.#root);
  readonly run: Run = {
    event: process.env.GITHUB_EVENT_NAME ?? "",
    payload: payload(process.env.GITHUB_EVENT_PATH),
    repository: process.env.GITHUB_REPOSITORY ?? "",
    sha: process.env.GITHUB_SHA ?? "",
    server: process.env.GITHUB_SERVER_URL ?? "",
  };
  readonly get = get;

  input(name: InputName): string {
    const text = core.getInput(name);
    return name === "sarif-file" ? text : below(this.#root, text);
  }

  now(): number {
    return Date.now();
  }

  async sleep(milliseconds: number): Promise<void> {
    await pause(milliseconds);
  }

  find(patterns: readonly string[]): string[] {
    return findFiles(this.#root, patterns);
  }

  has(path: string): boolean {
    try {
      return statSync(resolve(this.#root, path)).isFile();
    } catch {
      return false;
    }
  }

  read(path: string): Promise<string | undefined> {
    return readText(this.#root, path);
  }

  mayAsk(): boolean {
    return Boolean(process.env.ACTIONS_ID_TOKEN_REQUEST_URL && process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
  }

  async idToken(audience: string): Promise<string> {
    const late = new AbortController();
    const tooLong = async () => {
      await pause(TOKEN_TIME_LIMIT_MS, undefined, { signal: late.signal });
      throw new Error(`no answer within ${TOKEN_TIME_LIMIT_MS / 1000} s`);
    };
    try {
      return await Promise.race([core.getIDToken(audience), tooLong()]);
    } finally {
      late.abort();
    }
  }

  mask(secret: string): void {
    core.setSecret(secret);
  }

  group(title: string, text: string): void {
    core.startGroup(oneLine(title));
    // The text shows lines of files and claims. Whatever they say, it is no command to the runner.
    const end = randomUUID();
    core.info(`::stop-commands::${end}\n${text.trimEnd()}\n::${end}::`);
    core.endGroup();
  }

  info(text: string): void {
    core.info(text);
  }

  command(line: string): void {
    core.info(line);
  }

  warn(message: string): void {
    core.warning(message);
  }

  fail(message: string): void {
    core.setFailed(message);
  }

  output(name: OutputName, value: string): void {
    core.setOutput(name, value);
  }

  async summarize(markdown: string): Promise<void> {
    // A runner from before 2022 has no summaries.
    if (!process.env.GITHUB_STEP_SUMMARY) return;
    await core.summary.addRaw(markdown).write();
  }

  async keep(name: string, text: string): Promise<string> {
    const own = process.env.RUNNER_TEMP;
    const temporary = own && existsSync(own) ? own : tmpdir();
    const path = join(mkdtempSync(join(temporary, "can-assume-")), name);
    await writeFile(path, text);
    return path;
  }

  async write(path: string, text: string): Promise<string> {
    await writeText(this.#root, path, text);
    return path;
  }
}

/** The time for one try at GitHub's token endpoint, the toolkit's own tries included. */
const TOKEN_TIME_LIMIT_MS = 30_000;

/** The payload of the event; `{}` where there is none. */
function payload(path: string | undefined): unknown {
  if (!path) return {};
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}
