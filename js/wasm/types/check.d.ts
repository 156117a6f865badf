import type { Diagnostic, Edit } from "./diagnostic.d.ts";

/** AWS's own words, and ours for neither. */
export type Decision = "allowed" | "explicitDeny" | "implicitDeny" | "undetermined";

/** Where a request is decided. */
export type Stage =
  | "token"
  | "provider"
  | "audience"
  | "signature"
  | "expiry"
  | "trust-policy"
  | "guardrail"
  | "request";

/** The answer of `check` about one identity. */
export interface CheckReport {
  version: 1;
  decision: Decision;
  stage: Stage;
  authenticity: "verified" | "unverified" | "predicted";
  /** Of a denial: what AWS answers. */
  aws: AwsAnswer | null;
  /** Of a denial: why. */
  cause: Cause | null;
  /** Further causes, in the order in which fixing them matters. */
  otherCauses: Cause[];
  /** What failed, the nearest statement's elements first. */
  failing: Failing[];
  /** Of an undetermined decision: what would decide. */
  missing: Missing[];
  /** Edits that were applied and evaluated. */
  fixes: Fix[];
  /** What was taken for granted because nobody said it. */
  assumptions: string[];
  /** What is worth knowing beside the decision. */
  remarks: string[];
  trace: { evaluations: Evaluation[] };
  diagnostics: Diagnostic[];
}

/** The answer of `check` about a workflow. */
export interface WorkflowReport {
  version: 1;
  /** One for each job, trigger and role. */
  results: WorkflowResult[];
  diagnostics: Diagnostic[];
}

/** The verdict for one job, trigger and role. */
export interface WorkflowResult extends CheckReport {
  workflow: string;
  /** The job; behind `›` the job of a workflow that it calls. */
  job: string;
  /** The event and the refs, e.g. `push refs/heads/main`. */
  trigger: string;
  matrix: string[];
  role: string | null;
  /** The subjects that the token can have; empty when there is no token. */
  subjects: string[];
  /** Where the verdict depends on what is not known: the verdict in each case. */
  alternatives: { when: string; subject: string; decision: Decision }[];
}

/** What AWS answers. */
export interface AwsAnswer {
  code: string;
  message: string;
  /** The wording before 2026, where it was another. */
  oldMessage: string | null;
}

/** A cause; `explain({ id })` gives its page. */
export interface Cause {
  id: string;
  headline: string;
}

/** An element that keeps the request from being allowed. */
export interface Failing {
  /** Position of the statement, from 0; null for the provider's registration. */
  statement: number | null;
  sid: string | null;
  /** The condition operator, or `Principal`, `Action`, `provider`. */
  operator: string;
  key: string;
  policyValues: string[];
  /** Null when the key is absent from the request context, a list when it is multivalued. */
  tokenValue: string | string[] | null;
  mismatch: string;
}

/** What would decide. */
export interface Missing {
  key: string;
  reason: string;
}

/** A fix that was tried and found to help. */
export interface Fix {
  title: string;
  file: string;
  edits: Edit[];
  decisionAfter: Decision;
  /** What else the edits let in. */
  gains: string[];
}

/** Whether something holds. */
export type Truth = "true" | "false" | "unknown";

/** One policy, evaluated for one action. */
export interface Evaluation {
  policy: "trustPolicy" | "resourceControlPolicy" | "callerPolicy";
  /** Position among the policies of this kind, from 0. */
  index: number;
  action: string;
  principal: string;
  decision: Decision;
  statements: StatementTrace[];
}

/** Bytes of the policy's text. */
export interface ByteSpan {
  start: number;
  end: number;
}

/** What evaluation found of one statement. */
export interface StatementTrace {
  index: number;
  sid: string | null;
  effect: "Allow" | "Deny";
  span: ByteSpan;
  applies: Truth;
  principal: { result: Truth; values: string[] };
  action: { result: Truth; values: string[] };
  conditions: ConditionTrace[];
}

/** What evaluation found of one condition. */
export interface ConditionTrace {
  operator: string;
  key: string;
  span: ByteSpan;
  result: Truth;
  populated: "present" | "missing" | "never-populated" | "unknown";
  presented: string[];
  values: { text: string; resolved: string | null; matched: Truth }[];
  mismatch: string | null;
}
