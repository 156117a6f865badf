import type { Diagnostic, Edit, Label } from "./diagnostic.d.ts";

/** How grave, or how sure. */
export type Grade = "high" | "medium" | "low";

/** The answer of `lint`. */
export interface LintReport {
  version: 1;
  outcome: "clean" | "findings" | "badInput" | "undetermined";
  /** File by file, in order of place. */
  findings: Finding[];
  /** How many there are. */
  summary: {
    high: number;
    medium: number;
    low: number;
    info: number;
    /** Findings that the configuration ignores. */
    ignored: number;
    /** Trust policies that were looked at. */
    policies: number;
    /** Workflows that were looked at. */
    workflows: number;
  };
  /** Ignores that are not used or have expired. */
  warnings: Diagnostic[];
  /** Files that cannot be read; the others were linted. */
  errors: Diagnostic[];
}

/** Something that is wrong in a policy or a workflow. */
export interface Finding {
  /** The permanent id of the rule; `explain({ id })` gives its page. */
  rule: string;
  severity: Grade | "info";
  confidence: Grade;
  file: string;
  /** Offset of the first byte. */
  start: number;
  /** Offset just past the last byte. */
  end: number;
  /** From 1. */
  line: number;
  /** From 1, in Unicode scalar values. */
  column: number;
  endLine: number;
  endColumn: number;
  message: string;
  /** The role whose policy it is about, where the file names it. */
  role: string | null;
  /** Position of the statement it is about, from 0. */
  statement: number | null;
  sid: string | null;
  /** The claims of a token that shows it, where there is one. */
  witness: Record<string, unknown> | null;
  /** Other context keys with which the witness is allowed. */
  context: Record<string, string[]>;
  /** The proof that something never happens, where that is claimed. */
  contradiction: string | null;
  /** Whether it says no more than that something was not decided. */
  undetermined: boolean;
  /** All places, the primary ones first. */
  labels: Label[];
  notes: string[];
  /** Actions that no edit carries out. */
  helps: string[];
  fixes: LintFix[];
}

/** An edit that was tried: the finding is gone, and nobody is let in who was not before. */
export interface LintFix {
  title: string;
  file: string;
  edits: Edit[];
  /** What it changes of who is let in; null for a workflow. */
  change: "equivalent" | "narrower" | null;
}
