/**
 * The pasted token. It lives in this module's memory only: it is in no link, no storage and no log, and its signature is
 * dropped as soon as it is verified.
 */

import { batch, signal } from "@preact/signals";
import type { DecodeReport, Diagnostic, Text, VerifyReport } from "can-assume";
import { withoutSignature } from "../model/jwt.ts";
import { engine } from "./engine.ts";
import { pace } from "./scenario.ts";

/** A token as the page holds it. */
export interface Held {
  /** The token, or what is left of it without its signature. */
  readonly token: Text;
  readonly signed: boolean;
  readonly decoded: DecodeReport;
  /** The claims, a line each. */
  readonly claims: string;
  /** What the keys say of it, once there were keys. */
  readonly verification: VerifyReport | null;
  /** Why the keys cannot be used. */
  readonly keyProblems: readonly Diagnostic[];
}

/** The token that is held; null when none is. */
export const held = signal<Held | null>(null);

/** The issuer's keys, as somebody pasted them. Public, but of no use without the token: they are not shared either. */
export const jwks = signal<Text>({ name: "jwks.json", text: "" });

/** What was pasted and is no token, and why it is none. */
export interface Rejected {
  readonly token: Text;
  readonly headline: string;
}

/** What was pasted instead of a token. */
export const rejected = signal<Rejected | null>(null);

/** Counts what changes a verdict: a token, its keys. That a signature is dropped does not. */
export const presented = signal(0);

/** Takes a pasted token, and verifies it where there are keys. */
export function paste(text: string, name = "token"): void {
  const asking = engine.peek();
  if (asking === null) return;
  const token = { name, text: text.trim() };
  const { report, errors } = asking.now("decodeToken", { token });
  if (report === null || report.claims === null) {
    const headline = report?.problems[0]?.headline ?? errors[0]?.headline ?? "this is no token";
    hold(null, { token, headline });
    return;
  }
  const claims = JSON.stringify(report.claims, null, 2);
  hold(verified({ token, signed: true, decoded: report, claims, verification: null, keyProblems: [] }), null);
}

/** Takes the issuer's keys, and verifies the token with them. */
export function pasteKeys(keys: Text): void {
  const token = held.peek();
  jwks.value = keys;
  hold(token === null ? null : verified(token), rejected.peek());
}

/** Forgets the token. */
export function forget(): void {
  hold(null, null);
}

/** Drops the signature of a token that was verified: what is left gets nobody in. */
export function dropSignature(): void {
  const now = held.peek();
  if (now === null || !now.signed || now.verification?.verified !== true) return;
  held.value = { ...now, signed: false, token: { ...now.token, text: withoutSignature(now.token.text) } };
}

function hold(token: Held | null, instead: Rejected | null): void {
  batch(() => {
    pace.value = "chosen";
    held.value = token;
    rejected.value = instead;
    presented.value += 1;
  });
}

/** `token` with what the keys say of it. */
function verified(token: Held): Held {
  const asking = engine.peek();
  if (asking === null || !token.signed || jwks.peek().text.trim() === "") return token;
  const { report, errors } = asking.now("verifyToken", { token: token.token, jwks: jwks.peek() });
  return { ...token, verification: report, keyProblems: errors };
}
