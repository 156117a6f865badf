/** An editor for one of the page's texts. */

import { isolateHistory } from "@codemirror/commands";
import { diagnosticCount, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useSignalEffect } from "@preact/signals";
import type { Diagnostic, Finding } from "can-assume";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { DocumentId } from "../model/links.ts";
import { cursor, lit } from "../state/links.ts";
import { colouring } from "./language.ts";
import { light, litRanges } from "./lit.ts";
import { findingMarks, marksOf } from "./problems.ts";
import { register } from "./registry.ts";
import { setup } from "./setup.ts";

/** What an editor shows, and what it tells. */
export interface EditorProps {
  readonly label: string;
  readonly text: string;
  /** Which text of the tree's links this is, if any. */
  readonly document?: DocumentId;
  /** The name of the text in reports. */
  readonly name: string;
  /** What is marked; null leaves the marks as they are. */
  readonly diagnostics?: readonly Diagnostic[] | null;
  readonly findings?: readonly Finding[];
  readonly hint?: string;
  /** What typing does; without it the text can only be read. */
  readonly onText?: (text: string) => void;
}

const NONE: readonly never[] = [];

/** An editor. */
export function Editor(props: EditorProps) {
  const { label, text, document, name, diagnostics = NONE, findings = NONE, hint = "", onText } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const tell = useRef(onText);
  tell.current = onText;

  useLayoutEffect(() => {
    if (place.current === null) return;
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          setup({ label, placeholder: hint, readOnly: onText === undefined }),
          colouring(text),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) tell.current?.(update.state.doc.toString());
            if (document !== undefined && (update.selectionSet || update.focusChanged)) {
              const { head } = update.state.selection.main;
              cursor.value = update.view.hasFocus ? { document, position: head } : null;
            }
          }),
        ],
      }),
    });
    view.current = editor;
    const forget = document === undefined ? () => {} : register(document, editor);
    return () => {
      forget();
      editor.destroy();
      view.current = null;
    };
  }, [label, document, onText === undefined]);

  useLayoutEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const old = editor.state.doc.toString();
    if (old === text) return;
    const changes = { from: 0, to: old.length, insert: text };
    editor.dispatch({ changes, annotations: isolateHistory.of("full") });
  }, [text]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || diagnostics === null) return;
    const now = editor.state.doc.toString();
    const marks = [...marksOf(diagnostics, name, now), ...findingMarks(findings, name, now)];
    const inside = marks.filter((mark) => mark.to <= now.length);
    if (inside.length === 0 && diagnosticCount(editor.state) === 0) return;
    editor.dispatch(setDiagnostics(editor.state, inside));
  }, [diagnostics, findings, name]);

  useSignalEffect(() => {
    const ranges = lit.value.filter((link) => link.document === document).map((link) => link.range);
    const editor = view.current;
    if (editor === null || (ranges.length === 0 && editor.state.field(litRanges).size === 0)) return;
    editor.dispatch({ effects: light.of(ranges) });
  });

  return <div class="editor" ref={place} />;
}
