/** What is wrong with the texts, whoever asks: what IAM refuses to store, and what lets in more than it seems. */

import type { Finding } from "can-assume";
import { findings, lint } from "../state/answers.ts";
import { applyFix } from "../state/fixes.ts";
import { loadWitness } from "../state/witness.ts";
import { Card } from "../ui/card.tsx";
import { Icon } from "../ui/icon.tsx";
import { Prose } from "../ui/prose.tsx";
import { CauseLink } from "./cause-card.tsx";

/** The card; nothing where nothing is wrong. */
export function FindingsCard() {
  const all = findings.value;
  if (all.length === 0) return null;
  return (
    <Card title="Findings" class="findings" aside={`${all.length}`} busy={lint.asking.value}>
      <ul class="finding-list">
        {all.map((finding) => (
          <li
            key={`${finding.rule} ${finding.file} ${finding.line} ${finding.column} ${finding.message}`}
            class="finding"
          >
            <OneFinding of={finding} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OneFinding({ of }: { readonly of: Finding }) {
  const [fix] = of.fixes;
  const { witness } = of;
  return (
    <>
      <p class="finding-line">
        <span class={`chip ${TONES[of.severity]}`}>{of.severity}</span> <CauseLink id={of.rule} />
        <span class="place">
          {of.file}:{of.line}:{of.column}
        </span>
      </p>
      <p>
        <Prose text={of.message} />
      </p>
      <p class="finding-actions">
        {witness !== null && (
          <button type="button" class="button small" onClick={() => loadWitness({ witness, context: {} })}>
            <Icon name="load" size={13} /> Try this token
          </button>
        )}
        {fix !== undefined && (
          <button type="button" class="button small" onClick={() => applyFix(fix)}>
            <Icon name="wrench" size={13} /> <Prose text={fix.title} />
          </button>
        )}
      </p>
    </>
  );
}

const TONES: Record<Finding["severity"], string> = { high: "bad", medium: "warn", low: "", info: "" };
