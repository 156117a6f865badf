/** Applies the edits of a fix to a text. */

import type { Edit } from "can-assume";
import { unitOffsets } from "./span.ts";

/** `text` with the `edits` that are for `file`, whose places count bytes of `text`. */
export function applyEdits(text: string, file: string, edits: readonly Edit[]): string {
  const units = unitOffsets(text);
  const last = (a: Edit, b: Edit) => b.place.start - a.place.start || b.place.end - a.place.end;
  return edits
    .filter((edit) => edit.place.file === file)
    .toSorted(last)
    .reduce((after, edit) => {
      const { start, end } = edit.place;
      return after.slice(0, units(start)) + edit.replacement + after.slice(units(end));
    }, text);
}
