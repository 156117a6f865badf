/** The editors that are on the page, so that rows of the tree can move their cursors. */

import type { EditorView } from "@codemirror/view";
import type { DocumentId, Link } from "../model/links.ts";

const editors = new Map<DocumentId, EditorView>();

/** Makes an editor known; the returned function takes it back. */
export function register(document: DocumentId, view: EditorView): () => void {
  editors.set(document, view);
  return () => {
    if (editors.get(document) === view) editors.delete(document);
  };
}

/** Selects each of `links` in its editor and scrolls there; the first editor gets the focus. */
export function reveal(links: readonly Link[], focus: boolean): void {
  const done = new Set<DocumentId>();
  for (const { document, range } of links) {
    const view = editors.get(document);
    if (view === undefined || done.has(document) || range.to > view.state.doc.length) continue;
    view.dispatch({ selection: { anchor: range.from, head: range.to }, effects: scrollTo(view, range.from) });
    if (focus && done.size === 0) view.focus();
    done.add(document);
  }
}

function scrollTo(view: EditorView, position: number) {
  return (view.constructor as typeof EditorView).scrollIntoView(position, { y: "center" });
}
