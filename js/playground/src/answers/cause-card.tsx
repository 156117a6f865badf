/** Why: the cause, in the engine's words, with its page. */

import type { CheckReport } from "can-assume";
import { causePage } from "../menus/cause-page.ts";
import { Card } from "../ui/card.tsx";
import { Icon } from "../ui/icon.tsx";
import { Prose } from "../ui/prose.tsx";

/** The card. */
export function CauseCard({ report }: { readonly report: CheckReport }) {
  const { cause, otherCauses, diagnostics } = report;
  if (cause === null) return null;
  const diagnostic = diagnostics.find((each) => each.id === cause.id);
  return (
    <Card title="Why" class="cause of-verdict" aside={<CauseLink id={cause.id} />}>
      <p class="cause-line">
        <Prose text={cause.headline} />
      </p>
      {diagnostic !== undefined && diagnostic.notes.length > 0 && (
        <ul class="notes">
          {diagnostic.notes.map((note) => (
            <li key={note}>
              <Prose text={note} />
            </li>
          ))}
        </ul>
      )}
      {diagnostic?.helps
        .filter((help) => help.edits.length === 0)
        .map((help) => (
          <p key={help.text} class="help-line">
            <Icon name="right" size={13} /> <Prose text={help.text} />
          </p>
        ))}
      {otherCauses.length > 0 && (
        <ul class="other-causes" aria-label="Also">
          {otherCauses.map((other) => (
            <li key={`${other.id} ${other.headline}`}>
              <CauseLink id={other.id} /> <Prose text={other.headline} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** A cause's id, which opens its page. */
export function CauseLink({ id }: { readonly id: string }) {
  return (
    <button
      type="button"
      class="cause-id"
      onClick={() => {
        causePage.value = id;
      }}
    >
      <Icon name="book" size={13} />
      {id}
    </button>
  );
}
