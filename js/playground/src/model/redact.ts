/** Takes out of claims what names people and runs. */

/** Claims that say who and which run, not what the policy of most people asks. */
const PERSONAL = [
  "actor",
  "actor_id",
  "repository_id",
  "repository_owner_id",
  "enterprise_id",
  "run_id",
  "run_number",
  "run_attempt",
  "check_run_id",
  "sha",
  "workflow_sha",
  "job_workflow_sha",
  "jti",
] as const;

/** Claims after some were left out, and what was kept although it is personal, because the policy asks for it. */
export interface Redacted {
  readonly text: string;
  readonly kept: readonly string[];
}

/** The claims in `text` without ids and actor, save those that `policies` name. Text that is no JSON stays as it is. */
export function redactClaims(text: string, policies: readonly string[]): Redacted {
  let claims: unknown;
  try {
    claims = JSON.parse(text);
  } catch {
    return { text, kept: [] };
  }
  if (typeof claims !== "object" || claims === null || Array.isArray(claims)) return { text, kept: [] };
  const named = (claim: string) => policies.some((policy) => policy.toLowerCase().includes(`:${claim}`));
  const personal: readonly string[] = PERSONAL;
  const present = Object.keys(claims).filter((claim) => personal.includes(claim));
  if (present.length === 0) return { text, kept: [] };
  const kept = present.filter(named);
  const entries = Object.entries(claims).filter(
    ([claim]) => !personal.includes(claim) || kept.includes(claim),
  );
  return { text: JSON.stringify(Object.fromEntries(entries), null, 2), kept };
}
