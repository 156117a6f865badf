/** What is pointed at: a row of the tree, or a place in a text. Each lights up the other. */

import { computed, signal } from "@preact/signals";
import type { Evaluation } from "can-assume";
import {
  claimsPlaces,
  type DocumentId,
  type Link,
  NOWHERE,
  type PolicyPlaces,
  policyPlaces,
  requestPlaces,
} from "../model/links.ts";
import { type Row, rowAt, treeOf } from "../model/tree.ts";
import { current, stale, verdict } from "./answers.ts";

/** The rows of the verdict that is explained. */
export const rows = computed<readonly Row[]>(() => {
  const about = verdict.value;
  const report = current.value;
  if (about === null || report === null) return [];
  const { scenario, claims } = about;
  const identity =
    scenario.identity === "request"
      ? requestPlaces(scenario.request.text)
      : scenario.identity === "workflow"
        ? NOWHERE
        : claimsPlaces(claims);
  const policy = (evaluation: Evaluation): PolicyPlaces => {
    const [document, text] = documentOf(evaluation);
    return policyPlaces(document, text, evaluation.statements[0]?.span);
  };
  const documentOf = (evaluation: Evaluation): [DocumentId, string] => {
    if (evaluation.policy === "trustPolicy") return ["policy", scenario.policy.text];
    if (evaluation.policy === "callerPolicy") return ["callerPolicy", scenario.callerPolicy.text];
    return ["rcp", scenario.rcp.text];
  };
  return treeOf(report.trace.evaluations, { policy, identity });
});

/** The row under the pointer or with the focus. */
export const pointed = signal<Row | null>(null);

/** Where the cursor of an editor is. */
export const cursor = signal<{ readonly document: DocumentId; readonly position: number } | null>(null);

/** The ranges that the pointed row lights up. Texts that were changed since have moved. */
export const lit = computed<readonly Link[]>(() => (stale.value ? [] : (pointed.value?.links ?? [])));

/** The row that the cursor of an editor is in. */
export const marked = computed<Row | null>(() => {
  const at = cursor.value;
  return at === null || stale.value ? null : rowAt(rows.value, at.document, at.position);
});
