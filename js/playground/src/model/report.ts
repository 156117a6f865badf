/** The documents that the engine answers with, as docs/json.md of the repository describes them. */

/** What is decided. */
export type Decision = "allowed" | "explicitDeny" | "implicitDeny" | "undetermined";

/** A place in a file: bytes from 0, lines and columns from 1. */
export interface Place {
  file: string;
  start: number;
  end: number;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** A replacement of some bytes of a file. */
export interface Edit {
  place: Place;
  replacement: string;
}

/** A message with its places. */
export interface Diagnostic {
  level: "error" | "warning" | "note";
  id: string;
  headline: string;
  labels: { primary: boolean; text: string; place: Place }[];
  notes: string[];
  helps: { text: string; edits: Edit[] }[];
}

/** Bytes of the text of a policy. */
export interface Span {
  start: number;
  end: number;
}

/** The principal or the action of a statement, evaluated. */
export interface ElementTrace {
  result: string;
  values: string[];
}

/** A condition, evaluated. */
export interface ConditionTrace {
  operator: string;
  key: string;
  span: Span;
  result: string;
  populated: string;
  presented: string[];
  values: { text: string; resolved?: string | null; matched: string }[];
  mismatch?: string | null;
}

/** A statement, evaluated. */
export interface StatementTrace {
  index: number;
  sid?: string | null;
  effect: string;
  span: Span;
  applies: string;
  principal: ElementTrace;
  action: ElementTrace;
  conditions: ConditionTrace[];
}

/** A policy, evaluated for one action. */
export interface EvaluationTrace {
  policy: string;
  index: number;
  action: string;
  principal: string;
  decision: string;
  statements: StatementTrace[];
}

/** A fix that was tried and found to help. */
export interface Fix {
  title: string;
  file: string;
  edits: Edit[];
  decisionAfter: Decision;
  gains: string[];
}

/** A cause by its permanent id. */
export interface Cause {
  id: string;
  headline: string;
}

/** The answer of `check`. */
export interface CheckReport {
  version: number;
  decision: Decision;
  stage: string;
  authenticity: string;
  aws?: { code: string; message: string; oldMessage?: string | null } | null;
  cause?: Cause | null;
  otherCauses: Cause[];
  failing: {
    statement?: number | null;
    sid?: string | null;
    operator: string;
    key: string;
    policyValues: string[];
    tokenValue: string | string[] | null;
    mismatch: string;
  }[];
  missing: { key: string; reason: string }[];
  fixes: Fix[];
  assumptions: string[];
  remarks: string[];
  trace: { evaluations: EvaluationTrace[] };
  diagnostics: Diagnostic[];
}
