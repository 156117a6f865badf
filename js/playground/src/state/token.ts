/**
 * The pasted token. It lives in this module's memory only: it is in no link, no storage and no log, and its signature is
 * dropped as soon as it is verified.
 */

import { signal } from "@preact/signals";
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

/** Why what was pasted is no token. */
export const pasteProblems = signal<readonly Diagnostic[]>([]);

/** Takes a pasted token, and verifies it where there are keys. */
export function paste(text: string, name = "token"): void {
  const asking = engine.peek();
  if (asking === null) return;
  pace.value = "chosen";
  const token = { name, text: text.trim() };
  const { report, errors } = asking.now("decodeToken", { token });
  pasteProblems.value = errors;
  if (report === null) {
    held.value = null;
    return;
  }
  const claims = report.claims === null ? "" : JSON.stringify(report.claims, null, 2);
  held.value = { token, signed: true, decoded: report, claims, verification: null, keyProblems: [] };
  verify();
}

/** Takes the issuer's keys, and verifies the token with them. */
export function pasteKeys(keys: Text): void {
  pace.value = "typed";
  jwks.value = keys;
  verify();
}

/** Forgets the token. */
export function forget(): void {
  pace.value = "chosen";
  held.value = null;
  pasteProblems.value = [];
}

/** Drops the signature of a token that was verified: what is left gets nobody in. */
export function dropSignature(): void {
  const now = held.peek();
  if (now === null || !now.signed || now.verification?.verified !== true) return;
  held.value = { ...now, signed: false, token: { ...now.token, text: withoutSignature(now.token.text) } };
}

function verify(): void {
  const now = held.peek();
  const asking = engine.peek();
  if (now === null || asking === null || !now.signed || jwks.peek().text.trim() === "") return;
  const { report, errors } = asking.now("verifyToken", { token: now.token, jwks: jwks.peek() });
  held.value = { ...now, verification: report, keyProblems: errors };
}
