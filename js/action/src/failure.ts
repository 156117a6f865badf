/** What fails the step. */
import type { Answer } from "./answer.ts";
import { oneLine } from "./foreign.ts";
import type { Failure } from "./manifest.ts";

const SEVERITIES = ["high", "medium", "low", "info"] as const;

/** Why an answer fails the step; undefined when it does not. */
export function failureOf(answer: Answer, failOn: ReadonlySet<Failure>): string | undefined {
  return answer.exit === 2 || concerns(answer, failOn) ? sentence(answer) : undefined;
}

/** What an answer is about and why it is as it is, on one line. */
export function sentence({ about, headline }: Answer): string {
  return oneLine(headline.startsWith(`${about}: `) ? headline : `${about}: ${headline}`);
}

/** Whether an answer is open: that is never passed over in silence. */
export function isOpen(answer: Answer): boolean {
  return (
    answer.exit === 2 ||
    answer.exit === 3 ||
    answer.decision === "undetermined" ||
    answer.change === "undetermined"
  );
}

function concerns(answer: Answer, failOn: ReadonlySet<Failure>): boolean {
  const { decision, change, exit } = answer;
  if ((decision === "implicitDeny" || decision === "explicitDeny") && failOn.has("denied")) return true;
  if (isOpen(answer) && failOn.has("undetermined")) return true;
  if (change !== undefined) {
    // The verifier's exit status is 1 when somebody is let in who was not before, whatever the change is called.
    if (exit === 1 && (failOn.has("wider") || failOn.has("changed"))) return true;
    if (change !== "equivalent" && change !== "undetermined" && failOn.has("changed")) return true;
  }
  const lowest = Math.max(...SEVERITIES.map((severity, rank) => (failOn.has(severity) ? rank : -1)));
  return answer.findings?.some(({ severity }) => SEVERITIES.indexOf(severity) <= lowest) ?? false;
}
