/** Fixes: each was applied and evaluated by the engine before it is offered. */

import type { CheckReport, Fix } from "can-assume";
import { applyEdits } from "../model/edits.ts";
import { stale, verdict } from "../state/answers.ts";
import { applyFix, fixable } from "../state/fixes.ts";
import { Card } from "../ui/card.tsx";
import { Icon } from "../ui/icon.tsx";
import { Prose } from "../ui/prose.tsx";
import { DiffView } from "./diff-view.tsx";
import { DECISIONS } from "./words.ts";

/** The card; nothing where there is no fix. */
export function FixesCard({ report }: { readonly report: CheckReport }) {
  if (report.fixes.length === 0) return null;
  const count = report.fixes.length;
  return (
    <Card
      title={count === 1 ? "Fix" : "Fixes"}
      class="fixes of-verdict"
      aside="applied and evaluated before it is offered"
    >
      {report.fixes.map((fix) => (
        <OneFix key={`${fix.title} ${fix.file}`} fix={fix} />
      ))}
    </Card>
  );
}

function OneFix({ fix }: { readonly fix: Fix }) {
  const about = verdict.value;
  if (about === null) return null;
  const text = fixable(about, fix.file);
  const after = DECISIONS[fix.decisionAfter];
  return (
    <article class="fix">
      <header class="fix-head">
        <h3>
          <Prose text={fix.title} />
        </h3>
        <button
          type="button"
          class="button primary small"
          disabled={text === null || stale.value}
          onClick={() => applyFix(fix)}
        >
          <Icon name="wrench" size={14} /> Apply
        </button>
      </header>
      {text !== null && (
        <DiffView before={text} after={applyEdits(text, fix.file, fix.edits)} name={fix.file} />
      )}
      <p class={`fix-after ${after.tone}`}>
        <Icon name={after.icon} size={13} /> then {after.word.toLowerCase()}
      </p>
      <BlastRadius fix={fix} />
    </article>
  );
}

/** Who else gets in once the fix is made, as the engine found by comparing the policies. */
function BlastRadius({ fix }: { readonly fix: Fix }) {
  if (fix.gains.length === 0) return <p class="quiet-line blast">Lets nobody else in.</p>;
  return (
    <div class="blast">
      <p class="blast-title">
        <Icon name="warning" size={13} /> Lets in as well:
      </p>
      <ul class="notes">
        {fix.gains.map((gained) => (
          <li key={gained}>
            <Prose text={gained} />
          </li>
        ))}
      </ul>
    </div>
  );
}
