/** The parts of CodeMirror that the editors are made of. */

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import { appearance } from "./appearance.ts";
import { hangingIndent } from "./hanging-indent.ts";
import { litRanges } from "./lit.ts";

/** What an editor is for. */
export interface Purpose {
  readonly label: string;
  readonly placeholder: string;
  readonly readOnly: boolean;
}

/** The extensions of every editor. Tab is not bound: it leaves the editor, as everywhere on a page. */
export function setup({ label, placeholder: hint, readOnly }: Purpose): Extension {
  return [
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    indentOnInput(),
    indentUnit.of("  "),
    bracketMatching(),
    litRanges,
    keymap.of([...defaultKeymap.filter(isOurs), ...historyKeymap, ...lintKeymap]),
    EditorView.contentAttributes.of({
      "aria-label": label,
      spellcheck: "false",
      autocapitalize: "off",
      tabindex: "0",
    }),
    EditorView.lineWrapping,
    hangingIndent,
    EditorState.readOnly.of(readOnly),
    hint === "" ? [] : placeholder(hint),
    appearance,
  ];
}

/** Ctrl+Enter is the page's own. */
function isOurs({ key }: { key?: string }): boolean {
  return key !== "Mod-Enter";
}
