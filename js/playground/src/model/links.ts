/** Where in the editors' texts an evaluated element stands. */

import type { ByteSpan } from "can-assume";
import { type Member, members } from "./member.ts";
import { type Range, unitOffsets } from "./span.ts";

/** The texts that a row can point into. */
export type DocumentId = "policy" | "rcp" | "callerPolicy" | "claims" | "request" | "workflow";

/** A place in one of the texts. */
export interface Link {
  readonly document: DocumentId;
  readonly range: Range;
}

/** Finds elements of a policy's text. */
export interface PolicyPlaces {
  /** Whether the byte spans of the trace count this text. */
  readonly fits: boolean;
  value(span: ByteSpan): Link | null;
  member(statement: ByteSpan, names: readonly string[]): Link | null;
}

/**
 * Places in the policy `text` of a trace whose first statement is at `first`. A document that was decoded out of a string
 * is counted by itself: then nothing of this text is meant, and no place is found.
 */
export function policyPlaces(document: DocumentId, text: string, first: ByteSpan | undefined): PolicyPlaces {
  const units = unitOffsets(text);
  const range = (span: ByteSpan): Range => ({ from: units(span.start), to: units(span.end) });
  const fits = first !== undefined && text[units(first.start)] === "{" && text[units(first.end) - 1] === "}";
  return {
    fits,
    value: (span) => (fits ? { document, range: range(span) } : null),
    member: (statement, names) => {
      if (!fits) return null;
      const member = members(text, range(statement)).find((each) => names.includes(each.name));
      return member === undefined ? null : { document, range: member.valueAt };
    },
  };
}

/** Finds what the identity presents. */
export interface IdentityPlaces {
  /** The value of the condition key. */
  key(key: string): Link | null;
  /** The principal or the action of a request. */
  element(name: "principal" | "action"): Link | null;
}

/** Places in the text of claims: the claim behind a condition key is what follows the issuer. */
export function claimsPlaces(text: string): IdentityPlaces {
  const all = members(text);
  return {
    key: (key) => link("claims", find(all, key.slice(key.lastIndexOf(":") + 1))),
    element: () => null,
  };
}

/** Places in the text of a request, whose `context` has the keys. */
export function requestPlaces(text: string): IdentityPlaces {
  const all = members(text);
  const context = find(all, "context");
  const keys = context === undefined ? [] : members(text, context.valueAt);
  return {
    key: (key) => link("request", find(keys, key)),
    element: (name) => link("request", find(all, name)),
  };
}

/** An identity whose text is not on the page. */
export const NOWHERE: IdentityPlaces = { key: () => null, element: () => null };

function find(all: readonly Member[], name: string): Member | undefined {
  return (
    all.find((each) => each.name === name) ??
    all.find((each) => each.name.toLowerCase() === name.toLowerCase())
  );
}

function link(document: DocumentId, member: Member | undefined): Link | null {
  return member === undefined ? null : { document, range: member.valueAt };
}
