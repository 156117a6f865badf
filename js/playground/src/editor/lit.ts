/** Lights up ranges of an editor's text. */

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { Range } from "../model/span.ts";

/** Lights up these ranges, and no others. */
export const light = StateEffect.define<readonly Range[]>();

const MARK = Decoration.mark({ class: "cm-lit" });

/** Keeps the ranges that are lit; a change of the text puts them out. */
export const litRanges = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(light)) return decorations(effect.value, transaction.state.doc.length);
    }
    return transaction.docChanged ? Decoration.none : marks;
  },
  // Around the marks of problems, so that each range is in one piece.
  provide: (field) => EditorView.outerDecorations.from(field),
});

function decorations(ranges: readonly Range[], length: number): DecorationSet {
  const inside = ranges.filter(({ from, to }) => from < to && to <= length);
  return Decoration.set(
    inside.map(({ from, to }) => MARK.range(from, to)),
    true,
  );
}
