/** The files of the repository that a workflow calls: reusable workflows and actions. */
import { posix } from "node:path";
import type { Text } from "can-assume";
import type { Files } from "./files.ts";
import { Unusable } from "./unusable.ts";

/** GitHub runs at most 50 called workflows; actions come on top. */
const MOST_FILES = 200;

/** The paths that are tried at most: most of what looks like one is none. */
const MOST_PATHS = 20_000;

/**
 * The files that the workflow calls, and that those call, each named by its path in the repository, or where it was found
 * beside a workflow that stands elsewhere.
 *
 * Every text in the form of a local path is tried, whether a step calls it or not: the verifier takes what it needs, and
 * says which file it lacks. One that cannot be read is as one that is not there. Next to a workflow that stands elsewhere than in `.github/workflows` its folder takes that place.
 *
 * Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_iduses>
 */
export async function called(workflow: Text, files: Files): Promise<Text[]> {
  const found = new Map<string, Text | undefined>();
  const texts = [workflow.text];
  let count = 0;
  for (let text = texts.shift(); text !== undefined; text = texts.shift()) {
    for (const path of localPaths(text)) {
      if (found.has(path) || count >= MOST_FILES || found.size >= MOST_PATHS) continue;
      const file = await first(places(path, workflow.name), files);
      found.set(path, file);
      if (file === undefined) continue;
      count += 1;
      texts.push(file.text);
    }
  }
  return [...found.values()].filter((file) => file !== undefined);
}

function unreadable(error: unknown): undefined {
  if (!(error instanceof Unusable)) throw error;
}

/** The paths of files that a text may call: those of workflows, and `action.yml` of folders. */
function localPaths(text: string): string[] {
  const paths = new Set<string>();
  for (const [, given = ""] of text.matchAll(/(?<![\w.])(?:\.|\$)\/([^\s"'`,{}[\]#]*)/g)) {
    const path = posix.normalize(`./${given}`).replace(/\/+$/, "");
    if (path.split("/").includes("..")) continue;
    if (/\.ya?ml$/.test(path)) paths.add(path);
    paths.add(posix.join(path, "action.yml"));
    paths.add(posix.join(path, "action.yaml"));
  }
  return [...paths];
}

/** Where a file may be in the workspace, and what the verifier knows it by. */
interface Place {
  readonly at: string;
  readonly name: string;
}

/** Where the file at a path of the repository may be, the likeliest first. */
function places(path: string, workflow: string): Place[] {
  const folder = workflow.slice(0, workflow.lastIndexOf("/") + 1);
  const usual = /^(.*\/)?\.github\/workflows\/$/.exec(folder);
  // The repository may be checked out into a folder of the workspace.
  if (usual) return [{ at: `${usual[1] ?? ""}${path}`, name: path }];
  const moved = /^\.github\/(?:workflows\/)?(.+)$/.exec(path)?.[1];
  const beside = moved === undefined ? [] : [`${folder}${moved}`];
  return [...beside, path].map((at) => ({ at, name: at }));
}

async function first(all: readonly Place[], files: Files): Promise<Text | undefined> {
  for (const { at, name } of all) {
    const text = await files.read(at).catch(unreadable);
    if (text !== undefined) return { name, text };
  }
  return undefined;
}
