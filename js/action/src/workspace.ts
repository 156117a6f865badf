/** The files of the checkout. */

import { globSync, lstatSync } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { isAbsolute, join, matchesGlob, relative, resolve, sep } from "node:path";
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
 * @throws {Unusable} when a pattern leads out of the checkout
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
    if (files.length === 0 && isFile(join(root, pattern))) files.push(join(root, pattern));
    for (const file of files) {
      const path = relative(root, file).split(sep).join("/");
      if (!left.some((one) => one === path || matchesGlob(path, one))) found.add(path);
    }
  }
  return [...found].sort();
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
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
  const inside = async () => {
    const real = relative(await realpath(root), await realpath(full)).split(sep);
    return !isAbsolute(join(...real)) && real[0] !== ".." && !real.includes(".git");
  };
  try {
    if (!(await inside()))
      throw new Unusable(`\`${path}\` leads out of the checkout`, "give a file of the repository");
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
 * The bytes as text.
 *
 * @throws {Unusable} when they are not UTF-8
 */
export function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Unusable(`\`${path}\` is not UTF-8 text`, "give a file of text");
  }
}
