/** What stands around the trust policy: the provider, guardrails, the caller's own policy, the time. */

import type { DocumentId } from "../model/links.ts";
import type { Scenario } from "../model/scenario.ts";
import { scenario, typeScenario } from "../state/scenario.ts";
import { TextEditor } from "./text-editor.tsx";

type Field = "provider" | "rcp" | "scp" | "callerPolicy";

interface Part {
  readonly field: Field;
  readonly title: string;
  readonly about: string;
  readonly document?: DocumentId;
}

const PARTS: readonly Part[] = [
  {
    field: "provider",
    title: "OIDC providers",
    about:
      "Those registered in the role’s account. Inferred from the policy when this is empty; [] for none.",
  },
  {
    field: "rcp",
    title: "Resource control policy",
    about: "A guardrail of the organisation that applies to the role.",
    document: "rcp",
  },
  {
    field: "scp",
    title: "Service control policy",
    about: "Does not bind a web identity; here to see that.",
  },
  {
    field: "callerPolicy",
    title: "Caller’s policy",
    about: "The caller’s identity-based policy, for requests of the own or another account.",
    document: "callerPolicy",
  },
];

/** How many of the parts are there. */
export function accountCount(of: Scenario): number {
  return (
    PARTS.filter(({ field }) => of[field].text.trim() !== "").length +
    (of.context.trim() === "" ? 0 : 1) +
    (of.at === "" ? 0 : 1)
  );
}

/** The panel. */
export function AccountPanel() {
  const now = scenario.value;
  return (
    <div class="panel-scroll">
      {PARTS.map(({ field, title, about, document }) => (
        <details key={field} class="part" open={now[field].text.trim() !== ""}>
          <summary>
            <strong>{title}</strong> <span>{about}</span>
          </summary>
          <div class="part-editor">
            <TextEditor field={field} label={title} {...(document === undefined ? {} : { document })} />
          </div>
        </details>
      ))}
      <label class="field">
        <span>Other context keys</span>
        <textarea
          rows={2}
          value={now.context}
          placeholder="aws:SourceIp=203.0.113.7"
          spellcheck={false}
          onInput={(event) => typeScenario({ context: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span>Time of the request</span>
        <input
          type="text"
          value={now.at}
          placeholder="the token’s own; e.g. 2026-11-18T11:08:00Z"
          onInput={(event) => typeScenario({ at: event.currentTarget.value.trim() })}
        />
      </label>
    </div>
  );
}
