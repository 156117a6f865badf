/** What the page says while there is nothing to decide. */

import { showExample } from "../menus/show-example.ts";
import type { IdentityKind } from "../model/scenario.ts";
import { scenario } from "../state/scenario.ts";

/** What is missing, and a way to start. */
export function EmptyVerdict({ identity }: { readonly identity: IdentityKind }) {
  const hasPolicy = scenario.value.policy.text.trim() !== "";
  return (
    <div class="empty">
      <h2>{hasPolicy ? "Who asks for the role?" : "Can it assume the role, and why not?"}</h2>
      <p>
        {hasPolicy
          ? WAYS[identity]
          : "Paste a trust policy on the left, then the identity that asks for the role."}
      </p>
      {!hasPolicy && (
        <div class="empty-actions">
          <button
            type="button"
            class="button primary"
            onClick={() => showExample("environment-replaces-ref/1")}
          >
            Show me a denial
          </button>
          <button type="button" class="button" onClick={() => showExample("if-exists/1")}>
            An exposed role
          </button>
          <button type="button" class="button" onClick={() => showExample("workflows/deploy-on-main.yml")}>
            A workflow
          </button>
        </div>
      )}
      {!hasPolicy && (
        <dl class="promises">
          {ANSWERS.map(([title, text]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

const ANSWERS = [
  ["Verdict", "what STS would answer, at which stage, and the condition that decides"],
  ["Fix", "edits that were applied and evaluated, with whom else they let in"],
  ["Who", "every identity of GitHub that the role lets in, each with a token to try"],
  ["Before and after", "pin a policy, change it, and see identities gained and lost"],
] as const;

const WAYS: Record<IdentityKind, string> = {
  claims: "Paste the claims of a token, or choose another tab: a JWT, a job described by a form, a workflow.",
  jwt: "Paste a token. It is decoded on this page and goes nowhere.",
  job: "Describe the job: its repository, event and ref.",
  workflow: "Paste a workflow file; each job and trigger gets a verdict.",
  request: "Write the request: its action, its principal and its context.",
};
