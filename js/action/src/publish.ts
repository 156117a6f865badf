/** Puts the answers where people and later steps look for them. */

import { choose, MOST_ANNOTATIONS } from "./annotations.ts";
import { type Answer, gravestChange, worstDecision } from "./answer.ts";
import { failureOf, isOpen } from "./failure.ts";
import { oneLine } from "./foreign.ts";
import type { Inputs } from "./inputs.ts";
import type { Runner } from "./runner.ts";
import { join } from "./summary.ts";

/** Sets the outputs, prints, annotates, summarizes, and fails the step when something does that `fail-on` names. */
export async function publish(answers: readonly Answer[], inputs: Inputs, runner: Runner): Promise<void> {
  for (const answer of answers) runner.group(`${answer.mode}: ${answer.about}`, answer.texts.plain);
  await setOutputs(answers, inputs, runner);
  if (inputs.summary) {
    await runner.summarize(join(answers.length > 0 ? answers.map(({ texts }) => texts.markdown) : [NOTHING]));
  }
  if (answers.length === 0) runner.info(NOTHING);
  conclude(answers, inputs, runner);
}

async function setOutputs(answers: readonly Answer[], inputs: Inputs, runner: Runner): Promise<void> {
  const decision = worstDecision(answers.flatMap((answer) => answer.decision ?? []));
  const change =
    gravestChange(answers.flatMap((answer) => answer.change ?? [])) ??
    (asked(inputs, "diff") ? "equivalent" : "");
  const findings = answers.reduce((count, answer) => count + (answer.findings?.length ?? 0), 0);
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
  runner.output("decision", decision ?? "");
  runner.output("change", change);
  runner.output("findings", asked(inputs, "lint") ? String(findings) : "");
  runner.output("report", await runner.keep("report.json", `${JSON.stringify(report, null, 2)}\n`));
  const sarif = answers.find((answer) => answer.sarif !== undefined)?.sarif;
  if (inputs.sarifFile !== undefined && sarif !== undefined) {
    runner.output("sarif-file", await runner.write(inputs.sarifFile, sarif));
  }
}

/** Annotates, warns of what is open, and fails: at most ten annotations in all. */
function conclude(answers: readonly Answer[], inputs: Inputs, runner: Runner): void {
  const failures = answers.flatMap((answer) => failureOf(answer, inputs.failOn) ?? []);
  const open = answers.filter((answer) => isOpen(answer) && failureOf(answer, inputs.failOn) === undefined);
  const own = (failures.length > 0 ? 1 : 0) + (open.length > 0 ? 1 : 0);
  if (inputs.annotations) {
    const commands = choose(
      answers.map(({ texts }) => texts.github),
      MOST_ANNOTATIONS - own,
    );
    for (const command of commands) runner.command(command);
  }
  if (open.length > 0)
    runner.warn(
      `undetermined: ${listed(open.map(({ about, headline }) => oneLine(`${about}: ${headline}`)))}`,
    );
  if (failures.length > 0) runner.fail(listed(failures));
}

/** The first of several messages, and how many more there are. */
function listed(messages: readonly string[]): string {
  const [first = "", ...more] = messages;
  return more.length === 0 ? first : `${first} (and ${more.length} more)`;
}

function asked(inputs: Inputs, mode: Inputs["modes"][number]): boolean {
  return inputs.modes.includes(mode);
}

const NOTHING = "Nothing to answer: no policy changed, or no workflow has such a run.";
