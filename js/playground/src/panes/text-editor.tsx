/** An editor of one of the texts of the scenario. */

import { Editor } from "../editor/editor.tsx";
import type { DocumentId } from "../model/links.ts";
import type { TextField } from "../model/scenario.ts";
import { findings, verdict } from "../state/answers.ts";
import { scenario, type } from "../state/scenario.ts";
import { marksFor } from "./shown.ts";

/** The editor of the text `field`. */
export function TextEditor(props: {
  readonly field: TextField;
  readonly label: string;
  /** Which text of the tree's links this is, if any. */
  readonly document?: DocumentId;
  readonly hint?: string;
  /** Whether what `lint` finds is marked. */
  readonly linted?: boolean;
}) {
  const { field, linted = false, ...rest } = props;
  const { name, text } = scenario.value[field];
  return (
    <Editor
      {...rest}
      name={name}
      text={text}
      diagnostics={marksFor(text, verdict.value?.scenario[field].text)}
      {...(linted ? { findings: findings.value } : {})}
      onText={(now) => type(field, now)}
    />
  );
}
