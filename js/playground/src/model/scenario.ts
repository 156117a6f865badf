/** What the page works on: everything that is shared, and nothing secret. A JWT is never part of it. */

import type { MintInput, Text } from "can-assume";

/** Which identity asks for the role. */
export type IdentityKind = "claims" | "jwt" | "job" | "workflow" | "request";

/** The form "build from a job", as `mint` takes it. */
export type JobForm = Required<Pick<MintInput, "repository" | "event">> & {
  readonly ownerId: string;
  readonly repositoryId: string;
  readonly immutable: boolean;
  readonly ref: string;
  readonly environment: string;
  /** `include_claim_keys`, separated by commas; empty for GitHub's default. */
  readonly template: string;
};

/** The state of the page. */
export interface Scenario {
  readonly policy: Text;
  /** The role of a policy file that has several. */
  readonly role: string | null;
  readonly identity: IdentityKind;
  readonly claims: Text;
  readonly request: Text;
  readonly workflow: Text;
  /** Other files of the repository that the workflow calls. */
  readonly files: readonly Text[];
  readonly facts: Text;
  readonly repository: string;
  readonly job: JobForm;
  /** What stands around the trust policy; an empty text is not there. */
  readonly provider: Text;
  readonly rcp: Text;
  readonly scp: Text;
  readonly callerPolicy: Text;
  /** Other context keys, `KEY=VALUE` a line. */
  readonly context: string;
  /** The time of the request, empty for the token's own. */
  readonly at: string;
  /** The policy that was pinned to compare with. */
  readonly before: Text | null;
}

/** The names of the texts of a scenario. */
export type TextField =
  | "policy"
  | "claims"
  | "request"
  | "workflow"
  | "facts"
  | "provider"
  | "rcp"
  | "scp"
  | "callerPolicy";

/** A page with nothing in it. */
export const EMPTY: Scenario = {
  policy: { name: "trust-policy.json", text: "" },
  role: null,
  identity: "claims",
  claims: { name: "claims.json", text: "" },
  request: { name: "request.json", text: "" },
  workflow: { name: ".github/workflows/deploy.yml", text: "" },
  files: [],
  facts: { name: "facts.json", text: "" },
  repository: "",
  job: {
    repository: "octo-org/app",
    event: "push",
    ownerId: "",
    repositoryId: "",
    immutable: false,
    ref: "refs/heads/main",
    environment: "",
    template: "",
  },
  provider: { name: "provider.json", text: "" },
  rcp: { name: "rcp.json", text: "" },
  scp: { name: "scp.json", text: "" },
  callerPolicy: { name: "caller-policy.json", text: "" },
  context: "",
  at: "",
  before: null,
};

/** The kinds of identity, in the order of the tabs. */
export const IDENTITIES: readonly IdentityKind[] = ["claims", "jwt", "job", "workflow", "request"];
