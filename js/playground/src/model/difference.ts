/** Where two texts part, to point at it. */

import { commonEnds } from "./ends.ts";

/** What is alike at the front and at the back, and what differs between. */
export interface Parting {
  readonly head: string;
  readonly middle: string;
  readonly tail: string;
}

/** Splits `text` where it parts from `other`. */
export function parting(text: string, other: string): Parting {
  const a = [...text];
  const b = [...other];
  const { head, tail: alike } = commonEnds(a, b);
  let tail = alike;
  // What is alike at the back counts from a separator on: that two words end in the same letter says nothing.
  while (tail > 0 && !SEPARATOR.test(a[a.length - tail] ?? "")) tail -= 1;
  const end = a.length - tail;
  return {
    head: a.slice(0, head).join(""),
    middle: a.slice(head, end).join(""),
    tail: a.slice(end).join(""),
  };
}

const SEPARATOR = /[^\p{Letter}\p{Number}]/u;

/** Of `candidates`, the one with the longest common beginning with `text`. */
export function nearest(text: string, candidates: readonly string[]): string | null {
  let best: { candidate: string; shared: number } | null = null;
  for (const candidate of candidates) {
    const shared = parting(text, candidate).head.length;
    if (best === null || shared > best.shared) best = { candidate, shared };
  }
  return best === null ? null : best.candidate;
}
