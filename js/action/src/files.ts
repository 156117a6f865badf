/** The files that the inputs name. */
import type { Text } from "can-assume";
import { holdsToken } from "./foreign.ts";
import type { Inputs } from "./inputs.ts";
import type { InputName } from "./manifest.ts";
import type { Runner } from "./runner.ts";
import { Unusable } from "./unusable.ts";

/** Where files come from. */
export type Files = Pick<Runner, "find" | "read">;

/**
 * The files that the patterns of an input name.
 *
 * @throws {Unusable} when there are none
 */
export async function filesOf(files: Files, input: InputName, patterns: readonly string[]): Promise<Text[]> {
  if (patterns.length === 0)
    throw new Unusable(`input \`${input}\` is not set`, `name files with \`${input}:\``);
  const paths = files.find(patterns);
  if (paths.length === 0) throw namesNothing(input, patterns);
  // A path that is misspelt beside others would not be asked about, and nobody would know.
  const missing = literal(patterns).filter((path) => files.find([path]).length === 0);
  if (missing.length > 0) throw namesNothing(input, missing);
  return Promise.all(paths.map((path) => fileOf(files, input, path)));
}

/** The patterns that are paths: each has to name a file, where a glob may name none beside others. */
export function literal(patterns: readonly string[]): string[] {
  return patterns.filter((pattern) => !/^!|[*?[\]{}()]/.test(pattern));
}

/** What is said when the patterns of an input name no file. */
export function namesNothing(input: InputName, patterns: readonly string[]): Unusable {
  return new Unusable(
    `input \`${input}\` names no file: ${patterns.map((pattern) => `\`${pattern}\``).join(", ")}`,
    "paths are below the workspace; is the repository checked out before this step?",
  );
}

/**
 * The file that an input names.
 *
 * @throws {Unusable} when there is none
 */
export async function fileOf(files: Files, input: InputName, path: string): Promise<Text> {
  const text = await files.read(path);
  if (text === undefined) throw namesNothing(input, [path]);
  if (input !== "workflows") refuseToken(path, text);
  return { name: path, text };
}

/**
 * A message about a file shows lines of it, so that one with a token in the place of what was expected is not looked at.
 * (A workflow may well have one, of a test for instance, and everybody who sees its runs sees the workflow.)
 *
 * @throws {Unusable} when the file holds a token
 */
export function refuseToken(path: string, text: string): void {
  if (!holdsToken(text)) return;
  throw new Unusable(
    `\`${path}\` holds a token, which is as good as a password until it expires`,
    "give a file without one: of a token its payload as JSON; without input `claims` the step asks for its own token",
  );
}

/** What `check` and `predict` have in common: the files that hold for every question. */
export async function aroundOf(files: Files, inputs: Inputs) {
  return {
    role: inputs.role,
    providers: inputs.provider === undefined ? undefined : await fileOf(files, "provider", inputs.provider),
    rcp: inputs.rcps.length > 0 ? await filesOf(files, "rcp", inputs.rcps) : undefined,
  };
}

/** The owners whose repositories are the run's own: the one of its repository. */
export function ownersOf({ run }: Pick<Runner, "run">): string[] {
  const owner = run.repository.split("/")[0];
  return owner ? [owner] : [];
}
