/** The texts of an answer: for the log, the summary and the annotations. */
import type { Diagnostic, Output } from "can-assume";
import { annotate } from "./annotations.ts";
import { oneLine } from "./foreign.ts";

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
 * The texts of a verifier's output. Where there are errors, input that could not be used stands before what the rest came to;
 * `diagnostics` are annotated too.
 */
export function textsOf(output: Output<unknown>, diagnostics: readonly Diagnostic[] = []): Texts {
  const { plain = "", markdown = "", github = "" } = output.texts;
  const annotations = [...output.errors, ...diagnostics].map(annotate);
  const texts = { plain, markdown, github: [...annotations, github].join("\n") };
  if (output.errors.length === 0) return texts;
  // The plain text has the errors already, unless it has an answer as well.
  const unusable = output.report === null ? plain : output.errors.map(line).join("");
  return {
    ...texts,
    plain: output.report === null ? plain : `${unusable}\n${plain}`,
    markdown: `${NOTHING_DECIDED}${fenced(unusable)}\n${markdown}`,
  };
}

/** An error as one line. */
function line({ level, headline, labels }: Diagnostic): string {
  const place = labels.find((label) => label.primary)?.place;
  return `${place ? `${place.file}:${place.line}:${place.column}: ` : ""}${level}: ${oneLine(headline)}\n`;
}

/** The heading of what could not be used. */
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
