/** Mode `predict`: would the jobs of the workflows get their roles? */
import { posix } from "node:path";
import type { CanAssume, CheckInput, ClaimsInput, Output, Text, WorkflowReport } from "can-assume";
import { type Answer, worstDecision } from "../answer.ts";
import { called } from "../called.ts";
import { factsOfEvent, member } from "../event.ts";
import { aroundOf, fileOf, filesOf } from "../files.ts";
import { oneLine } from "../foreign.ts";
import type { Inputs } from "../inputs.ts";
import type { Runner } from "../runner.ts";
import { code, FORMATS, textsOf } from "../texts.ts";
import { Unusable } from "../unusable.ts";

/**
 * One answer for each workflow.
 *
 * @throws {Unusable} when a file cannot be read
 */
export async function predict(inputs: Inputs, runner: Runner, verifier: CanAssume): Promise<Answer[]> {
  const workflows = await filesOf(runner, "workflows", inputs.workflows);
  const facts = await factsOf(inputs, runner);
  const ofFacts = facts === undefined ? [] : await policiesOfFacts(facts, runner);
  const policy =
    ofFacts.length > 0 && inputs.policies.length === 0
      ? []
      : await filesOf(runner, "policy", inputs.policies);
  const around = await aroundOf(runner, inputs);
  const named = new Set(inputs.workflows);
  const answers: Answer[] = [];
  const without: string[] = [];
  for (const workflow of workflows) {
    const about: ClaimsInput = {
      workflow,
      files: [...(await called(workflow, runner)), ...ofFacts],
      facts,
      repository: repositoryOf(inputs, facts, runner),
    };
    if (!named.has(workflow.name) && assumesNone(about, verifier)) {
      without.push(workflow.name);
      continue;
    }
    const answer = ask({ ...around, ...about, policy, formats: FORMATS }, workflow, inputs, verifier);
    if (answer !== undefined) answers.push(answer);
  }
  if (answers.length === 0) nothingChosen(inputs);
  return without.length > 0 ? [...answers, leftOut(without)] : answers;
}

/** A selection that no run fits is misspelt, or asks for what is gone: a gate that looks at nothing does not pass. */
function nothingChosen({ job, event, ref }: Inputs): void {
  const chosen = Object.entries({ job, event, ref }).filter(([, value]) => value !== undefined);
  if (chosen.length === 0) return;
  const said = chosen.map(([name, value]) => `${name} \`${value}\``).join(", ");
  throw new Unusable(
    `no workflow that assumes a role has a run with ${said}`,
    "check the inputs `job`, `event`, `ref` and `workflows`",
  );
}

/**
 * Whether no step of a workflow is known to assume a role: most workflows of a repository have nothing to do with AWS. What
 * is called and not at hand may do so, if it can have a token.
 */
function assumesNone(about: ClaimsInput, verifier: CanAssume): boolean {
  const { report, errors } = verifier.claims(about);
  if (report === null && errors.some(({ headline }) => headline.endsWith(NEVER_RUNS))) return true;
  if (!report?.complete || report.tokens.some(({ steps }) => steps.length > 0)) return false;
  const unseen = report.findings.some(({ id }) => id === "not-followed");
  return !unseen || report.tokens.every(({ token }) => token === "no");
}

/** How the verifier says that a workflow has no run: its jobs are switched off, for instance. */
const NEVER_RUNS = ": no job of this workflow ever runs";

/** The answer for workflows that a glob named and that assume no role: that they were left out is said. */
function leftOut(workflows: readonly string[]): Answer {
  const headline =
    "no step that runs in these workflows is known to assume a role, so that they were left out";
  const help = "if one does, name it by its path in input `workflows`: then each of its jobs is looked at";
  const list = (item: (name: string) => string) => workflows.map((name) => `- ${item(name)}\n`).join("");
  return {
    mode: "predict",
    about: workflows.length === 1 ? (workflows[0] ?? "") : `${workflows.length} other workflows`,
    exit: 0,
    headline,
    texts: {
      plain: `${headline}\n${list((name) => oneLine(name))}${help}\n`,
      markdown: `### No role\n\n${headline}:\n\n${list(code)}\n${help}\n`,
      github: "",
    },
    report: null,
  };
}

/** The answer about one workflow; undefined when the inputs leave all of its runs out. */
function ask(question: CheckInput, workflow: Text, inputs: Inputs, verifier: CanAssume): Answer | undefined {
  const { job, event, ref } = inputs;
  const output = verifier.check({ ...question, job, event, ref }) as Output<WorkflowReport>;
  const chosen = job ?? event ?? ref;
  // Of several workflows some have no such run, which is no fault of theirs; one that cannot be read at all is.
  if (output.exit === 2 && chosen !== undefined && verifier.check(question).exit !== 2) return undefined;
  const results = output.report?.results ?? [];
  const worst = output.exit === 2 ? "undetermined" : worstDecision(results.map(({ decision }) => decision));
  const decisive = results.find(({ decision }) => decision === worst);
  return {
    mode: "predict",
    about: workflow.name,
    exit: output.exit,
    headline: decisive
      ? `${decisive.job}: ${decisive.cause?.headline ?? decisive.decision}`
      : (output.errors[0]?.headline ?? "no job assumes a role"),
    decision: worst,
    texts: textsOf(output),
    report: output.report,
  };
}

/** What is known of the repository: the file, else what the event tells. */
async function factsOf(inputs: Inputs, runner: Runner): Promise<Text | undefined> {
  if (inputs.facts !== undefined) return fileOf(runner, "facts", inputs.facts);
  const text = inputs.repository === undefined ? factsOfEvent(runner.run) : undefined;
  return text === undefined ? undefined : { name: "the event's payload", text };
}

/** The repository that the workflows run in, where the facts do not say it. */
function repositoryOf(inputs: Inputs, facts: Text | undefined, runner: Runner): string | undefined {
  if (inputs.repository !== undefined) return inputs.repository;
  const known = member(member(facts && parsed(facts), "repository"), "owner") !== undefined;
  return known ? undefined : runner.run.repository || undefined;
}

/** The policies that the facts name for roles; their paths are relative to the facts. */
async function policiesOfFacts(facts: Text, runner: Runner): Promise<Text[]> {
  const roles = member(parsed(facts), "roles");
  if (typeof roles !== "object" || roles === null) return [];
  const paths = new Set(Object.values(roles).filter((path) => typeof path === "string"));
  return Promise.all(
    [...paths].map((path) => fileOf(runner, "facts", posix.join(posix.dirname(facts.name), path))),
  );
}

/** The facts as JSON; undefined when they are not JSON, which the verifier says better. */
function parsed(facts: Text): unknown {
  try {
    return JSON.parse(facts.text);
  } catch {
    return undefined;
  }
}
