/** What the engine answers to the scenario, evaluated as it changes. */

import { batch, computed, effect, signal } from "@preact/signals";
import type {
  CheckInput,
  CheckReport,
  ClaimsReport,
  Diagnostic,
  DiffReport,
  Finding,
  LintReport,
  RoleExposure,
  Text,
  WhoReport,
  WorkflowReport,
  WorkflowResult,
} from "can-assume";
import type { AnswerOf, Engine } from "../engine/engine.ts";
import { isMarked, markRefusal, type Refusal } from "../model/encoding.ts";
import { isWorkflowPath } from "../model/files.ts";
import { isBlank, repositoryInput, surroundings } from "../model/inputs.ts";
import { offeredRoles } from "../model/roles.ts";
import { EMPTY, type Scenario } from "../model/scenario.ts";
import { engine } from "./engine.ts";
import { claimsShown, identityInput } from "./identity.ts";
import { pace, scenario } from "./scenario.ts";
import { Slow } from "./slow.ts";
import { dropSignature, held, presented } from "./token.ts";

/** How long after the last key the page evaluates. */
export const DEBOUNCE_MS = 150;

/** A verdict, and the texts that it speaks of. */
export interface Verdict {
  readonly report: CheckReport | WorkflowReport;
  /** As the command line prints it. */
  readonly plain: string;
  readonly scenario: Scenario;
  /** The text of the claims then. */
  readonly claims: string;
  /** Whether the signature was verified when the token was pasted. */
  readonly verifiedBefore: boolean;
}

/** The last verdict; null when there is nothing to decide. */
export const verdict = signal<Verdict | null>(null);

/** Whether the verdict is of a text that was changed since. */
export const stale = signal(false);

/** Whether a verdict is being worked on in a worker. */
export const evaluating = signal(false);

/** Why the texts of now cannot be used. */
export const problems = signal<readonly Diagnostic[]>([]);

/** The words that the command line prints for {@link problems}. */
export const problemText = signal("");

/** Which verdict of a workflow is looked at. */
export const selected = signal(0);

/** Who can assume the role. */
export const who = new Slow<WhoReport>();
/** Asked without a role, and given up at once: the answer names the roles that there are. */
const listed = new Slow<WhoReport>();
/** What is wrong with the texts. */
export const lint = new Slow<LintReport>();
/** The findings of {@link lint}. */
export const findings = computed<readonly Finding[]>(() => lint.report.value?.findings ?? []);
/** What the change since the pinned policy lets in and locks out. */
export const difference = new Slow<DiffReport>();
/** The tokens of the workflow's jobs. */
export const tokens = new Slow<ClaimsReport>();

/** The roles of a policy file that has several. */
export const roles = computed<readonly string[]>(() =>
  offeredRoles(scenario.value.role === null ? who.report.value : listed.report.value),
);

/** Whether the policy of now cannot be used, so that {@link who} and {@link difference} are of the one before. */
export const policyUnread = computed<boolean>(
  () => who.errors.value.length > 0 || isMarked(scenario.value.policy),
);

/** Who can assume the role that is looked at. */
export const shownRole = computed<RoleExposure | null>(() => {
  const all = who.report.value?.roles ?? [];
  return all.find((each) => each.role === scenario.value.role) ?? all[0] ?? null;
});

/** The verdicts of a workflow; null when the identity is none. */
export const workflowReport = computed<WorkflowReport | null>(() => {
  const report = verdict.value?.report;
  return report !== undefined && "results" in report ? report : null;
});

/** The verdict that is explained: the only one, or the selected one of a workflow. */
export const current = computed<CheckReport | WorkflowResult | null>(() => {
  const report = verdict.value?.report;
  if (report === undefined) return null;
  return "results" in report ? (report.results[selected.value] ?? report.results[0] ?? null) : report;
});

/** Evaluates whenever the scenario or the token changes. */
export function watch(): void {
  effect(() => {
    const asking = engine.value;
    scenario.value;
    presented.value;
    if (asking === null) return;
    clearTimeout(timer);
    if (pace.peek() === "chosen") {
      // What is chosen may change several signals: it is evaluated once, when all have changed.
      generation += 1;
      const mine = generation;
      queueMicrotask(() => mine === generation && evaluate(asking));
      return;
    }
    stale.value = verdict.peek() !== null;
    timer = setTimeout(() => evaluate(asking), DEBOUNCE_MS);
  });
}

/** Evaluates now, without waiting for the end of the word. */
export function evaluateNow(): void {
  const asking = engine.peek();
  clearTimeout(timer);
  if (asking !== null) evaluate(asking);
}

