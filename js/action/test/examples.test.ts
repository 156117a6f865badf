/** The repository's examples through the bundle: each that comes with claims decides as `expected.json` says. */
import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { root } from "../scripts/root.ts";
import type { InputName } from "../src/manifest.ts";
import { Checkout } from "./harness/step.ts";

/** What an example decides. */
interface Expected {
  readonly decision: string;
  readonly stage: string | null;
  readonly cause?: string;
}

/** The options of the command line that are inputs of the Action. */
const INPUT: Record<string, InputName> = {
  "--policy": "policy",
  "--claims": "claims",
  "--provider": "provider",
  "--rcp": "rcp",
  "--role": "role-to-assume",
};

/** The inputs for the command of an example; undefined when it asks for something that the Action does not do. */
function inputsOf(command: string): Partial<Record<InputName, string>> | undefined {
  const inputs: Partial<Record<InputName, string>> = {};
  for (const [, option = "", value = ""] of command.matchAll(/(--[\w-]+) (\S+)/g)) {
    const name = INPUT[option];
    if (name === undefined) return undefined;
    inputs[name] = value;
  }
  return inputs.claims === undefined ? undefined : inputs;
}

const expected: Record<string, Expected[]> = JSON.parse(
  readFileSync(join(root, "examples/expected.json"), "utf8"),
);

suite("examples", { concurrency: 2 }, () => {
  for (const [example, answers] of Object.entries(expected)) {
    const page = readFileSync(join(root, "examples", example, "README.md"), "utf8");
    const commands = Array.from(page.matchAll(/^\$ can-assume check (.*)$/gm), ([, options = ""]) => options);
    for (const [index, command] of commands.entries()) {
      const inputs = inputsOf(command);
      if (inputs === undefined) continue;
      test(`${example}: ${command}`, async () => {
        using checkout = new Checkout();
        cpSync(join(root, "examples", example), checkout.workspace, { recursive: true });
        const answer = answers[index];
        const step = await checkout.run(inputs);
        assert.equal(step.outputs.decision, answer?.decision, step.log);
        assert.equal(step.status, answer?.decision === "allowed" ? 0 : 1);
        const report = step.report.answers[0]?.report;
        assert.equal(report?.decision, answer?.decision);
        if (answer?.stage) assert.equal(report?.stage, answer.stage);
        if (answer?.cause) assert.equal(report?.cause?.id, answer.cause);
      });
    }
  }

  test("a file with several roles needs one to be chosen", async () => {
    using checkout = new Checkout();
    cpSync(join(root, "examples/account-authorization-details"), checkout.workspace, { recursive: true });
    const step = await checkout.run({ policy: "account.json", claims: "claims.json", "fail-on": "never" });
    assert.equal(step.status, 1);
    assert.equal(step.outputs.decision, "undetermined");
    assert.match(step.log, /expected one to be chosen/);
  });
});
