/** Mode `predict`: would the jobs of the workflows get their roles? */
import { posix } from "node:path";
import type { CanAssume, CheckInput, Output, Text, WorkflowReport } from "can-assume";
import { type Answer, worstDecision } from "../answer.ts";
import { called } from "../called.ts";
import { factsOfEvent, member } from "../event.ts";
import { aroundOf, fileOf, filesOf } from "../files.ts";
import type { Inputs } from "../inputs.ts";
import type { Runner } from "../runner.ts";
import { FORMATS, textsOf } from "../texts.ts";

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
  const answers: Answer[] = [];
  for (const workflow of workflows) {
    const question: CheckInput = {
      ...around,
      workflow,
      policy,
      files: [...(await called(workflow, runner)), ...ofFacts],
      facts,
      repository: repositoryOf(inputs, facts, runner),
      formats: FORMATS,
    };
    const answer = ask(question, workflow, inputs, verifier);
    if (answer !== undefined) answers.push(answer);
  }
  return answers;
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
    texts: textsOf(workflow.name, worst ?? "no role", output),
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
