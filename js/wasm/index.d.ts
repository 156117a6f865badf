/**
 * Says, offline, whether a GitHub Actions workflow would get an AWS role and why, who else could, and what a change
 * lets in. Every function is synchronous and pure: nothing is read, fetched or kept.
 *
 * Each takes an object and returns an object. Given the same input as JSON text, it returns the same answer as JSON
 * text, byte for byte what any other build of can-assume returns.
 */
import type { CanAssume } from "./types/api.d.ts";

export type * from "./types/api.d.ts";
export type * from "./types/check.d.ts";
export type * from "./types/claims.d.ts";
export type * from "./types/diagnostic.d.ts";
export type * from "./types/explain.d.ts";
export type * from "./types/exposure.d.ts";
export type * from "./types/fix.d.ts";
export type * from "./types/input.d.ts";
export type * from "./types/lint.d.ts";
export type * from "./types/token.d.ts";

/** Would this identity, or this workflow, get this role, and why? */
export declare const check: CanAssume["check"];
/** Which claims would GitHub issue to each job of a workflow? */
export declare const claims: CanAssume["claims"];
/** The header and the claims of a token, unverified. */
export declare const decodeToken: CanAssume["decodeToken"];
/** What does a change of a trust policy let in, and lock out? */
export declare const diff: CanAssume["diff"];
/** What is a cause, and what does an error text mean? */
export declare const explain: CanAssume["explain"];
/** The edits that let the request through, each one tried before. */
export declare const fix: CanAssume["fix"];
/** What is wrong with policies and workflows, before anyone runs them? */
export declare const lint: CanAssume["lint"];
/** The claims GitHub would issue for a job that is described by a form. */
export declare const mint: CanAssume["mint"];
/** Whether the issuer's keys verify a token, and whether STS would take it as a token at all. */
export declare const verifyToken: CanAssume["verifyToken"];
/** Who can assume a role at all? */
export declare const who: CanAssume["who"];
