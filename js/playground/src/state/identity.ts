/** Who asks for the role, out of the tab that is open. */

import { computed } from "@preact/signals";
import type { Diagnostic, MintReport } from "can-assume";
import { type IdentityInput, isBlank, mintInput } from "../model/inputs.ts";
import type { Scenario } from "../model/scenario.ts";
import { engine } from "./engine.ts";
import { scenario } from "./scenario.ts";
import { type Held, held, jwks, rejected } from "./token.ts";

/** What the form "build from a job" gives. */
export interface Minted {
  readonly report: MintReport | null;
  readonly text: string;
  readonly errors: readonly Diagnostic[];
}

/** The claims of the job that the form describes; null until the engine runs or while another tab is open. */
export const minted = computed<Minted | null>(() => {
  const asking = engine.value;
  const { identity, job } = scenario.value;
  if (asking === null || identity !== "job") return null;
  const { report, errors } = asking.now("mint", mintInput(job));
  return { report, errors, text: report === null ? "" : JSON.stringify(report.claims, null, 2) };
});

/** The text of the claims that the page shows, whatever they come from. */
export const claimsShown = computed<string>(() => {
  const { identity, claims } = scenario.value;
  if (identity === "jwt") return held.value?.claims ?? "";
  if (identity === "job") return minted.value?.text ?? "";
  return claims.text;
});

/** The name that reports have for the text of the claims. */
export const claimsName = computed<string>(() =>
  scenario.value.identity === "jwt" ? "token claims" : scenario.value.claims.name,
);

/** The identity of `now` for the engine; null when there is none. */
export function identityInput(now: Scenario): IdentityInput | null {
  switch (now.identity) {
    case "claims":
      return isBlank(now.claims) ? null : { claims: now.claims };
    case "request":
      return isBlank(now.request) ? null : { request: now.request };
    case "workflow":
      return isBlank(now.workflow) ? null : { workflow: now.workflow };
    case "job":
      return minted.value?.report ? { claims: { name: now.claims.name, text: minted.value.text } } : null;
    case "jwt":
      if (held.value !== null) return tokenInput(held.value, now.at);
      return rejected.value && { token: rejected.value.token, at: timeOf(now.at) };
  }
}

function tokenInput(token: Held, at: string): IdentityInput {
  if (!token.signed) return { claims: { name: "token claims", text: token.claims }, at: timeOf(at) };
  const keys = jwks.value;
  return { token: token.token, at: timeOf(at), ...(isBlank(keys) ? {} : { jwks: keys }) };
}

/** A token is looked at now, unless somebody says when. */
function timeOf(at: string): string | number {
  return at === "" ? Math.floor(Date.now() / 1000) : at;
}
