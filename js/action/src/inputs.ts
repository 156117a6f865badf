/** The inputs of the step, read and checked. */
import { FAILURES, type Failure, INPUTS, type InputName, MODES, type Mode } from "./manifest.ts";
import { Unusable } from "./unusable.ts";

/** The inputs as the rest of the Action takes them; what is not given is undefined or empty. */
export interface Inputs {
  readonly modes: readonly Mode[];
  readonly policies: readonly string[];
  readonly workflows: readonly string[];
  readonly rcps: readonly string[];
  readonly audience: string;
  readonly role: string | undefined;
  readonly claims: string | undefined;
  readonly provider: string | undefined;
  readonly facts: string | undefined;
  readonly repository: string | undefined;
  readonly job: string | undefined;
  readonly event: string | undefined;
  readonly ref: string | undefined;
  readonly base: string | undefined;
  readonly config: string | undefined;
  readonly failOn: ReadonlySet<Failure>;
  readonly annotations: boolean;
  readonly summary: boolean;
  readonly sarifFile: string | undefined;
}

/**
 * Reads the inputs through `read`, which returns an empty text for one that is not set; then the default holds.
 *
 * @throws {Unusable} when one has a value it cannot have
 */
export function readInputs(read: (name: InputName) => string): Inputs {
  const text = (name: InputName) => read(name).trim() || INPUTS[name].default;
  const optional = (name: InputName) => text(name) || undefined;
  const failOn = new Set(words("fail-on", text("fail-on"), FAILURES));
  if (failOn.has("never") && failOn.size > 1) {
    throw new Unusable("input `fail-on` is `never` and more", "leave out `never`, or everything else");
  }
  const repository = optional("repository");
  if (repository !== undefined && !/^[^/\s]+\/[^/\s]+$/.test(repository)) {
    throw new Unusable(`input \`repository\` is \`${repository}\``, "give `OWNER/NAME`");
  }
  const ref = optional("ref");
  if (ref !== undefined && !ref.startsWith("refs/")) {
    throw new Unusable(`input \`ref\` is \`${ref}\``, "give it in full, such as `refs/heads/main`");
  }
  return {
    modes: words("mode", text("mode"), MODES),
    policies: lines(text("policy")),
    workflows: lines(text("workflows")),
    rcps: lines(text("rcp")),
    audience: text("audience"),
    role: optional("role-to-assume"),
    claims: optional("claims"),
    provider: optional("provider"),
    facts: optional("facts"),
    repository,
    job: optional("job"),
    event: optional("event"),
    ref,
    base: optional("base"),
    config: optional("config"),
    failOn,
    annotations: flag("annotations", text("annotations")),
    summary: flag("summary", text("summary")),
    sarifFile: optional("sarif-file"),
  };
}

/** The words of a list, each once, in the order in which they are given; a list of separators alone asks for nothing. */
function words<Word extends string>(name: InputName, text: string, known: readonly Word[]): readonly Word[] {
  const found = new Set<Word>();
  const expected = `give one or several of ${known.map((one) => `\`${one}\``).join(", ")}`;
  for (const given of text.split(/[\s,]+/).filter(Boolean)) {
    const word = known.find((one) => one === given);
    if (word === undefined) throw new Unusable(`input \`${name}\` has \`${given}\``, expected);
    found.add(word);
  }
  if (found.size === 0) throw new Unusable(`input \`${name}\` names nothing`, expected);
  return [...found];
}

function lines(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The words for true and false that GitHub's own toolkit takes: those of YAML's core schema. */
function flag(name: InputName, text: string): boolean {
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw new Unusable(`input \`${name}\` is \`${text}\``, "give `true` or `false`");
}
