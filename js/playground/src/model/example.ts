/** The examples of the repository, as the page carries them. */

import type { Text } from "can-assume";
import { EMPTY, type Scenario } from "./scenario.ts";

/** Under which heading an example stands. */
export type Group = "Allowed" | "Denied" | "Exposed" | "Undetermined" | "Workflows" | "Broken input";

/** The headings, in their order. */
export const GROUPS: readonly Group[] = [
  "Denied",
  "Allowed",
  "Exposed",
  "Workflows",
  "Undetermined",
  "Broken input",
];

/** One situation: a folder, and one command of its page. */
export interface Example {
  readonly id: string;
  readonly folder: string;
  readonly title: string;
  readonly about: string;
  readonly group: Group;
  /** The options of the command line, without `--`; the value of most is a file of the folder. */
  readonly options: Readonly<Record<string, string>>;
  /** Other files of the repository, for workflows. */
  readonly files: readonly string[];
}

/** All examples, and the files of their folders. */
export interface Catalogue {
  readonly examples: readonly Example[];
  readonly files: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What loading an example sets: the scenario, and a token where the example has one. */
export interface Loaded {
  readonly scenario: Scenario;
  readonly token: { readonly text: Text; readonly jwks: Text | null } | null;
}

/** The example as the state of the page. */
export function load(example: Example, catalogue: Catalogue): Loaded {
  const texts = catalogue.files[example.folder] ?? {};
  const text = (option: string): Text | null => {
    const name = example.options[option];
    const content = name === undefined ? undefined : texts[name];
    return name === undefined || content === undefined ? null : { name, text: content };
  };
  const workflow = text("workflow");
  const token = text("token");
  const scenario: Scenario = {
    ...EMPTY,
    policy: text("policy") ?? EMPTY.policy,
    role: example.options.role ?? null,
    claims: text("claims") ?? EMPTY.claims,
    request: text("request") ?? EMPTY.request,
    workflow: workflow === null ? EMPTY.workflow : { ...workflow, name: repositoryPath(workflow.name) },
    files: example.files.map((name) => ({ name: repositoryPath(name), text: texts[name] ?? "" })),
    facts: text("facts") ?? EMPTY.facts,
    provider: text("provider") ?? EMPTY.provider,
    rcp: text("rcp") ?? EMPTY.rcp,
    scp: text("scp") ?? EMPTY.scp,
    callerPolicy: text("caller-policy") ?? EMPTY.callerPolicy,
    context: example.options.context ?? "",
    at: example.options.at ?? "",
    identity:
      workflow !== null
        ? "workflow"
        : token !== null
          ? "jwt"
          : "request" in example.options
            ? "request"
            : "claims",
  };
  return { scenario, token: token === null ? null : { text: token, jwks: text("jwks") } };
}

function repositoryPath(name: string): string {
  return name.includes("/") ? `.github/${name}` : `.github/workflows/${name}`;
}
