/** Who can assume the role at all: the ladder, and each set of identities on its rung. */

import type { RoleExposure } from "can-assume";
import { RUNGS, rung } from "../model/ladder.ts";
import { policyUnread, shownRole, who } from "../state/answers.ts";
import { Card } from "../ui/card.tsx";
import { Prose } from "../ui/prose.tsx";
import { IdentityList } from "./identity-list.tsx";

/** The card. */
export function WhoCard() {
  const role = shownRole.value;
  const failure = who.failure.value;
  return (
    <Card
      title="Who can assume"
      class="who"
      busy={who.asking.value}
      old={policyUnread.value}
      aside={
        role === null ? undefined : `${rung(role.exposure).title.toLowerCase()}: ${rung(role.exposure).who}`
      }
    >
      {failure !== null && <p class="note bad">Not answered: {failure}</p>}
      {role !== null && <Ladder role={role} />}
    </Card>
  );
}

function Ladder({ role }: { readonly role: RoleExposure }) {
  const worst = rung(role.exposure);
  return (
    <>
      <ol class="ladder" data-exposure={role.exposure}>
        {RUNGS.filter((each) => each.id !== "undetermined" || holds(role, each.id)).map((each) => {
          const here = role.identities.filter((identity) => rung(identity.exposure).id === each.id);
          const reached = here.length > 0 || each.id === worst.id;
          return (
            <li
              key={each.id}
              class={`rung ${reached ? `reached ${each.tone}` : ""}`}
              aria-current={each.id === worst.id}
            >
              <div class="rung-line">
                <span class="rung-dot" aria-hidden="true" />
                <span class="rung-title">{each.title}</span>
                {here.length > 0 && <span class="rung-count">{here.length}</span>}
                <span class="rung-who">{each.who}</span>
              </div>
              {here.length > 0 && <IdentityList identities={here} withRung={false} />}
            </li>
          );
        })}
      </ol>
      {role.contradictions.length > 0 && (
        <ul class="notes">
          {role.contradictions.map((line) => (
            <li key={line}>
              <Prose text={line} />
            </li>
          ))}
        </ul>
      )}
      {role.otherPrincipals.length > 0 && (
        <div class="others">
          <h3>Without a token of GitHub</h3>
          <ul class="notes">
            {role.otherPrincipals.map((other) => (
              <li key={`${other.statement} ${other.principal}`}>
                <code>{other.principal}</code> <Prose text={other.description} />
                {other.conditions.length > 0 && <small> if {other.conditions.join(", ")}</small>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function holds(role: RoleExposure, id: string): boolean {
  return role.exposure === id || role.identities.some((identity) => rung(identity.exposure).id === id);
}
