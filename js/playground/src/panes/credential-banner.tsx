/** Says that a pasted token is a credential, until it is none. */

import { useEffect, useState } from "preact/hooks";
import { expiry } from "../model/jwt.ts";
import { lifetime } from "../model/lifetime.ts";
import type { Held } from "../state/token.ts";
import { Icon } from "../ui/icon.tsx";

/** The banner. Its time runs; screen readers are told once. */
export function CredentialBanner({
  token,
  onForget,
}: {
  readonly token: Held;
  readonly onForget: () => void;
}) {
  const [now, setNow] = useState(Date.now() / 1000);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() / 1000), 1000);
    return () => clearInterval(timer);
  }, []);
  const exp = expiry(token.decoded.claims);
  const live = exp === null || exp > now;
  return (
    <div class={live && token.signed ? "banner warn" : "banner"} role="note">
      <Icon name={live && token.signed ? "warning" : "lock"} />
      <p>{words(token.signed, exp, now)}</p>
      <button type="button" class="button small" onClick={onForget}>
        Forget the token
      </button>
    </div>
  );
}

function words(signed: boolean, exp: number | null, now: number) {
  if (!signed) return "The signature was verified and dropped: what is left is no credential.";
  if (exp === null)
    return "A live credential: it does not say when it expires. It stays in this tab’s memory only.";
  if (exp <= now) return `Expired ${lifetime(now - exp)} ago: no credential any more.`;
  return (
    <>
      <strong>A live credential</strong> until{" "}
      <time dateTime={new Date(exp * 1000).toISOString()}>{new Date(exp * 1000).toLocaleTimeString()}</time>,
      for {lifetime(exp - now)}. It stays in this tab’s memory only.
    </>
  );
}
