/** The texts of an answer: for the log, the summary and the annotations. */
import type { Diagnostic, Output } from "can-assume";
import { annotate } from "./annotations.ts";
import { member } from "./event.ts";

/** The texts of an answer. */
export interface Texts {
  readonly plain: string;
  readonly markdown: string;
  /** Workflow commands, one a line. */
  readonly github: string;
}

/** The forms that every answer is asked for. */
export const FORMATS = ["plain", "markdown", "github"] as const;

/**
 * The texts of a verifier's output. Those that it does not render are made of what it says: the plain text under `word`, and
 * an annotation for each of the `diagnostics`, which are the report's unless others are given.
 */
export function textsOf(
  about: string,
  word: string,
  output: Output<unknown>,
  diagnostics?: Diagnostic[],
): Texts {
  const { plain = "", markdown, github } = output.texts;
  if (output.report === null) {
    return {
      plain,
      markdown: `${NOTHING_DECIDED}${fenced(plain)}`,
      github: output.errors.map(annotate).join("\n"),
    };
  }
  return {
    plain,
    markdown: markdown ?? `### ${MARKS[output.exit]} ${word}: ${code(about)}\n\n${fenced(plain)}`,
    github: github ?? (diagnostics ?? diagnosticsOf(output.report)).map(annotate).join("\n"),
  };
}

/** The diagnostics of a report that has some. */
function diagnosticsOf(report: unknown): readonly Diagnostic[] {
  const found = member(report, "diagnostics");
  const results = member(report, "results");
  const own = Array.isArray(found) ? (found as Diagnostic[]) : [];
  return Array.isArray(results) ? [...own, ...results.flatMap(diagnosticsOf)] : own;
}

/** A mark for each exit status, beside the word that says it. */
const MARKS = { 0: "✓", 1: "✗", 2: "✗", 3: "?" } as const;

/** The heading of an answer that is none. */
export const NOTHING_DECIDED = "### ✗ Nothing decided\n\n";

/** The text as a span of code, as Markdown has it: fenced by more backticks than are in it. */
export function code(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  const line = text.replace(/\s+/g, " ");
  return text.startsWith("`") || text.endsWith("`") ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** The text as a block of code, fenced by more backticks than are in it. */
export function fenced(text: string): string {
  const fence = "`".repeat(Math.max(2, longestRun(text)) + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}\n`;
}

/** The length of the longest run of backticks. */
function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
