import type { Format } from "./api.d.ts";

/** A file: its name as it shall appear in diagnostics, and what is in it. */
export interface Text {
  name: string;
  text: string;
}

/** What every input may ask for. */
export interface Rendered {
  /** The texts to render besides the report; a form that a function does not have is left out. */
  formats?: readonly Format[] | undefined;
}

/** A workflow, and what is known of its repository. */
export interface AboutWorkflow {
  /** Other files of the repository, named by their paths in it: workflows and actions that this one calls. */
  files?: readonly Text[] | undefined;
  /** The repository that the workflow runs in, `OWNER/NAME` in GitHub's own casing. */
  repository?: string | undefined;
  /** What the workflow does not say, as `can-assume facts` writes it. */
  facts?: Text | undefined;
  /** Only this job. */
  job?: string | undefined;
  /** Only runs that this event starts. */
  event?: string | undefined;
  /** Only runs on this ref, in full: `refs/heads/main`. */
  ref?: string | undefined;
}

/** The input of `check`: exactly one of `claims`, `token`, `request` and `workflow`. */
export interface CheckInput extends AboutWorkflow, Rendered {
  /** The trust policy: a bare policy, `aws iam get-role` output, or an account dump with `role`; with `workflow` any number. */
  policy?: readonly Text[] | undefined;
  /** The role: its ARN, or its name; selects it where the policy file holds several. */
  role?: string | undefined;
  /** A token's claims as JSON; what GitHub always sends and they lack is unknown. */
  claims?: Text | undefined;
  /** A real token; never echoed in the answer. */
  token?: Text | undefined;
  /** Any other request: action, principal and context as JSON. */
  request?: Text | undefined;
  /** A workflow: what each of its jobs would be issued. */
  workflow?: Text | undefined;
  /** The OIDC providers registered in the role's account; inferred from the policy when not given. */
  providers?: Text | undefined;
  /** Resource control policies that apply to the role. */
  rcp?: readonly Text[] | undefined;
  /** Service control policies of the role's account; they do not gate web identity. */
  scp?: readonly Text[] | undefined;
  /** The caller's identity-based policy. */
  callerPolicy?: Text | undefined;
  /** The issuer's key set, to verify `token` with. */
  jwks?: Text | undefined;
  /** The audience that the job requests, where `claims` do not say. */
  audience?: string | undefined;
  /** The time of the request: RFC 3339 or Unix seconds. Required with `token`; the claims' own `iat` otherwise. */
  at?: string | number | undefined;
  /** Context keys that the identity does not imply, e.g. `aws:SourceIp`. */
  context?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** Draw the evaluation as a tree in `texts.plain`: what failed, or everything. */
  explain?: "failing" | "full" | undefined;
}

/** The input of `fix`: that of `check`, with `claims` or `workflow`. */
export type FixInput = Omit<CheckInput, "token" | "request" | "jwks" | "explain">;

/** The input of `claims`. */
export interface ClaimsInput extends AboutWorkflow, Rendered {
  workflow: Text;
}

/** What is known beside the policies. */
export interface AboutExposure extends Rendered {
  /** Only this role: its ARN, or its name. */
  role?: string | undefined;
  /** Owners whose repositories are your own. */
  owners?: readonly string[] | undefined;
  /** What is known of a repository. */
  facts?: Text | undefined;
  /** How many states one search may explore before it is given up; 50,000 by default. */
  budget?: number | undefined;
}

/** The input of `who`. */
export interface WhoInput extends AboutExposure {
  policy: Text;
}

/** The input of `diff`; its `exit` is 1 when somebody is let in who was not before. */
export interface DiffInput extends AboutExposure {
  before: Text;
  after: Text;
}

/** The input of `lint`. */
export interface LintInput extends Rendered {
  /** Policies and workflows. */
  files: readonly Text[];
  /** The configuration file. */
  config?: Text | undefined;
  /** What is known of the repository. */
  facts?: Text | undefined;
  /** Owners whose repositories are your own. */
  owners?: readonly string[] | undefined;
  /** How many states one search may explore before it is given up; 50,000 by default. */
  budget?: number | undefined;
  /** The time, by whose day ignores of the configuration expire; without it none does. */
  at?: string | number | undefined;
}

/** The input of `explain`: the page of a cause or a rule, the meaning of an error text, or the list of all. */
export type ExplainInput = Rendered & ({ id: string } | { error: string } | { list: true });

/** The input of `decodeToken`. */
export interface DecodeTokenInput {
  token: Text;
}

/** The input of `verifyToken`. */
export interface VerifyTokenInput {
  token: Text;
  /** The issuer's key set. */
  jwks: Text;
  /** The time of the request, RFC 3339 or Unix seconds; without it the clock is not looked at. */
  at?: string | number | undefined;
}

/** The input of `mint`: a job, described by a form. */
export interface MintInput {
  /** `OWNER/NAME` in GitHub's own casing. */
  repository: string;
  /** The numeric id of the owner. */
  ownerId?: string | undefined;
  /** The numeric id of the repository. */
  repositoryId?: string | undefined;
  /** Whether the subject carries ids; the default of github.com for repositories created since 15 July 2026. */
  immutable?: boolean | undefined;
  /** The event that starts the run: `push`, `pull_request`, `workflow_dispatch`, … */
  event: string;
  /** The ref in full: `refs/heads/main`, `refs/tags/v1`, `refs/pull/7/merge`. */
  ref?: string | undefined;
  /** The environment of the job. */
  environment?: string | undefined;
  /** `include_claim_keys` of a customized subject. */
  template?: readonly string[] | undefined;
  /** The audience that the job requests; `sts.amazonaws.com` by default. */
  audience?: string | undefined;
  /** The path of the workflow's file. */
  workflow?: string | undefined;
  /** The branch that a pull request comes from. */
  headRef?: string | undefined;
  /** The branch that a pull request goes to. */
  baseRef?: string | undefined;
  /** Who started the run. */
  actor?: string | undefined;
  /** Who can see the repository. */
  visibility?: "public" | "private" | "internal" | undefined;
  /** When the token is issued, in Unix seconds. */
  issuedAt?: number | undefined;
}
