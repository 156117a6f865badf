/** The command line that answers what the page answers. */

import type { Text } from "can-assume";
import type { Scenario } from "./scenario.ts";

/** The command, and the files that it reads. */
export interface Command {
  readonly line: string;
  readonly files: readonly Text[];
}

/** The command line of `scenario` with `claims` as the text of its claims, where the identity has any. */
export function commandOf(scenario: Scenario, claims: Text): Command {
  const files: Text[] = [];
  const words = ["can-assume", "check"];
  const option = (name: string, file: Text) => {
    if (file.text.trim() === "") return;
    files.push(file);
    words.push(name, quoted(file.name));
  };
  option("--policy", scenario.policy);
  if (scenario.role !== null) words.push("--role", quoted(scenario.role));
  if (scenario.identity === "workflow") {
    option("--workflow", scenario.workflow);
    option("--facts", scenario.facts);
    if (scenario.repository !== "") words.push("--repo", quoted(scenario.repository));
    files.push(...scenario.files);
  } else if (scenario.identity === "request") {
    option("--request", scenario.request);
  } else {
    option("--claims", claims);
  }
  option("--provider", scenario.provider);
  option("--rcp", scenario.rcp);
  option("--scp", scenario.scp);
  option("--caller-policy", scenario.callerPolicy);
  for (const pair of scenario.context.split("\n").filter((line) => line.includes("=")))
    words.push("--context", quoted(pair.trim()));
  if (scenario.at !== "") words.push("--at", quoted(scenario.at));
  return { line: words.join(" "), files };
}

/** `word` as a shell takes it literally. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
