import { reason } from "./foreign.ts";
import { run } from "./main.ts";
import { ActionsRunner } from "./runner.ts";
import { verifier } from "./verifier.ts";

const runner = new ActionsRunner();
const stop = (error: unknown) => runner.fail(`can-assume broke: ${reason(error)}; please report it`);
process.on("unhandledRejection", stop);
run(runner, verifier)
  .catch(stop)
  // A connection that never answers would keep the step waiting; what was printed goes out first.
  .finally(() => process.stdout.write("", () => process.exit()));
