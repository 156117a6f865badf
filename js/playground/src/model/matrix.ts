/** A workflow's verdicts as a table: jobs down, triggers across. */

import type { ClaimsReport, Decision, PredictedToken, WorkflowReport, WorkflowResult } from "can-assume";

/** What a cell says: a verdict, or why there is none. */
export type CellKind = Decision | "noToken" | "noRole" | "notRun";

/** A job under a trigger. */
export interface Cell {
  readonly trigger: string;
  readonly kind: CellKind;
  /** The position of the verdict in the report, where there is one. */
  readonly result: number | null;
  readonly token: PredictedToken | null;
}

/** A job, and the role that it assumes. */
export interface MatrixRow {
  readonly job: string;
  readonly matrix: string;
  readonly role: string | null;
  readonly cells: readonly Cell[];
}

/** The whole table. */
export interface Matrix {
  readonly triggers: readonly string[];
  readonly rows: readonly MatrixRow[];
}

/** The table of the verdicts in `report` and of the tokens in `claims`. */
export function matrixOf(report: WorkflowReport, claims: ClaimsReport | null): Matrix {
  const tokens = claims?.tokens ?? [];
  const triggers = unique([
    ...tokens.map((token) => token.trigger),
    ...report.results.map((each) => each.trigger),
  ]);
  const lines = unique([
    ...report.results.map((each) => line(each.job, each.matrix, each.role)),
    ...tokens
      .filter((token) => !report.results.some((each) => each.job === token.job))
      .map((token) => line(token.job, token.matrix, null)),
  ]).map(unline);
  const rows = lines.map(([job, matrix, role]) => ({
    job,
    matrix,
    role,
    cells: triggers.map((trigger) => cell(report.results, tokens, job, matrix, role, trigger)),
  }));
  return { triggers, rows };
}

function cell(
  results: readonly WorkflowResult[],
  tokens: readonly PredictedToken[],
  job: string,
  matrix: string,
  role: string | null,
  trigger: string,
): Cell {
  const at = results.findIndex(
    (each) =>
      each.job === job && each.matrix.join(", ") === matrix && each.role === role && each.trigger === trigger,
  );
  const token =
    tokens.find(
      (each) => each.job === job && each.matrix.join(", ") === matrix && each.trigger === trigger,
    ) ?? null;
  const result = results[at];
  if (result !== undefined) {
    const withoutToken = result.subjects.length === 0 && result.decision === "implicitDeny";
    return { trigger, kind: withoutToken ? "noToken" : result.decision, result: at, token };
  }
  if (token === null) return { trigger, kind: "notRun", result: null, token };
  return { trigger, kind: token.steps.length === 0 ? "noRole" : "noToken", result: null, token };
}

function line(job: string, matrix: readonly string[], role: string | null): string {
  return JSON.stringify([job, matrix.join(", "), role]);
}

function unline(text: string): [string, string, string | null] {
  return JSON.parse(text) as [string, string, string | null];
}

function unique(all: readonly string[]): string[] {
  return [...new Set(all)];
}
