/** Asks what the inputs ask for, and publishes the answers. */
import type { CanAssume } from "can-assume";
import { type Answer, unusable } from "./answer.ts";
import { reason } from "./foreign.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import type { Mode } from "./manifest.ts";
import { check } from "./mode/check.ts";
import { diff } from "./mode/diff.ts";
import { lint } from "./mode/lint.ts";
import { predict } from "./mode/predict.ts";
import { publish } from "./publish.ts";
import type { Runner } from "./runner.ts";
import { Unusable } from "./unusable.ts";

/** One way of asking; throws {@link Unusable} when the question cannot be put. */
type Ask = (inputs: Inputs, runner: Runner, verifier: CanAssume) => Promise<Answer[]>;

const ASK: Record<Mode, Ask> = { check, predict, diff, lint };

/** Runs the Action. What cannot be decided fails the step; it never throws for that. */
export async function run(runner: Runner, verifier: () => CanAssume): Promise<void> {
  let inputs: Inputs;
  try {
    inputs = readInputs((name) => runner.input(name));
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    runner.fail(`${error.message}: ${error.help}`);
    return;
  }
  const answers: Answer[] = [];
  for (const mode of inputs.modes) {
    try {
      answers.push(...(await ASK[mode](inputs, runner, verifier())));
    } catch (error) {
      const known = error instanceof Unusable ? error : broken(error);
      answers.push(unusable(mode, inputs.policies.join(", ") || mode, known));
    }
  }
  await publish(answers, inputs, runner);
}

/** What nobody thought of decides nothing either. */
function broken(error: unknown): Unusable {
  return new Unusable(`can-assume broke: ${reason(error)}`, "please report it, with the files of this step");
}
