/** Which messages an editor shows. */

import type { Diagnostic } from "can-assume";
import type { Verdict } from "../state/answers.ts";
import { current } from "../state/answers.ts";

const NONE: readonly Diagnostic[] = [];

/**
 * The messages for a text that is now `text`: why it cannot be used, or those of the verdict, unless that speaks of
 * another text.
 */
export function marksFor(
  text: string,
  ofVerdict: string | undefined,
  verdict: Verdict | null,
  problems: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (problems.length > 0) return problems;
  if (verdict === null || text !== ofVerdict) return NONE;
  return current.value?.diagnostics ?? NONE;
}
