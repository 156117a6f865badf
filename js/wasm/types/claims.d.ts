/** The answer of `claims`. A text that is not known before the run has holes, written `<name>`. */
export interface ClaimsReport {
  version: 1;
  /** `name:` of the workflow, else the path of its file. */
  workflow: string;
  file: string;
  /** One for each job, trigger and row of the matrix. */
  tokens: PredictedToken[];
  /** The triggers for which a job does not run. */
  skipped: { job: string; trigger: string; place: LinePlace | null }[];
  findings: { id: string; place: LinePlace | null; message: string }[];
  notes: string[];
  /** Whether every case was looked at. */
  complete: boolean;
}

/** The token of one job under one trigger. */
export interface PredictedToken {
  job: string;
  trigger: string;
  event: string;
  /** Empty when the run has none. */
  ref: string;
  matrix: string[];
  environment: string | null;
  token: "yes" | "no" | "maybe";
  /** Why there is no token, or may be none. */
  reason: string | null;
  text: string | null;
  /** The line that decides about the token. */
  place: LinePlace | null;
  /** The likeliest first; what they would be where there is no token. */
  subjects: PredictedSubject[];
  /** The other claims, as far as they are known. */
  claims: Record<string, string>;
  /** The steps that assume a role. */
  steps: AssumeStep[];
  /** What has to hold and the workflow does not say. */
  assumptions: string[];
}

/** One form that the subject can have. */
export interface PredictedSubject {
  subject: string;
  /** Whether the repository's segment has ids. */
  immutable: boolean;
  /** Under which condition it has this form, if there are several. */
  when: string | null;
  /** Whether GitHub's behaviour is not documented for it. */
  unsettled: boolean;
}

/** A step that assumes a role, or means to. */
export interface AssumeStep {
  label: string;
  place: LinePlace | null;
  role: string | null;
  audience: string;
  sessionName: string;
  durationSeconds: string | null;
  /** Whether it presents the job's token to STS. */
  oidc: "yes" | "no" | "maybe";
  reason: string | null;
  assumptions: string[];
}

/** A place in a file; both count from 1. */
export interface LinePlace {
  file: string;
  line: number;
  column: number;
}
