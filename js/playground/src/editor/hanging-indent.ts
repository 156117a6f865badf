/** Lets wrapped lines hang below the text of their first line, by classes: the page's policy has no style attributes. */

import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

/** Beyond this depth lines hang no further. */
const DEEPEST = 24;

const LINES = Array.from({ length: DEEPEST + 1 }, (_, depth) =>
  Decoration.line({ class: `cm-hang-${depth}` }),
);

const theme = EditorView.theme(
  Object.fromEntries(
    LINES.map((_, depth) => [
      `.cm-hang-${depth}`,
      { paddingLeft: `calc(6px + ${depth + 2}ch) !important`, textIndent: `-${depth + 2}ch` },
    ]),
  ),
);

const plugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = hanging(view);
    }

    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.decorations = hanging(update.view);
    }
  },
  { decorations: (value) => value.decorations },
);

/** Hanging indents. */
export const hangingIndent: Extension = [theme, plugin];

function hanging(view: EditorView): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      const depth = line.text.search(/[^ ]/);
      const mark = LINES[Math.min(Math.max(depth, 0), DEEPEST)];
      if (mark !== undefined) marks.add(line.from, line.from, mark);
      at = line.to + 1;
    }
  }
  return marks.finish();
}
