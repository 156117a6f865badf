/** Claims that can be read: those of a token, or of a job that was described. */

import { Editor } from "../editor/editor.tsx";
import { verdict } from "../state/answers.ts";
import { marksFor } from "./shown.ts";

/** The claims in `text`, called `name` in reports. */
export function ClaimsView(props: { readonly label: string; readonly name: string; readonly text: string }) {
  return <Editor {...props} document="claims" diagnostics={marksFor(props.text, verdict.value?.claims)} />;
}
