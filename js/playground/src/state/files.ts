/** The files of the workflow's repository that are on the page. */

import { computed, signal } from "@preact/signals";
import type { Text } from "can-assume";
import { freePath, missingPaths, placeOf } from "../model/files.ts";
import { announce } from "./announcement.ts";
import { verdict, workflowReport } from "./answers.ts";
import { choose, scenario, typeScenario } from "./scenario.ts";

/** Which file is open: the path of one that is called, or null for the workflow itself. */
const opened = signal<string | null>(null);

/** The file that is called and open, by its place among all; null while the workflow itself is open. */
export const openFile = computed<number | null>(() => {
  const at = scenario.value.files.findIndex(({ name }) => name === opened.value);
  return at === -1 ? null : at;
});

/** What the workflow calls and is not on the page. */
export const missing = computed<readonly string[]>(() => {
  const report = workflowReport.value;
  if (report === null || verdict.value === null) return [];
  const { workflow, files } = verdict.value.scenario;
  const names = scenario.value.files.map(({ name }) => name);
  return missingPaths(report.diagnostics, [workflow, ...files]).filter((path) => !names.includes(path));
});

/** Texts that were removed, by their paths: whoever adds the file again has it back. */
const removed = new Map<string, string>();

/** Opens the file at place `at`, or the workflow itself. */
export function showFile(at: number | null): void {
  opened.value = at === null ? null : (scenario.peek().files[at]?.name ?? null);
}

/** Adds a file with the path `name`, or one that no other has, and opens it. */
export function addFile(name: string = freePath(paths())): void {
  put({ name, text: removed.get(name) ?? "" });
}

/** Adds a file from the disk where the workflow expects it, in the place of the one that was there. */
export function takeFile(name: string, text: string): void {
  put({ name: placeOf(name, missing.peek()), text });
}

/** Changes the text of the file at place `at` because somebody types in it. */
export function typeFile(at: number, text: string): void {
  const { files } = scenario.peek();
  const file = files[at];
  if (file === undefined || file.text === text) return;
  typeScenario({ files: files.with(at, { ...file, text }) });
}

/** Gives the file at place `at`, or the workflow itself, the path `name`. */
export function renameFile(at: number | null, name: string): void {
  const { workflow, files } = scenario.peek();
  if (at === null) {
    choose({ workflow: { ...workflow, name } });
    return;
  }
  const file = files[at];
  if (file === undefined) return;
  opened.value = name;
  choose({ files: files.with(at, { ...file, name }) });
}

/** Takes the file at place `at` away. */
export function removeFile(at: number): void {
  const { files } = scenario.peek();
  const file = files[at];
  if (file === undefined) return;
  removed.set(file.name, file.text);
  opened.value = files[at - 1]?.name ?? null;
  choose({ files: files.toSpliced(at, 1) });
  announce(`Removed ${file.name}. Add it again to have its text back.`);
}

function put(file: Text): void {
  const { files } = scenario.peek();
  const at = files.findIndex(({ name }) => name === file.name);
  opened.value = file.name;
  choose({ files: at === -1 ? [...files, file] : files.with(at, file) });
}

function paths(): string[] {
  const { workflow, files } = scenario.peek();
  return [workflow, ...files].map(({ name }) => name);
}
