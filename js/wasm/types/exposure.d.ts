/** How open a role is, worst first; `undetermined` where that was not decided. */
export type Exposure =
  | "anyone"
  | "anyone-forged"
  | "registrable"
  | "owner"
  | "repository"
  | "scoped"
  | "nobody"
  | "undetermined";

/** The answer of `who`. */
export interface WhoReport {
  version: 1;
  roles: RoleExposure[];
}

/** Who can assume one role. */
export interface RoleExposure {
  /** Name or ARN; null where the file does not say. */
  role: string | null;
  /** Its worst identity's. */
  exposure: Exposure;
  /** Together exactly the tokens of GitHub that are let in, the worst first. */
  identities: Identity[];
  /** Where nobody is let in: why. */
  contradictions: string[];
  otherPrincipals: OtherPrincipal[];
}

/** The answer of `diff`. */
export interface DiffReport {
  version: 1;
  roles: RoleDifference[];
}

/** What a change does to one role. */
export interface RoleDifference {
  /** Name or ARN; null where the file does not say. */
  role: string | null;
  change: "equivalent" | "narrower" | "wider" | "changed" | "undetermined";
  gained: Identity[];
  lost: Identity[];
  gainedPrincipals: OtherPrincipal[];
  lostPrincipals: OtherPrincipal[];
}

/** A set of tokens. */
export interface Identity {
  exposure: Exposure;
  /** The set in words. */
  description: string;
  /** What has to hold for it beside the token. */
  assumes: string[];
  /** The claims of a token of the set; null where the set was not decided. */
  witness: Record<string, unknown> | null;
  /** Other context keys with which the witness is allowed. */
  context: Record<string, string[]>;
}

/** A principal that does not come with a token of GitHub. */
export interface OtherPrincipal {
  /** Position of the statement that names it, from 0. */
  statement: number;
  principal: string;
  description: string;
  conditions: string[];
}
