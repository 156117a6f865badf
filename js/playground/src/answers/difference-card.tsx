/** Before and after: what the change since the pinned policy lets in and locks out. */

import type { Identity, OtherPrincipal, RoleDifference } from "can-assume";
import { difference, policyUnread } from "../state/answers.ts";
import { choose, pin, scenario } from "../state/scenario.ts";
import { Card } from "../ui/card.tsx";
import { Prose } from "../ui/prose.tsx";
import { DiffView } from "./diff-view.tsx";
import { IdentityList } from "./identity-list.tsx";

/** The card. */
export function DifferenceCard() {
  const { before, policy } = scenario.value;
  if (before === null) return null;
  const same = before.text === policy.text;
  const roles = difference.report.value?.roles ?? [];
  return (
    <Card
      title="Before and after"
      class="difference"
      busy={difference.asking.value}
      old={policyUnread.value}
      actions={
        <>
          <button
            type="button"
            class="button quiet small"
            disabled={same}
            onClick={() => choose({ policy: before })}
          >
            Back to it
          </button>
          <button type="button" class="button quiet small" onClick={() => pin(false)}>
            Unpin
          </button>
        </>
      }
    >
      {same && (
        <p class="quiet-line">
          The policy is as it was pinned. Change it, and see whom that lets in or locks out.
        </p>
      )}
      {difference.failure.value !== null && <p class="note bad">Not answered: {difference.failure.value}</p>}
      {!same && roles.map((role) => <OneRole key={role.role ?? ""} of={role} />)}
      {!same && (
        <details class="assumes">
          <summary>Changed lines</summary>
          <DiffView before={before.text} after={policy.text} name={policy.name} />
        </details>
      )}
    </Card>
  );
}

function OneRole({ of }: { readonly of: RoleDifference }) {
  const { word, tone, about } = CHANGES[of.change];
  return (
    <div class="change" data-change={of.change}>
      <p class="change-line">
        <span class={`chip ${tone}`}>{word}</span> {about}
      </p>
      <div class="change-sides">
        <Side title="Gained" sign="+" identities={of.gained} principals={of.gainedPrincipals} />
        <Side title="Lost" sign="−" identities={of.lost} principals={of.lostPrincipals} />
      </div>
    </div>
  );
}

function Side(props: {
  readonly title: string;
  readonly sign: string;
  readonly identities: readonly Identity[];
  readonly principals: readonly OtherPrincipal[];
}) {
  const { title, sign, identities, principals } = props;
  const count = identities.length + principals.length;
  return (
    <section class={`change-side ${title.toLowerCase()}`} aria-label={title}>
      <h3>
        <span aria-hidden="true">{sign}</span> {title} <span class="rung-count">{count}</span>
      </h3>
      {count === 0 && <p class="quiet-line">nobody</p>}
      <IdentityList identities={identities} />
      {principals.length > 0 && (
        <ul class="notes">
          {principals.map((each) => (
            <li key={`${each.statement} ${each.principal}`}>
              <code>{each.principal}</code> <Prose text={each.description} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const CHANGES: Record<
  RoleDifference["change"],
  { readonly word: string; readonly tone: string; readonly about: string }
> = {
  equivalent: { word: "Equivalent", tone: "good", about: "the same identities as before" },
  narrower: { word: "Narrower", tone: "good", about: "somebody is locked out, nobody let in" },
  wider: { word: "Wider", tone: "bad", about: "somebody is let in who was not before" },
  changed: { word: "Changed", tone: "bad", about: "somebody is let in, and somebody locked out" },
  undetermined: { word: "Undetermined", tone: "unknown", about: "not everything was decided" },
};
