/** The lines that two texts share, and those that only one of them has. */

import { commonEnds } from "./ends.ts";

/** A line of a comparison, with its number in the text or texts that it is in. */
export interface DiffLine {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** Compares `before` with `after` line by line: a longest common subsequence of what lies between their equal ends. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const a = before.split("\n");
  const b = after.split("\n");
  const { head, tail } = commonEnds(a, b);
  const middle = compare(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return number([...a.slice(0, head).map(same), ...middle, ...a.slice(a.length - tail).map(same)]);
}

/** The changed lines of `lines` with `context` unchanged ones around each, in pieces that were apart. */
export function hunks(lines: readonly DiffLine[], context: number): DiffLine[][] {
  const found: DiffLine[][] = [];
  let until = -1;
  lines.forEach((line, at) => {
    if (line.kind === "same") return;
    const from = Math.max(at - context, until);
    const piece = from > until || found.length === 0 ? [] : (found.pop() ?? []);
    const to = Math.min(at + context + 1, lines.length);
    found.push([...piece, ...lines.slice(Math.max(from, 0), to)]);
    until = to;
  });
  return found;
}

/** The spaces that all of `lines` begin with. */
export function sharedIndent(lines: readonly DiffLine[]): number {
  const depths = lines.filter((line) => line.text.trim() !== "").map((line) => line.text.search(/[^ ]/));
  return depths.length === 0 ? 0 : Math.min(...depths);
}

type Step = Pick<DiffLine, "kind" | "text">;

/** Beyond this product of lines the pieces are taken as wholly different: a table of it is too large. */
const LARGEST_TABLE = 4_000_000;

function compare(a: string[], b: string[]): Step[] {
  const removed = (text: string): Step => ({ kind: "removed", text });
  const added = (text: string): Step => ({ kind: "added", text });
  if (a.length * b.length > LARGEST_TABLE) return [...a.map(removed), ...b.map(added)];
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const steps: Step[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      steps.push(same(left));
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      steps.push(removed(left));
      i += 1;
    } else if (right !== undefined) {
      steps.push(added(right));
      j += 1;
    }
  }
  return steps;
}

function same(text: string): Step {
  return { kind: "same", text };
}

function number(steps: readonly Step[]): DiffLine[] {
  let before = 0;
  let after = 0;
  return steps.map((step) => {
    if (step.kind !== "added") before += 1;
    if (step.kind !== "removed") after += 1;
    return {
      ...step,
      before: step.kind === "added" ? null : before,
      after: step.kind === "removed" ? null : after,
    };
  });
}