let timer: ReturnType<typeof setTimeout> | undefined;
/** Counts what is asked: an answer to an earlier question is of no interest. */
let generation = 0;

function evaluate(asking: Engine): void {
  generation += 1;
  const mine = generation;
  const now = scenario.peek();
  const identity = identityInput(now);
  if (isBlank(now.policy) || identity === null) {
    batch(() => {
      askSlowly(asking, now);
      verdict.value = null;
      evaluating.value = false;
      stale.value = false;
      problems.value = [];
      problemText.value = "";
    });
    return;
  }
  const verifiedBefore = now.identity === "jwt" && held.peek()?.signed === false;
  const about = { scenario: now, claims: claimsShown.peek(), verifiedBefore };
  const input = { ...surroundings(now), ...repositoryInput(now), ...identity, formats: ["plain"] as const };
  const refused = markRefusal(textsOf(input));
  if (refused !== null) {
    refuse(refused);
    stale.value = verdict.peek() !== null;
    return;
  }
  const settle = (output: AnswerOf<"check">) => mine === generation && accept(output, about);
  const fail = (error: unknown) => mine === generation && giveUp(error);
  // The first verdict does not wait for the worker to start; a later one is worked on beside the worker.
  const first = verdict.peek() === null;
  if (!first) askSlowly(asking, now);
  try {
    const answer = asking.soon("check", input);
    if (answer instanceof Promise) {
      evaluating.value = true;
      stale.value = verdict.peek() !== null;
      answer.then(settle, fail);
    } else if (asking.isQuick("who")) {
      // Both are drawn at once: to draw the verdict takes longer than `who`, whose answer would have to wait for that.
      who.alongside(() => settle(answer));
    } else {
      settle(answer);
    }
  } catch (error) {
    fail(error);
  }
  if (first) askSlowly(asking, now);
}

/** Says that a text cannot be used, without asking the engine. The last verdict stays. */
export function refuse({ problem, plain }: Refusal): void {
  batch(() => {
    evaluating.value = false;
    problems.value = [problem];
    problemText.value = plain;
  });
}

/** The texts that are in `input`. */
function textsOf(input: CheckInput): Text[] {
  const isText = (value: unknown): value is Text =>
    typeof value === "object" && value !== null && "text" in value && "name" in value;
  return Object.values(input).flat().filter(isText);
}

function giveUp(error: unknown): void {
  evaluating.value = false;
  problemText.value = error instanceof Error ? error.message : String(error);
}

function accept(
  output: AnswerOf<"check">,
  about: Pick<Verdict, "scenario" | "claims" | "verifiedBefore">,
): void {
  const { report, errors, texts } = output;
  batch(() => {
    evaluating.value = false;
    problems.value = errors;
    problemText.value = report === null ? (texts.plain ?? "") : "";
    stale.value = report === null || about.scenario !== scenario.peek();
    if (report === null) return;
    const results = "results" in report ? report.results.length : 1;
    if (selected.peek() >= results) selected.value = 0;
    verdict.value = { report, plain: texts.plain ?? "", ...about };
  });
  dropSignature();
}

function askSlowly(asking: Engine, now: Scenario): void {
  const role = now.role === null ? {} : { role: now.role };
  const facts = isBlank(now.facts) ? {} : { facts: now.facts };
  const policy = isBlank(now.policy) ? null : now.policy;
  const supersede = () => asking.supersede();
  const about = policy && { policy, ...role, ...facts };
  who.ask(about, (input) => asking.later("who", input), supersede);
  const unchosen = now.role === null ? null : policy;
  listed.ask(unchosen, (input) => asking.later("who", { policy: input, budget: 1 }), supersede);
  const change = policy && now.before && { before: now.before, after: policy, ...role, ...facts };
  difference.ask(change, (input) => asking.later("diff", input), supersede);
  const workflow = now.identity === "workflow" && !isBlank(now.workflow) ? now.workflow : null;
  const run = workflow && { workflow, ...repositoryInput(now) };
  tokens.ask(run, (input) => asking.later("claims", input), supersede);
  const called = now.files.filter((file) => isWorkflowPath(file.name) && !isBlank(file));
  const files = [policy, workflow, ...(workflow === null ? [] : called)].filter((file) => file !== null);
  lint.ask(
    files.length === 0 ? null : { files, ...facts },
    (input) => asking.later("lint", input),
    supersede,
  );
}

/** Empties the page. */
export function clear(): void {
  pace.value = "chosen";
  scenario.value = { ...EMPTY, identity: scenario.peek().identity };
}
