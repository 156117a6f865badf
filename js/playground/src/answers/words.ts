/** The words and signs of a decision: never colour alone. */

import type { Decision } from "can-assume";
import type { IconName } from "../ui/icon.tsx";

/** How a decision is shown. */
export interface Shown {
  readonly word: string;
  readonly note: string;
  readonly tone: "good" | "bad" | "unknown";
  readonly icon: IconName;
}

/** The words of each decision. */
export const DECISIONS: Record<Decision, Shown> = {
  allowed: { word: "Allowed", note: "", tone: "good", icon: "allowed" },
  implicitDeny: { word: "Denied", note: "implicit", tone: "bad", icon: "denied" },
  explicitDeny: { word: "Denied", note: "explicit", tone: "bad", icon: "denied" },
  undetermined: { word: "Undetermined", note: "", tone: "unknown", icon: "open" },
};

/** What the first line says that the command line prints: what the decision rests on, and how sure the identity is. */
export function firstLine(plain: string): { readonly reason: string; readonly standing: string } {
  const [first = ""] = plain.split("\n");
  const parts = first.split(/ {3,}/).slice(1);
  return { reason: parts.slice(0, -1).join(" · "), standing: parts.at(-1)?.trim() ?? "" };
}
