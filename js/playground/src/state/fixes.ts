/** Applies fixes to the texts of the page. */

import type { Fix, Text } from "can-assume";
import { applyEdits } from "../model/edits.ts";
import type { Scenario, TextField } from "../model/scenario.ts";
import { announce } from "./announcement.ts";
import type { Verdict } from "./answers.ts";
import { choose, scenario } from "./scenario.ts";

const FIELDS: readonly TextField[] = ["policy", "workflow", "rcp", "callerPolicy", "facts"];

/** The text that a fix for `file` edits; null when it is not on the page. */
export function fixable(about: Verdict, file: string): string | null {
  return textsOf(about.scenario).find(({ name }) => name === file)?.text ?? null;
}

/** Makes `fix`: every text that its edits are for. */
export function applyFix(fix: Pick<Fix, "title" | "edits">): void {
  const now = scenario.peek();
  const done = new Set<string>();
  const edited = (file: Text): Text => {
    const { name, text } = file;
    if (text === "" || done.has(name)) return file;
    done.add(name);
    return { name, text: applyEdits(text, name, fix.edits) };
  };
  const fields = FIELDS.map((field) => [field, edited(now[field])]);
  choose({ ...Object.fromEntries(fields), files: now.files.map(edited) });
  announce(`Applied: ${fix.title}. Ctrl+Z in the editor takes it back.`);
}

function textsOf(of: Scenario): Text[] {
  return [...FIELDS.map((field) => of[field]), ...of.files].filter(({ text }) => text !== "");
}
