/** Puts the answers where people and later steps look for them. */

import { choose, MOST_ANNOTATIONS, placed } from "./annotations.ts";
import { type Answer, gravestChange, worstDecision } from "./answer.ts";
import { failureOf, isOpen, sentence } from "./failure.ts";
import { reason } from "./foreign.ts";
import type { Inputs } from "./inputs.ts";
import type { Runner } from "./runner.ts";
import { join } from "./summary.ts";

/**
 * Sets the outputs, prints, annotates, summarizes, and fails the step when something does that `fail-on` names. What cannot
 * be written fails the step too, and keeps nothing else from being said.
 */
export async function publish(answers: readonly Answer[], inputs: Inputs, runner: Runner): Promise<void> {
  for (const answer of answers) runner.group(`${answer.mode}: ${answer.about}`, answer.texts.plain);
  if (answers.length === 0) runner.info(NOTHING);
  const broken: string[] = [];
  const attempt = async (what: string, publishing: () => Promise<void>) => {
    try {
      await publishing();
    } catch (error) {
      broken.push(`cannot write ${what}: ${reason(error)}`);
    }
  };
  await attempt("the outputs", async () => setDecisions(answers, inputs, runner));
  await attempt("the JSON report", () => keepReport(answers, runner));
  await attempt("the SARIF file", () => writeSarif(answers, inputs, runner));
  if (inputs.summary) {
    const parts = answers.length > 0 ? answers.map(({ texts }) => texts.markdown) : [NOTHING];
    await attempt("the job summary", () => runner.summarize(join(parts)));
  }
  conclude(answers, broken, inputs, runner);
}

function setDecisions(answers: readonly Answer[], inputs: Inputs, runner: Runner): void {
  const decision = worstDecision(answers.flatMap((answer) => answer.decision ?? []));
  const change =
    gravestChange(answers.flatMap((answer) => answer.change ?? [])) ??
    (inputs.modes.includes("diff") ? "equivalent" : "");
  // Where nothing could be looked at, no number of findings is true.
  const linted = answers.flatMap((answer) => (answer.findings ? [answer.findings.length] : []));
  runner.output("decision", decision ?? "");
  runner.output("change", change);
  runner.output("findings", linted.length > 0 ? String(linted.reduce((sum, count) => sum + count)) : "");
}

async function keepReport(answers: readonly Answer[], runner: Runner): Promise<void> {
  const report = {
    version: 1,
    answers: answers.map(({ mode, about, exit, headline, report }) => ({
      mode,
      about,
      exit,
      headline,
      report,
    })),
  };
  runner.output("report", await runner.keep("report.json", `${JSON.stringify(report, null, 2)}\n`));
}

async function writeSarif(answers: readonly Answer[], inputs: Inputs, runner: Runner): Promise<void> {
  const sarif = answers.find((answer) => answer.sarif !== undefined)?.sarif;
  if (inputs.sarifFile !== undefined && sarif !== undefined) {
    runner.output("sarif-file", await runner.write(inputs.sarifFile, sarif));
  }
}

/** Annotates, warns of what is open, and fails: at most ten annotations in all. */
function conclude(
  answers: readonly Answer[],
  broken: readonly string[],
  inputs: Inputs,
  runner: Runner,
): void {
  const failures = [...answers.flatMap((answer) => failureOf(answer, inputs.failOn) ?? []), ...broken];
  const open = answers.filter((answer) => isOpen(answer) && failureOf(answer, inputs.failOn) === undefined);
  const own = (failures.length > 0 ? 1 : 0) + (open.length > 0 ? 1 : 0);
  if (inputs.annotations) {
    const commands = choose(
      answers.map(({ texts }) => texts.github),
      MOST_ANNOTATIONS - own,
    );
    const isFile = (path: string) => runner.has(path);
    for (const command of commands) runner.command(placed(command, isFile));
  }
  if (open.length > 0) runner.warn(`undetermined: ${listed(open.map(sentence))}`);
  if (failures.length > 0) runner.fail(listed(failures));
}

/** The first of several messages, and how many more there are. */
function listed(messages: readonly string[]): string {
  const [first = "", ...more] = messages;
  return more.length === 0 ? first : `${first} (and ${more.length} more)`;
}

const NOTHING = "Nothing to answer: no policy changed, or no workflow assumes a role.";
