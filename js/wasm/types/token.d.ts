import type { Stage } from "./check.d.ts";

/** The answer of `decodeToken`; neither the token nor its signature is in it. */
export interface DecodeReport {
  version: 1;
  /** Null when the text is no token. */
  header: TokenHeader | null;
  /** In the order in which they were written; null when the text is no token. */
  claims: Record<string, unknown> | null;
  /** Why STS would refuse it before looking at keys and policies. */
  problems: TokenProblem[];
}

/** The answer of `verifyToken`. */
export interface VerifyReport {
  version: 1;
  /** Whether a key of the set verifies the signature, and no stage that was looked at refuses the token. */
  verified: boolean;
  header: TokenHeader | null;
  /** Why not. */
  problems: TokenProblem[];
}

/** The header fields that matter to STS. */
export interface TokenHeader {
  alg: string;
  kid: string | null;
  typ: string | null;
}

/** Why STS refuses a token. */
export interface TokenProblem {
  stage: Stage;
  /** Our permanent name of the cause. */
  id: string;
  /** AWS's error code. */
  code: string;
  /** AWS's message. */
  message: string;
  headline: string;
  notes: string[];
  help: string | null;
}

/** The answer of `mint`. */
export interface MintReport {
  version: 1;
  /** The claims; those that only a run decides have made-up values. */
  claims: Record<string, unknown>;
  /** What was taken for granted because the form does not say it. */
  assumptions: string[];
}
