import type { Fix } from "./check.d.ts";

/** How grave, or how sure. */
export type Grade = "high" | "medium" | "low";

/** The answer of `lint`. */
export interface LintReport {
  version: 1;
  findings: Finding[];
}

/** Something that is wrong in a policy or a workflow. */
export interface Finding {
  /** The permanent id of the rule. */
  rule: string;
  severity: Grade | "info";
  confidence: Grade;
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in Unicode scalar values. */
  column: number;
  endLine: number;
  endColumn: number;
  message: string;
  /** The claims of a token that shows it, where there is one. */
  witness: Record<string, unknown> | null;
  fixes: Fix[];
}
