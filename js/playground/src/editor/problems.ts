/** What the reports say of an editor's text, as marks in it. */

import type { Diagnostic as Mark } from "@codemirror/lint";
import type { Diagnostic, Finding } from "can-assume";
import { unitOffsets } from "../model/span.ts";

/** The marks of `diagnostics` that are in the file `name`, whose text is `text`. */
export function marksOf(diagnostics: readonly Diagnostic[], name: string, text: string): Mark[] {
  const units = unitOffsets(text);
  const marks: Mark[] = [];
  for (const { headline, id, level, labels } of diagnostics) {
    for (const { place, primary, text: words } of labels) {
      if (place.file !== name) continue;
      const from = units(place.start);
      const to = Math.max(units(place.end), from);
      const message = words === "" || !primary ? headline : `${words}: ${headline}`;
      marks.push({
        from,
        to,
        severity: primary ? SEVERITY[level] : "info",
        message: primary ? message : words,
        ...(id === "" ? {} : { source: id }),
      });
    }
  }
  return marks;
}

/** The marks of `findings` that are in the file `name`. */
export function findingMarks(findings: readonly Finding[], name: string, text: string): Mark[] {
  const lines = lineStarts(text);
  const at = (line: number, column: number) => {
    const start = lines[line - 1] ?? text.length;
    return Math.min(start + column - 1, text.length);
  };
  return findings
    .filter((finding) => finding.file === name)
    .map((finding) => ({
      from: at(finding.line, finding.column),
      to: Math.max(at(finding.line, finding.column), at(finding.endLine, finding.endColumn)),
      severity: finding.severity === "high" ? "warning" : "info",
      message: finding.message,
      source: finding.rule,
    }));
}

const SEVERITY = { error: "error", warning: "warning", note: "info" } as const;

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
