/** Claims, typed by hand or pasted. */

import { Editor } from "../editor/editor.tsx";
import { isToken } from "../model/jwt.ts";
import { verdict } from "../state/answers.ts";
import { choose, scenario, type } from "../state/scenario.ts";
import { paste } from "../state/token.ts";
import { marksFor } from "./shown.ts";

/** The editor of the claims. A token that is pasted here is a credential: it goes where it is held as one. */
export function ClaimsPanel() {
  const { claims } = scenario.value;
  const onText = (text: string) => {
    if (!isToken(text)) {
      type("claims", text);
      return;
    }
    choose({ identity: "jwt" });
    paste(text);
  };
  return (
    <Editor
      label="Claims of the token"
      document="claims"
      name={claims.name}
      text={claims.text}
      diagnostics={marksFor(claims.text, verdict.value?.claims)}
      hint="Paste the claims of a token as JSON; a token itself is taken apart here, on this page."
      onText={onText}
    />
  );
}
