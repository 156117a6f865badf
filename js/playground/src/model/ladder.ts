/** The ladder of exposure: who can assume a role, worst first, as docs/who.md of the repository orders it. */

/** A rung, with the words that are shown for it. */
export interface Rung {
  readonly id: string;
  readonly title: string;
  readonly who: string;
  readonly tone: "bad" | "warn" | "good" | "unknown";
}

/** All rungs, the worst first. */
export const RUNGS: readonly Rung[] = [
  { id: "anyone", title: "Anyone", who: "any GitHub account, with the subjects it has anyway", tone: "bad" },
  {
    id: "anyone-forged",
    title: "Anyone who forges",
    who: "any GitHub account, with a subject template or a free text of its choice",
    tone: "bad",
  },
  { id: "registrable", title: "Registrable", who: "an account that registers a matching name", tone: "bad" },
  { id: "owner", title: "Owner", who: "other repositories of a named owner", tone: "warn" },
  {
    id: "repository",
    title: "Repository",
    who: "any job of a named repository, pull requests or all branches included",
    tone: "warn",
  },
  { id: "scoped", title: "Scoped", who: "named branches, tags, environments or workflows", tone: "good" },
  { id: "nobody", title: "Nobody", who: "proved: no token of GitHub is let in", tone: "good" },
  { id: "undetermined", title: "Undetermined", who: "something was not decided", tone: "unknown" },
];

/** The rung of an exposure; what this page does not know is shown as undetermined. */
export function rung(exposure: string): Rung {
  return RUNGS.find((each) => each.id === exposure) ?? UNKNOWN;
}

const UNKNOWN: Rung = {
  id: "undetermined",
  title: "Undetermined",
  who: "something was not decided",
  tone: "unknown",
};
