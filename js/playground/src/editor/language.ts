/** The colours of a text: JSON where it looks like JSON or like nothing yet, else YAML or HCL. */

import { json } from "@codemirror/lang-json";
import { Compartment, EditorState, type Extension, type Text } from "@codemirror/state";
import { configLanguage } from "./config-language.ts";

/** The colours for `text`, chosen anew when another kind of text takes its place. */
export function colouring(text: string): Extension {
  const place = new Compartment();
  return [
    place.of(languageOf(looksLikeJson(text))),
    EditorState.transactionExtender.of((transaction) => {
      if (!transaction.docChanged) return null;
      const after = isJson(transaction.newDoc);
      return after === isJson(transaction.startState.doc)
        ? null
        : { effects: place.reconfigure(languageOf(after)) };
    }),
  ];
}

/** How much of a text is looked at. */
const HEAD = 256;

function isJson(document: Text): boolean {
  return looksLikeJson(document.sliceString(0, HEAD));
}

function looksLikeJson(text: string): boolean {
  return /^\s*([[{]|$)/.test(text);
}

function languageOf(isJson: boolean): Extension {
  return isJson ? json() : configLanguage;
}
