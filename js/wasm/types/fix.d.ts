import type { Decision } from "./check.d.ts";
import type { Edit } from "./diagnostic.d.ts";
import type { Text } from "./input.d.ts";

/** The answer of `fix`. */
export interface FixReport {
  version: 1;
  /** Each once; those that overlap with an earlier one are left out. */
  fixes: PlannedFix[];
}

/** A proven fix, and the files as they are once it is made. */
export interface PlannedFix {
  /** The id of the cause that it is for; empty where the verdict is open. */
  cause: string;
  headline: string;
  title: string;
  decisionAfter: Decision;
  /** What else the edits let in. */
  gains: string[];
  edits: Edit[];
  /** The edited files, whole. */
  files: Text[];
}
