/** What is known of a token beside its claims: its header, whether the keys verify it, why STS would refuse it. */

import type { TokenProblem } from "can-assume";
import type { Held } from "../state/token.ts";
import { Icon } from "../ui/icon.tsx";
import { Prose } from "../ui/prose.tsx";

/** The line, and the problems below it. */
export function TokenStatus({ token }: { readonly token: Held }) {
  const { header, problems } = token.decoded;
  const all = token.verification?.problems ?? problems;
  return (
    <div class="token-status">
      <ul class="chips">
        {header !== null && (
          <>
            <li class="chip">alg {header.alg}</li>
            {header.kid !== null && <li class="chip">kid {header.kid}</li>}
          </>
        )}
        <Verification token={token} />
      </ul>
      {all.map((problem) => (
        <Problem key={problem.id} of={problem} />
      ))}
    </div>
  );
}

function Verification({ token }: { readonly token: Held }) {
  if (token.verification === null) return <li class="chip">not verified: no keys</li>;
  return token.verification.verified ? (
    <li class="chip good">
      <Icon name="allowed" size={12} /> signature verified
    </li>
  ) : (
    <li class="chip bad">
      <Icon name="denied" size={12} /> not verified
    </li>
  );
}

function Problem({ of }: { readonly of: TokenProblem }) {
  return (
    <p class="note bad">
      <Icon name="warning" /> <Prose text={of.headline} />
    </p>
  );
}
