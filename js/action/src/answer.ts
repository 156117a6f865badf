/** What a mode found out, in the form in which it is published. */
import type { Decision, Exit, Finding, RoleDifference } from "can-assume";
import { oneLine } from "./foreign.ts";
import type { Mode } from "./manifest.ts";
import { fenced, NOTHING_DECIDED, type Texts } from "./texts.ts";
import type { Unusable } from "./unusable.ts";

/** How a change of a policy comes out. */
export type Change = RoleDifference["change"];

/** The answer to one question of a mode. */
export interface Answer {
  readonly mode: Mode;
  /** What it is about: the path of a file, or several. */
  readonly about: string;
  /** As the command line's exit status: 0 yes or clean, 1 no or findings, 2 nothing decided, 3 undetermined. */
  readonly exit: Exit;
  /** Why, in a few words, for the message with which the step fails. */
  readonly headline: string;
  readonly decision?: Decision | undefined;
  readonly change?: Change | undefined;
  readonly findings?: readonly Finding[] | undefined;
  readonly texts: Texts;
  /** The report as the command line prints it; null where there is none. */
  readonly report: unknown;
  readonly sarif?: string | undefined;
}

/** The answer to a question that could not be asked. */
export function unusable(mode: Mode, about: string, error: Unusable): Answer {
  const plain = `error: ${oneLine(error.message, 2000)}\n  help: ${error.help.replaceAll("\n", "\n        ")}\n`;
  return {
    mode,
    about,
    exit: 2,
    headline: error.message,
    decision: mode === "check" || mode === "predict" ? "undetermined" : undefined,
    change: mode === "diff" ? "undetermined" : undefined,
    texts: { plain, markdown: `${NOTHING_DECIDED}${fenced(plain)}`, github: "" },
    report: null,
  };
}

/** The worst decision; undefined when there is none. */
export function worstDecision(decisions: Iterable<Decision>): Decision | undefined {
  return worst(decisions, ["allowed", "undetermined", "implicitDeny", "explicitDeny"]);
}

/** The gravest change; undefined when there is none. */
export function gravestChange(changes: Iterable<Change>): Change | undefined {
  return worst(changes, ["equivalent", "narrower", "undetermined", "changed", "wider"]);
}

function worst<Value>(values: Iterable<Value>, ladder: readonly Value[]): Value | undefined {
  let found = -1;
  for (const value of values) found = Math.max(found, ladder.indexOf(value));
  return ladder[found];
}
