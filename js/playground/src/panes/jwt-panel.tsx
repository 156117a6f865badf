/** A real token: decoded here, verified against pasted keys, never kept. */

import { Editor } from "../editor/editor.tsx";
import { forget, held, jwks, paste, pasteKeys, rejected } from "../state/token.ts";
import { Icon } from "../ui/icon.tsx";
import { Prose } from "../ui/prose.tsx";
import { ClaimsView } from "./claims-view.tsx";
import { CredentialBanner } from "./credential-banner.tsx";
import { TokenStatus } from "./token-status.tsx";

/** The panel: a field to paste into, or what was pasted. */
export function JwtPanel() {
  const token = held.value;
  if (token === null) return <PasteField />;
  return (
    <div class="jwt">
      <CredentialBanner token={token} onForget={forget} />
      <TokenStatus token={token} />
      <div class="jwt-claims">
        <ClaimsView label="Claims of the token" name="token claims" text={token.claims} />
      </div>
      {token.signed && <KeysField />}
    </div>
  );
}

function PasteField() {
  return (
    <div class="panel-scroll">
      <label class="field">
        <span>Token</span>
        <textarea
          class="paste"
          rows={5}
          spellcheck={false}
          autocomplete="off"
          placeholder="eyJhbGciOiJSUzI1NiIs…"
          aria-invalid={rejected.value !== null}
          aria-describedby="paste-note"
          onInput={(event) => {
            const field = event.currentTarget;
            if (field.value.trim() !== "") paste(field.value);
          }}
        />
      </label>
      {rejected.value !== null && (
        <p class="note bad" role="alert">
          <Icon name="warning" /> <Prose text={rejected.value.headline} />
        </p>
      )}
      <p class="note" id="paste-note">
        <Icon name="lock" /> Decoded on this page. It is never put into a link or stored, and its signature is
        dropped once it is verified.
      </p>
      <KeysField />
    </div>
  );
}

function KeysField() {
  const [problem] = held.value?.keyProblems ?? [];
  return (
    <details class="part keys" open={jwks.value.text !== ""}>
      <summary>
        <strong>Keys of the issuer (JWKS)</strong>{" "}
        <span>
          This page may not fetch them: paste what{" "}
          <code>https://token.actions.githubusercontent.com/.well-known/jwks</code> answers.
        </span>
      </summary>
      <div class="part-editor">
        <Editor
          label="Keys of the issuer"
          name={jwks.value.name}
          text={jwks.value.text}
          onText={(text) => pasteKeys({ name: jwks.peek().name, text })}
        />
      </div>
      {problem !== undefined && <p class="note bad">{problem.headline}</p>}
    </details>
  );
}
