/** How the editors look: all colours come from the page's custom properties, so that themes need no second set. */

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const frame = EditorView.theme({
  "&": { height: "100%", fontSize: "var(--code-size)", backgroundColor: "transparent", color: "var(--ink)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", overflow: "auto" },
  ".cm-content": { padding: "10px 0", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 14px 0 6px" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--faint)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 8px 0 12px", minWidth: "34px" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--line-tint)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--ink)", backgroundColor: "transparent" },
  "& .cm-content ::selection, & .cm-content::selection": { backgroundColor: "var(--selection)" },
  ".cm-matchingBracket": { backgroundColor: "transparent" },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--line-tint)",
    outline: "1px solid var(--border-strong)",
  },
  ".cm-lit": { backgroundColor: "var(--lit)", borderRadius: "3px", boxShadow: "0 0 0 1px var(--lit-edge)" },
  ".cm-lintRange": {
    backgroundImage: "none",
    textDecorationLine: "underline",
    textDecorationThickness: "2px",
    textUnderlineOffset: "3px",
    textDecorationSkipInk: "none",
  },
  ".cm-lintRange-error": {
    textDecorationStyle: "wavy",
    textDecorationColor: "var(--bad)",
    textDecorationThickness: "1.5px",
  },
  ".cm-lintRange-warning": {
    textDecorationStyle: "wavy",
    textDecorationColor: "var(--warn)",
    textDecorationThickness: "1.5px",
  },
  ".cm-lintRange-info": { textDecorationStyle: "dotted", textDecorationColor: "var(--faint)" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
    border: "1px solid var(--border-strong)",
    borderRadius: "8px",
    boxShadow: "var(--shadow)",
    maxWidth: "min(36rem, 90vw)",
    overflow: "hidden",
  },
  ".cm-diagnostic": {
    padding: "7px 12px",
    borderLeft: "3px solid var(--faint)",
    fontFamily: "var(--sans)",
    fontSize: "13px",
  },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warn)" },
  ".cm-panels": {
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    borderTop: "1px solid var(--border)",
  },
  ".cm-panel.cm-panel-lint ul [aria-selected]": { backgroundColor: "var(--line-tint)" },
  ".cm-placeholder": { color: "var(--muted)", fontFamily: "var(--sans)", fontSize: "13px" },
});

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--code-key)" },
  { tag: tags.string, color: "var(--code-string)" },
  { tag: tags.number, color: "var(--code-number)" },
  { tag: [tags.bool, tags.null, tags.keyword], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: tags.meta, color: "var(--code-meta)" },
  { tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket], color: "var(--muted)" },
]);

/** The looks of an editor. */
export const appearance: Extension = [frame, syntaxHighlighting(colours), EditorView.cspNonce.of(__NONCE__)];
