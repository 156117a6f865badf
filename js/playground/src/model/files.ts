/** The other files of a repository that a workflow calls: reusable workflows and composite actions. */

import type { Diagnostic, Text } from "can-assume";
import { rangeOfBytes } from "./span.ts";

const WORKFLOWS = ".github/workflows/";

/** A path that no file of `taken` has. */
export function freePath(taken: readonly string[]): string {
  for (let at = 1; ; at += 1) {
    const path = `${WORKFLOWS}called${at === 1 ? "" : `-${at}`}.yml`;
    if (!taken.includes(path)) return path;
  }
}

/** What is wrong with `path` as that of a file beside files called `others`; null when nothing is. */
export function pathProblem(path: string, others: readonly string[]): string | null {
  if (path.trim() === "") return "the path is empty; expected one such as `.github/workflows/called.yml`";
  if (/^\/|\\|(^|\/)\.{0,2}(\/|$)/.test(path))
    return `\`${path}\` is no path in the repository; expected one such as \`.github/workflows/called.yml\``;
  return others.includes(path) ? `\`${path}\` is the path of another file; expected one of its own` : null;
}

/** What a tab calls the file `path`: without the folder where all of them are. */
export function shortPath(path: string): string {
  return path.startsWith(WORKFLOWS) ? path.slice(WORKFLOWS.length) : path.replace(/^\.github\//, "");
}

/** Where in the repository a file from the disk belongs: what is called and not there, else where such files are. */
export function placeOf(name: string, missing: readonly string[]): string {
  const called = missing.find((path) => path.endsWith(`/${name}`));
  if (called !== undefined) return called;
  return isActionFile(name) ? `.github/actions/called/${name}` : WORKFLOWS + name;
}

/** Whether a YAML file from the disk is one that workflows call, and does not run by itself. */
export function isCalled(name: string, text: string): boolean {
  if (isActionFile(name)) return true;
  const triggers = /^(?:on|"on"|'on'):([^\n]*(?:\n(?:[ \t#-][^\n]*)?)*)/m.exec(text)?.[1] ?? "";
  return (
    /\bworkflow_call\b/.test(triggers) &&
    !/\b(?:push|pull_request|workflow_dispatch|schedule|release)\b/.test(triggers)
  );
}

/** Whether `path` is that of a workflow, which `lint` can look at, and not of an action. */
export function isWorkflowPath(path: string): boolean {
  return path.startsWith(WORKFLOWS);
}

/** The paths that workflows call in their own repository and that are not at hand, as `diagnostics` of `texts` say. */
export function missingPaths(diagnostics: readonly Diagnostic[], texts: readonly Text[]): string[] {
  const paths = diagnostics
    .filter(({ id }) => id === "not-followed")
    .flatMap(({ labels }) => labels.filter(({ primary }) => primary))
    .map(({ place }) => {
      const text = texts.find(({ name }) => name === place.file)?.text ?? "";
      const { from, to } = rangeOfBytes(text, place.start, place.end);
      return calledPath(text.slice(from, to));
    });
  return [...new Set(paths.filter((path) => path !== null))];
}

/** The path of the file that `uses` names, where that is one of the same repository. */
function calledPath(uses: string): string | null {
  const path = /^["']?[.$]\/(.+?)\/?["']?$/.exec(uses.trim())?.[1];
  if (path === undefined) return null;
  return /\.ya?ml$/.test(path) ? path : `${path}/action.yml`;
}

function isActionFile(name: string): boolean {
  return /^action\.ya?ml$/.test(name);
}
