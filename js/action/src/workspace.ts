/** The files of the checkout. */

import { globSync, lstatSync } from "node:fs";
import { mkdir, open, realpath, stat, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join, matchesGlob, relative, resolve, sep } from "node:path";
import { reason } from "./foreign.ts";
import { Unusable } from "./unusable.ts";

/** A larger file is no policy and no workflow. */
const MOST_BYTES = 8 << 20;

/** The patterns of one input: those that take files in, and those that take them out again. */
interface Patterns {
  readonly taken: readonly string[];
  readonly left: readonly string[];
}

/**
 * The files below `root` that the patterns name, sorted, with `/` between folders.
 *
 * @throws {Unusable} when a pattern leads out of the checkout, or is a folder
 */
export function findFiles(root: string, patterns: readonly string[]): string[] {
  const { taken, left } = parse(patterns);
  const found = new Set<string>();
  for (const pattern of taken) {
    const entries = globSync(pattern, { cwd: root, withFileTypes: true });
    const files = entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name));
    // A name may hold what has a meaning in a pattern.
    const named = lstatSync(join(root, pattern), { throwIfNoEntry: false });
    if (files.length === 0 && named?.isFile()) files.push(join(root, pattern));
    if (files.length === 0 && named?.isDirectory()) {
      const folder = pattern.replace(/\/+$/, "");
      throw new Unusable(`\`${pattern}\` is a folder`, `name its files, such as \`${folder}/*\``);
    }
    for (const file of files) {
      const path = relative(root, file).split(sep).join("/");
      if (!left.some((one) => one === path || matchesGlob(path, one))) found.add(path);
    }
  }
  return [...found].sort();
}

/** Lines of paths and patterns, those with `root` in front as below it: so a workflow writes `${{ github.workspace }}/…`. */
export function below(root: string, text: string): string {
  const start = `${root.replace(/[/\\]+$/, "")}${sep}`;
  const relative = (line: string) => {
    const [, out = "", path = ""] = /^\s*(!?)(.*)$/.exec(line) ?? [];
    return path.startsWith(start) ? out + path.slice(start.length) : line;
  };
  return text.split("\n").map(relative).join("\n");
}

/** Those of `paths` that the patterns name. */
export function selectPaths(paths: readonly string[], patterns: readonly string[]): string[] {
  const { taken, left } = parse(patterns);
  const named = (path: string, by: readonly string[]) =>
    by.some((one) => one === path || matchesGlob(path, one));
  return paths.filter((path) => named(path, taken) && !named(path, left)).sort();
}

function parse(patterns: readonly string[]): Patterns {
  const all = patterns.map((given) => {
    const out = given.startsWith("!");
    const pattern = (out ? given.slice(1) : given)
      .split(sep)
      .join("/")
      .replace(/^(?:\.\/)+/, "");
    if (isAbsolute(pattern) || pattern.split("/").includes("..")) {
      throw new Unusable(
        `\`${given}\` leads out of the checkout`,
        "give a path or a glob below the workspace",
      );
    }
    return { out, pattern };
  });
  return {
    taken: all.filter(({ out }) => !out).map(({ pattern }) => pattern),
    left: all.filter(({ out }) => out).map(({ pattern }) => pattern),
  };
}

/**
 * The text of the file at `path` below `root`; undefined when there is none.
 *
 * A link may stand in the place of the file, but not lead out of the checkout or into `.git`: whoever opens a pull request
 * chooses where it leads, and an error message shows lines of the file.
 *
 * @throws {Unusable} when it is no file of text, or leads elsewhere
 */
export async function readText(root: string, path: string): Promise<string | undefined> {
  const full = resolve(root, path);
  try {
    if (!(await isInside(root, full)))
      throw new Unusable(`\`${path}\` leads out of the checkout`, "give a file of the repository");
    const kind = await stat(full);
    if (kind.isDirectory()) throw new Unusable(`\`${path}\` is a folder`, "name a file");
    if (!kind.isFile()) throw new Unusable(`\`${path}\` is no file of text`, "give a file of text");
    const file = await open(full);
    try {
      const { size } = await file.stat();
      if (size > MOST_BYTES) {
        throw new Unusable(
          `\`${path}\` has ${size} bytes; at most ${MOST_BYTES} are read`,
          "is it the right file?",
        );
      }
      return decode(path, await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Unusable) throw error;
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined;
    throw new Unusable(`cannot read \`${path}\`: ${reason(error)}`, "give a file of the repository");
  }
}

/**
 * Whether what stands at the path `full` is in the checkout, wherever links lead, and not in `.git`.
 *
 * @throws what the file system throws, when nothing is there
 */
async function isInside(root: string, full: string): Promise<boolean> {
  const real = relative(await realpath(root), await realpath(full)).split(sep);
  return !isAbsolute(join(...real)) && real[0] !== ".." && !real.includes(".git");
}

/**
 * Writes a file at `path`, below `root` where the path is relative.
 *
 * The workflow may choose a place outside of the checkout. But where it names one inside, a link does not lead elsewhere:
 * whoever opens a pull request chooses where links lead.
 *
 * @throws {Unusable} when the file cannot be written there
 */
export async function writeText(root: string, path: string, text: string): Promise<void> {
  const full = resolve(root, path);
  const steps = relative(root, full).split(sep);
  try {
    if (!isAbsolute(join(...steps)) && steps[0] !== "..") {
      for (let folder = dirname(full); folder.length > resolve(root).length; folder = dirname(folder)) {
        refuseLink(folder, path);
      }
      refuseLink(full, path);
    }
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, text);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`cannot write \`${path}\`: ${reason(error)}`, "name a file that can be written");
  }
}

function refuseLink(place: string, path: string): void {
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Unusable(`\`${path}\` is behind a link`, "name a file that the repository does not have");
}

/**
 * The bytes as text.
 *
 * @throws {Unusable} when they are not UTF-8
 */
export function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Unusable(`\`${path}\` is not UTF-8 text`, "save it as UTF-8");
  }
}
