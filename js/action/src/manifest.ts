/**
 * The Action's inputs and outputs: the one place they are written down. `action.yml`, `action-types.yml` and the tables of
 * docs/action.md are rendered from here.
 */

/** How the text of an input is to be read. */
export type InputType =
  | { readonly type: "string" | "boolean" }
  | { readonly type: "list"; readonly separator: "," | "\n"; readonly values?: readonly string[] };

/** One input. */
export interface InputSpec {
  readonly description: string;
  /** What holds when the workflow does not say; empty for nothing. */
  readonly default: string;
  readonly type: InputType;
}

/** One output. */
export interface OutputSpec {
  readonly description: string;
  readonly type:
    | { readonly type: "string" | "integer" }
    | { readonly type: "enum"; readonly values: readonly string[] };
}

const string: InputType = { type: "string" };
const lines: InputType = { type: "list", separator: "\n" };

/** What the Action can be asked to do. */
export const MODES = ["check", "predict", "diff", "lint"] as const;

/** What can fail the step. */
export const FAILURES = [
  "denied",
  "undetermined",
  "wider",
  "changed",
  "high",
  "medium",
  "low",
  "info",
  "never",
] as const;

/** The inputs, in the order in which they are documented. */
export const INPUTS = {
  policy: {
    description:
      "Files with role trust policies, one path or glob a line; a line that starts with `!` takes files out, and a path has to name one. Needed by every mode but `lint`; `predict` also takes the roles of `facts`.",
    default: "",
    type: lines,
  },
  mode: {
    description:
      "What to do, one or several, separated by commas. `check`: would this job's token get the role? `predict`: would the jobs of the workflows? `diff`: does a change let somebody in? `lint`: what is wrong with policies and workflows?",
    default: "check",
    type: { type: "list", separator: ",", values: MODES },
  },
  audience: {
    description:
      "The audience that the token is asked for in mode `check`. The default is that of aws-actions/configure-aws-credentials.",
    default: "sts.amazonaws.com",
    type: string,
  },
  "role-to-assume": {
    description:
      "ARN or name of the role. Chooses the role where a file holds several; by default the file has to hold one.",
    default: "",
    type: string,
  },
  claims: {
    description:
      "File with claims to use in mode `check` in the place of a token; then no `id-token` permission is needed and no signature is verified. By default the job's own token is used.",
    default: "",
    type: string,
  },
  provider: {
    description:
      "File with the OIDC providers registered in the role's account. By default they are inferred from the policy, and the summary says so.",
    default: "",
    type: string,
  },
  rcp: {
    description:
      "Files with resource control policies that apply to the roles, one path or glob a line. By default there are none.",
    default: "",
    type: lines,
  },
  workflows: {
    description:
      "Workflow files for the modes `predict` and `lint`, one path or glob a line. The default is every workflow of the repository. `predict` leaves out a workflow that a glob names and of which no step is known to assume a role, unless it may have a token and calls what is not in the checkout.",
    default: ".github/workflows/*.yml\n.github/workflows/*.yaml",
    type: lines,
  },
  facts: {
    description:
      "File with what a workflow does not say, as `can-assume facts` writes it. By default `predict` knows what the event's payload tells of the repository, and the other modes know nothing.",
    default: "",
    type: string,
  },
  repository: {
    description:
      "`OWNER/NAME` of the repository that the workflows run in, for mode `predict`. By default the one in `facts`, else the one that runs the step.",
    default: "",
    type: string,
  },
  job: {
    description: "Mode `predict` looks at this job only. By default at every job.",
    default: "",
    type: string,
  },
  event: {
    description: "Mode `predict` looks at runs that this event starts only. By default at every event.",
    default: "",
    type: string,
  },
  ref: {
    description:
      "Mode `predict` looks at runs on this ref only, in full such as `refs/heads/main`. By default at every ref.",
    default: "",
    type: string,
  },
  base: {
    description:
      "Revision that mode `diff` compares with. By default what the pull request, the merge group or the push starts from.",
    default: "",
    type: string,
  },
  config: {
    description: "Configuration file of mode `lint`. By default `can-assume.toml` if there is one.",
    default: "",
    type: string,
  },
  "fail-on": {
    description:
      "What fails the step, separated by commas: `denied`, `undetermined`, `wider` or any `changed` policy, findings that are `high`, at least `medium`, at least `low` or at least `info`; or `never`. What does not fail the step is still reported, and an `undetermined` answer is a warning. Input that cannot be used always fails.",
    default: "denied,undetermined,wider,high",
    type: { type: "list", separator: ",", values: FAILURES },
  },
  annotations: {
    description:
      "Whether to annotate lines of policies and workflows; at most ten are made, and the last tells how many more there are.",
    default: "true",
    type: { type: "boolean" },
  },
  summary: {
    description: "Whether to write the answers to the job summary.",
    default: "true",
    type: { type: "boolean" },
  },
  "sarif-file": {
    description:
      "File to write the findings of mode `lint` to as SARIF, for github/codeql-action/upload-sarif. By default none is written.",
    default: "",
    type: string,
  },
} as const satisfies Record<string, InputSpec>;

/** The outputs, in the order in which they are documented. */
export const OUTPUTS = {
  decision: {
    description:
      "The worst decision of `check` and `predict`; `undetermined` also when nothing could be decided. Empty in other modes, and when no job assumes a role.",
    type: { type: "enum", values: ["allowed", "undetermined", "implicitDeny", "explicitDeny"] },
  },
  change: {
    description: "The gravest change that `diff` found. Empty in other modes.",
    type: { type: "enum", values: ["equivalent", "narrower", "undetermined", "changed", "wider"] },
  },
  findings: {
    description: "How many findings `lint` has. Empty in other modes, and when nothing could be looked at.",
    type: { type: "integer" },
  },
  report: {
    description: "Path of a JSON file with every answer as the command line prints it with `--format json`.",
    type: { type: "string" },
  },
  "sarif-file": {
    description: "Path of the SARIF file, if one was written.",
    type: { type: "string" },
  },
} as const satisfies Record<string, OutputSpec>;

/** The name of an input. */
export type InputName = keyof typeof INPUTS;

/** The name of an output. */
export type OutputName = keyof typeof OUTPUTS;

/** Something the Action can be asked to do. */
export type Mode = (typeof MODES)[number];

/** Something that can fail the step. */
export type Failure = (typeof FAILURES)[number];
