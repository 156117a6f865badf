import type { CheckReport, WorkflowReport } from "./check.d.ts";
import type { ClaimsReport } from "./claims.d.ts";
import type { Diagnostic } from "./diagnostic.d.ts";
import type { CausePage, ErrorReading, PageList, RulePage } from "./explain.d.ts";
import type { DiffReport, WhoReport } from "./exposure.d.ts";
import type { FixReport } from "./fix.d.ts";
import type {
  CheckInput,
  ClaimsInput,
  DecodeTokenInput,
  DiffInput,
  ExplainInput,
  FixInput,
  LintInput,
  MintInput,
  Rendered,
  Text,
  VerifyTokenInput,
  WhoInput,
} from "./input.d.ts";
import type { LintReport } from "./lint.d.ts";
import type { DecodeReport, MintReport, VerifyReport } from "./token.d.ts";

/** A form in which an answer can be rendered besides its report. */
export type Format = "plain" | "concise" | "markdown" | "github" | "sarif";

/** 0 yes or clean, 1 no or findings, 2 nothing decided, 3 undetermined: the exit status of the command line. */
export type Exit = 0 | 1 | 2 | 3;

/** What every function returns. */
export interface Output<Report> {
  version: 1;
  exit: Exit;
  /** What the command line prints with `--format json`; null when the input cannot be used. */
  report: Report | null;
  /** The forms that were asked for; `plain` also when the input cannot be used. Without ANSI colours. */
  texts: Partial<Record<Format, string>>;
  /** Why the input cannot be used; empty otherwise. */
  errors: Diagnostic[];
}

/** One function: an object in and an object out, or JSON text in and JSON text out. */
export interface Ask<Input, Report> {
  (input: Input): Output<Report>;
  (input: string): string;
}

/** `check`: about an identity, or about each job of a workflow. */
export interface AskCheck extends Ask<CheckInput, CheckReport | WorkflowReport> {
  (input: CheckInput & { workflow: Text }): Output<WorkflowReport>;
  (input: CheckInput & { workflow?: undefined }): Output<CheckReport>;
}

/** `explain`: the page of a cause or a rule, what an error text means, or the list of all pages. */
export interface AskExplain extends Ask<ExplainInput, CausePage | RulePage | PageList | ErrorReading> {
  (input: Rendered & { id: string }): Output<CausePage | RulePage>;
  (input: Rendered & { error: string }): Output<ErrorReading>;
  (input: Rendered & { list: true }): Output<PageList>;
}

/** Every function. */
export interface CanAssume {
  check: AskCheck;
  claims: Ask<ClaimsInput, ClaimsReport>;
  decodeToken: Ask<DecodeTokenInput, DecodeReport>;
  diff: Ask<DiffInput, DiffReport>;
  explain: AskExplain;
  fix: Ask<FixInput, FixReport>;
  lint: Ask<LintInput, LintReport>;
  mint: Ask<MintInput, MintReport>;
  verifyToken: Ask<VerifyTokenInput, VerifyReport>;
  who: Ask<WhoInput, WhoReport>;
}
