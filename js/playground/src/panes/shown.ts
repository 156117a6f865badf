/** Which messages an editor shows. */

import type { Diagnostic } from "can-assume";
import { current, problems, verdict } from "../state/answers.ts";

const NONE: readonly Diagnostic[] = [];

/**
 * The messages for a text that is now `text`: why it cannot be used, or those of the verdict. Null while the verdict is of
 * another text, `ofVerdict`: what is shown stays until the next one.
 */
export function marksFor(text: string, ofVerdict: string | undefined): readonly Diagnostic[] | null {
  if (problems.value.length > 0) return problems.value;
  if (verdict.value === null) return NONE;
  return text === ofVerdict ? (current.value?.diagnostics ?? NONE) : null;
}
