/** Mode `lint`: what is wrong with policies and workflows? */
import type { CanAssume, Text } from "can-assume";
import type { Answer } from "../answer.ts";
import { fileOf, filesOf, namesNothing, ownersOf } from "../files.ts";
import type { Inputs } from "../inputs.ts";
import { INPUTS } from "../manifest.ts";
import type { Runner } from "../runner.ts";
import { FORMATS, textsOf } from "../texts.ts";

/** The configuration that is used without being asked for. */
const CONFIG = "can-assume.toml";

/**
 * One answer for all files together.
 *
 * @throws {Unusable} when there are no files, or one cannot be read
 */
export async function lint(inputs: Inputs, runner: Runner, verifier: CanAssume): Promise<Answer[]> {
  const policies = inputs.policies.length > 0 ? await filesOf(runner, "policy", inputs.policies) : [];
  const workflows = await workflowsOf(inputs, runner, policies.length > 0);
  const known = new Set(policies.map(({ name }) => name));
  const files = [...policies, ...workflows.filter(({ name }) => !known.has(name))];
  const output = verifier.lint({
    files,
    config: await configOf(inputs, runner),
    facts: inputs.facts === undefined ? undefined : await fileOf(runner, "facts", inputs.facts),
    owners: ownersOf(runner),
    at: Math.floor(runner.now() / 1000),
    formats: [...FORMATS, "sarif"],
  });
  const findings = output.report?.findings ?? [];
  const count = findings.length === 1 ? "1 finding" : `${findings.length} findings`;
  const about = files.length === 1 ? (files[0]?.name ?? "") : `${files.length} files`;
  return [
    {
      mode: "lint",
      about,
      exit: output.exit,
      headline: output.errors[0]?.headline ?? count,
      findings: output.report?.findings,
      texts: textsOf(output),
      report: output.report,
      sarif: output.texts.sarif,
    },
  ];
}

/** The workflows; a repository with policies alone has none, unless they are asked for. */
async function workflowsOf(inputs: Inputs, runner: Runner, withoutIsFine: boolean): Promise<Text[]> {
  const paths = runner.find(inputs.workflows);
  const asked = inputs.workflows.join("\n") !== INPUTS.workflows.default;
  if (paths.length === 0 && (asked || !withoutIsFine)) throw namesNothing("workflows", inputs.workflows);
  return Promise.all(paths.map((path) => fileOf(runner, "workflows", path)));
}

async function configOf(inputs: Inputs, runner: Runner): Promise<Text | undefined> {
  if (inputs.config !== undefined) return fileOf(runner, "config", inputs.config);
  const text = await runner.read(CONFIG);
  return text === undefined ? undefined : { name: CONFIG, text };
}
