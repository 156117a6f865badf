/** What a mode found out, in the form in which it is published. */
import type { Decision, Diagnostic, Exit, Finding, Output, RoleDifference } from "can-assume";
import { annotate } from "./annotations.ts";
import { member } from "./event.ts";
import type { Mode } from "./manifest.ts";
import type { Unusable } from "./unusable.ts";

/** How a change of a policy comes out. */
export type Change = RoleDifference["change"];

/** The texts of an answer. */
export interface Texts {
  readonly plain: string;
  readonly markdown: string;
  /** Workflow commands, one a line. */
  readonly github: string;
}

/** The answer to one question of a mode. */
export interface Answer {
  readonly mode: Mode;
  /** What it is about: the path of a file, or several. */
  readonly about: string;
  /** As the command line's exit status: 0 yes or clean, 1 no or findings, 2 nothing decided, 3 undetermined. */
  readonly exit: Exit;
  /** Why, in a few words, for the message with which the step fails. */
  readonly headline: string;
  readonly decision?: Decision | undefined;
  readonly change?: Change | undefined;
  readonly findings?: readonly Finding[] | undefined;
  readonly texts: Texts;
  /** The report as the command line prints it; null where there is none. */
  readonly report: unknown;
  readonly sarif?: string | undefined;
}

/** The forms that every answer is asked for. */
export const FORMATS = ["plain", "markdown", "github"] as const;

/** The texts of a verifier's output; those that it does not render are made of what it says. */
export function textsOf(about: string, output: Output<unknown>): Texts {
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
    markdown: markdown ?? `### ${code(about)}\n\n${fenced(plain)}`,
    github: github ?? diagnosticsOf(output.report).map(annotate).join("\n"),
  };
}

/** The diagnostics of a report that has some. */
function diagnosticsOf(report: unknown): readonly Diagnostic[] {
  const found = member(report, "diagnostics");
  const results = member(report, "results");
  const own = Array.isArray(found) ? (found as Diagnostic[]) : [];
  return Array.isArray(results) ? [...own, ...results.flatMap(diagnosticsOf)] : own;
}

const NOTHING_DECIDED = "### ✗ Nothing decided\n\n";

/** The answer to a question that could not be asked. */
export function unusable(mode: Mode, about: string, error: Unusable): Answer {
  const plain = `error: ${error.message}\n  help: ${error.help.replaceAll("\n", "\n        ")}\n`;
  return {
    mode,
    about,
    exit: 2,
    headline: error.message,
    decision: mode === "check" || mode === "predict" ? "undetermined" : undefined,
    change: mode === "diff" ? "undetermined" : undefined,
    texts: { plain, markdown: `${NOTHING_DECIDED}${fenced(plain)}`, github: "" },
    report: null,
  };
}

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

/** The worst decision; undefined when there is none. */
export function worstDecision(decisions: Iterable<Decision>): Decision | undefined {
  return worst(decisions, ["allowed", "undetermined", "implicitDeny", "explicitDeny"]);
}

/** The gravest change; undefined when there is none. */
export function gravestChange(changes: Iterable<Change>): Change | undefined {
  return worst(changes, ["equivalent", "narrower", "undetermined", "changed", "wider"]);
}

function worst<Value>(values: Iterable<Value>, ladder: readonly Value[]): Value | undefined {
  let found = -1;
  for (const value of values) found = Math.max(found, ladder.indexOf(value));
  return ladder[found];
}
