/** The trace of a verdict as the rows of a tree. */

import type { ConditionTrace, Evaluation, StatementTrace, Truth } from "can-assume";
import type { IdentityPlaces, Link, PolicyPlaces } from "./links.ts";

/** A row of the tree. */
export interface Row {
  readonly id: string;
  /** Whether what the row says holds; null where the question makes no sense. */
  readonly truth: Truth | null;
  readonly title: string;
  readonly subject: string;
  /** What follows the title: the values, or what they come to. */
  readonly note: string;
  /** Both sides of a condition, where they are worth a line each. */
  readonly sides: Sides | null;
  readonly links: readonly Link[];
  readonly children: readonly Row[];
}

/** What the policy asks and what came. */
export interface Sides {
  readonly policy: readonly { readonly text: string; readonly matched: Truth }[];
  readonly presented: readonly string[];
  readonly populated: ConditionTrace["populated"];
  /** Whether the operator asks that nothing matches: then it is the likeness that fails. */
  readonly negated: boolean;
}

/** How the rows of an evaluation find their places. */
export interface Places {
  readonly policy: (evaluation: Evaluation) => PolicyPlaces;
  readonly identity: IdentityPlaces;
}

/** The rows of all `evaluations`. */
export function treeOf(evaluations: readonly Evaluation[], places: Places): Row[] {
  return evaluations.map((evaluation, at) => {
    const policy = places.policy(evaluation);
    const id = `${at}`;
    return {
      id,
      truth: null,
      title: policyName(evaluation),
      subject: evaluation.action,
      note: decisionNote(evaluation),
      sides: null,
      links: [],
      children: evaluation.statements.map((statement) =>
        statementRow(`${id}.${statement.index}`, statement, evaluation, policy, places.identity),
      ),
    };
  });
}

/** Every row, parents before their children. */
export function flat(rows: readonly Row[]): Row[] {
  return rows.flatMap((row) => [row, ...flat(row.children)]);
}

/** The rows above the row `id`, from the outermost. */
export function ancestors(id: string): string[] {
  const parts = id.split(".");
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join("."));
}

/** The innermost row that has a link around `position` of `document`, the narrowest link first. */
export function rowAt(rows: readonly Row[], document: Link["document"], position: number): Row | null {
  let best: { row: Row; width: number } | null = null;
  for (const row of flat(rows)) {
    for (const { document: of, range } of row.links) {
      const width = range.to - range.from;
      const inside = of === document && range.from <= position && position <= range.to;
      if (inside && (best === null || width < best.width)) best = { row, width };
    }
  }
  return best === null ? null : best.row;
}

function statementRow(
  id: string,
  statement: StatementTrace,
  evaluation: Evaluation,
  policy: PolicyPlaces,
  identity: IdentityPlaces,
): Row {
  const present = (links: (Link | null)[]) => links.filter((link) => link !== null);
  const holding = statement.conditions.filter((condition) => condition.result === "true").length;
  const count = statement.conditions.length;
  const elements: Row[] = [
    {
      ...EMPTY_ROW,
      id: `${id}.principal`,
      truth: statement.principal.result,
      title: "Principal",
      subject: statement.principal.values.join(", ") || "*",
      links: present([
        policy.member(statement.span, ["Principal", "NotPrincipal"]),
        identity.element("principal"),
      ]),
    },
    {
      ...EMPTY_ROW,
      id: `${id}.action`,
      truth: statement.action.result,
      title: "Action",
      subject: statement.action.values.join(", "),
      links: present([policy.member(statement.span, ["Action", "NotAction"]), identity.element("action")]),
    },
  ];
  if (count > 0) {
    elements.push({
      ...EMPTY_ROW,
      id: `${id}.condition`,
      truth: all(statement.conditions.map((condition) => condition.result)),
      title: "Condition",
      note: `${holding} of ${count} ${count === 1 ? "key holds" : "keys hold; all must"}`,
      links: present([policy.member(statement.span, ["Condition"])]),
      children: statement.conditions.map((condition, at) => ({
        ...EMPTY_ROW,
        id: `${id}.condition.${at}`,
        truth: condition.result,
        title: shortKey(condition.key),
        subject: condition.operator,
        note: "",
        sides: sides(condition),
        links: present([policy.value(condition.span), identity.key(condition.key)]),
      })),
    });
  }
  return {
    ...EMPTY_ROW,
    id,
    // That a Deny does not apply is no failure: its words say it, without a sign.
    truth: statement.effect === "Deny" ? null : statement.applies,
    title: `Statement ${statement.index + 1} of ${evaluation.statements.length}`,
    subject: statement.sid ?? "",
    note: `${statement.effect} · ${APPLIES[statement.applies]}`,
    links: present([policy.value(statement.span)]),
    children: elements,
  };
}

/** The condition key without the issuer in front of it. */
export function shortKey(key: string): string {
  return key.includes(".") ? key.slice(key.lastIndexOf(":") + 1) : key;
}

function sides(condition: ConditionTrace): Sides {
  return {
    policy: condition.values.map((value) => ({ text: value.resolved ?? value.text, matched: value.matched })),
    presented: condition.presented,
    populated: condition.populated,
    negated: /Not(?=Equals|Like)|^Arn.*Not|^NotIp/.test(condition.operator),
  };
}

function all(results: readonly Truth[]): Truth {
  if (results.includes("false")) return "false";
  return results.includes("unknown") ? "unknown" : "true";
}

function policyName(evaluation: Evaluation): string {
  if (evaluation.policy === "trustPolicy") return "Trust policy";
  if (evaluation.policy === "callerPolicy") return "Caller’s policy";
  return `Resource control policy ${evaluation.index + 1}`;
}

function decisionNote(evaluation: Evaluation): string {
  return DECIDES[evaluation.decision];
}

const APPLIES: Record<Truth, string> = { true: "applies", false: "does not apply", unknown: "may apply" };

const DECIDES: Record<Evaluation["decision"], string> = {
  allowed: "allows",
  explicitDeny: "denies",
  implicitDeny: "does not allow",
  undetermined: "undetermined",
};

const EMPTY_ROW: Omit<Row, "id" | "title"> = {
  truth: null,
  subject: "",
  note: "",
  sides: null,
  links: [],
  children: [],
};
