/** What the engine is asked for a scenario. */

import type { CheckInput, MintInput, Text } from "can-assume";
import type { JobForm, Scenario } from "./scenario.ts";

/** Who asks for the role, as the engine takes it. */
export type IdentityInput = Pick<CheckInput, "claims" | "token" | "jwks" | "request" | "workflow" | "at">;

/** The input of `check` without its identity. */
export function surroundings(scenario: Scenario): CheckInput {
  const { policy, role, provider, rcp, scp, callerPolicy, context, at } = scenario;
  return {
    policy: [policy],
    ...(role === null ? {} : { role }),
    ...(isBlank(provider) ? {} : { providers: provider }),
    ...(isBlank(rcp) ? {} : { rcp: [rcp] }),
    ...(isBlank(scp) ? {} : { scp: [scp] }),
    ...(isBlank(callerPolicy) ? {} : { callerPolicy }),
    ...(context.trim() === "" ? {} : { context: contextOf(context) }),
    ...(at === "" ? {} : { at }),
  };
}

/** The context keys in `lines`, `KEY=VALUE` each; a key that stands several times is multivalued. */
export function contextOf(lines: string): Record<string, string | string[]> {
  const values = new Map<string, string[]>();
  for (const line of lines.split("\n")) {
    const at = line.indexOf("=");
    const key = line.slice(0, at).trim();
    if (at > 0) values.set(key, [...(values.get(key) ?? []), line.slice(at + 1).trim()]);
  }
  return Object.fromEntries([...values].map(([key, all]) => [key, all.length === 1 ? (all[0] ?? "") : all]));
}

/** What is known of the repository of a workflow. */
export function repositoryInput(scenario: Scenario): Pick<CheckInput, "files" | "facts" | "repository"> {
  const { policy, files, facts, repository } = scenario;
  // Facts name the policies of roles by their files: the one on the page is among them.
  const given = files.filter((file) => !isBlank(file));
  const all = isBlank(facts) ? given : [...given, policy];
  return {
    ...(all.length === 0 ? {} : { files: all }),
    ...(isBlank(facts) ? {} : { facts }),
    ...(repository === "" ? {} : { repository }),
  };
}

/** The input of `mint` for the form. */
export function mintInput(job: JobForm): MintInput {
  const given = (name: "ownerId" | "repositoryId" | "ref" | "environment") =>
    job[name].trim() === "" ? {} : { [name]: job[name].trim() };
  const template = job.template
    .split(",")
    .map((key) => key.trim())
    .filter((key) => key !== "");
  return {
    repository: job.repository.trim(),
    event: job.event,
    immutable: job.immutable,
    ...given("ownerId"),
    ...given("repositoryId"),
    ...given("ref"),
    ...given("environment"),
    ...(template.length === 0 ? {} : { template }),
  };
}

/** Whether there is nothing in `text`. */
export function isBlank(text: Text): boolean {
  return text.text.trim() === "";
}
