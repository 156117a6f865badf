/** Identities: sets of tokens, each with a witness that can be tried. */

import type { Identity } from "can-assume";
import { rung } from "../model/ladder.ts";
import { loadWitness } from "../state/witness.ts";
import { Icon } from "../ui/icon.tsx";
import { Prose } from "../ui/prose.tsx";

/** The identities, in the order in which they are given. */
export function IdentityList(props: {
  readonly identities: readonly Identity[];
  readonly withRung?: boolean;
}) {
  const { identities, withRung = true } = props;
  return (
    <ul class="identities">
      {identities.map((identity) => (
        <li key={`${identity.description} ${subjectOf(identity)}`} class="identity">
          <OneIdentity of={identity} withRung={withRung} />
        </li>
      ))}
    </ul>
  );
}

function OneIdentity({ of, withRung }: { readonly of: Identity; readonly withRung: boolean }) {
  const { title, tone } = rung(of.exposure);
  const subject = subjectOf(of);
  return (
    <>
      <p class="identity-line">
        {withRung && <span class={`chip ${tone}`}>{title}</span>} <Prose text={of.description} />
      </p>
      {of.assumes.length > 0 && (
        <details class="assumes">
          <summary>if {of.assumes.length === 1 ? "this holds" : `these ${of.assumes.length} hold`}</summary>
          <ul class="notes">
            {of.assumes.map((assumed) => (
              <li key={assumed}>
                <Prose text={assumed} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {of.witness !== null && (
        <p class="witness">
          <code>{subject}</code>
          <button type="button" class="button small" onClick={() => loadWitness(of)}>
            <Icon name="load" size={13} /> Try this token
          </button>
        </p>
      )}
    </>
  );
}

function subjectOf({ witness }: Identity): string {
  const subject = witness?.sub;
  return typeof subject === "string" ? subject : "";
}
