import { reason } from "./foreign.ts";
import { run } from "./main.ts";
import { ActionsRunner } from "./runner.ts";
import { verifier } from "./verifier.ts";

const runner = new ActionsRunner();
const stop = (error: unknown) => runner.fail(`can-assume broke: ${reason(error)}; please report it`);
process.on("unhandledRejection", stop);
// A process whose last connection is gone ends, with success, though nothing was answered.
let answered = false;
process.on("exit", () => {
  if (!answered) runner.fail("the step ended before there was an answer; run the job again");
});
run(runner, verifier)
  .catch(stop)
  .finally(() => {
    answered = true;
  })
  // A connection that never answers would keep the step waiting; what was printed goes out first.
  .finally(() => process.stdout.write("", () => process.exit()));
