/** The stages that a request walks through at STS, for the rail above the explanation. */

/** How far a request got at a stage. */
export type StageState = "passed" | "stopped" | "open" | "ahead";

/** A stage of the rail. */
export interface Stage {
  readonly id: string;
  readonly title: string;
  readonly state: StageState;
}

const OF_TOKEN = [
  ["token", "Token"],
  ["expiry", "Time"],
  ["provider", "Provider"],
  ["audience", "Audience"],
  ["signature", "Signature"],
  ["guardrail", "Guardrails"],
  ["trust-policy", "Trust policy"],
] as const;

const OF_REQUEST = [
  ["request", "Request"],
  ["guardrail", "Guardrails"],
  ["trust-policy", "Trust policy"],
] as const;

/** What decides the rail: the report's decision, stage and authenticity, and whether a token was presented. */
export interface Outcome {
  readonly decision: string;
  readonly stage: string | null;
  readonly authenticity: string;
  readonly withToken: boolean;
  readonly guardrails: boolean;
}

/**
 * The stages in STS's order. Nobody looked at a signature where there was none, and at guardrails where none were given:
 * those are `open`, unless the request was stopped before.
 */
export function stages(outcome: Outcome): Stage[] {
  const order = outcome.withToken ? OF_TOKEN : OF_REQUEST;
  const stop = order.findIndex(([id]) => id === outcome.stage);
  return order.map(([id, title], at) => ({ id, title, state: state(outcome, id, at, stop) }));
}

function state(outcome: Outcome, id: string, at: number, stop: number): StageState {
  if (stop !== -1 && at > stop) return "ahead";
  if (stop === at && outcome.decision !== "allowed")
    return outcome.decision === "undetermined" ? "open" : "stopped";
  if (id === "signature" && outcome.authenticity !== "verified") return "open";
  if (id === "guardrail" && !outcome.guardrails) return "open";
  return "passed";
}
