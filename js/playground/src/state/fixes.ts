/** Applies fixes to the texts of the page. */

import type { Fix } from "can-assume";
import { applyEdits } from "../model/edits.ts";
import type { Scenario, TextField } from "../model/scenario.ts";
import { announce } from "./announcement.ts";
import type { Verdict } from "./answers.ts";
import { choose, scenario } from "./scenario.ts";

const FIELDS: readonly TextField[] = ["policy", "workflow", "rcp", "callerPolicy", "facts"];

/** The text that a fix for `file` edits; null when it is not on the page. */
export function fixable(about: Verdict, file: string): string | null {
  const field = fieldOf(about.scenario, file);
  return field === null ? null : about.scenario[field].text;
}

/** Makes `fix`: every text that its edits are for. */
export function applyFix(fix: Pick<Fix, "title" | "edits">): void {
  const now = scenario.peek();
  const patch: Partial<Record<TextField, { name: string; text: string }>> = {};
  for (const file of new Set(fix.edits.map((edit) => edit.place.file))) {
    const field = fieldOf(now, file);
    if (field === null) continue;
    patch[field] = { name: now[field].name, text: applyEdits(now[field].text, file, fix.edits) };
  }
  choose(patch);
  announce(`Applied: ${fix.title}. Ctrl+Z in the editor takes it back.`);
}

function fieldOf(of: Scenario, file: string): TextField | null {
  return FIELDS.find((field) => of[field].name === file && of[field].text !== "") ?? null;
}
