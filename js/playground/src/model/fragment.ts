/** The share link: the scenario, deflated, in the part of the address that no browser sends. */

import { withoutSignatures } from "./jwt.ts";
import {
  EMPTY,
  IDENTITIES,
  type IdentityKind,
  type JobForm,
  type Scenario,
  type TextField,
} from "./scenario.ts";

/** The version of the form; a later one gets another prefix, and this one is still read. */
const PREFIX = "#v1.";

/** A link that inflates to more than this is refused: nobody typed it. */
const LARGEST = 4_000_000;

const TEXTS: readonly TextField[] = [
  "policy",
  "claims",
  "request",
  "workflow",
  "facts",
  "provider",
  "rcp",
  "scp",
  "callerPolicy",
];

/** The fragment of `scenario`, with its `#`. What is as on an empty page is left out. */
export async function toFragment(scenario: Scenario): Promise<string> {
  const changed = Object.entries(scenario).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(EMPTY[name as keyof Scenario]),
  );
  const bytes = new TextEncoder().encode(withoutSignatures(JSON.stringify(Object.fromEntries(changed))));
  const deflated = await through(bytes, new CompressionStream("deflate-raw"), Number.POSITIVE_INFINITY);
  return PREFIX + base64Url(deflated);
}

/** The scenario of a fragment; null when the fragment is none of ours or broken. */
export async function fromFragment(fragment: string): Promise<Scenario | null> {
  if (!fragment.startsWith(PREFIX)) return null;
  try {
    const deflated = fromBase64Url(fragment.slice(PREFIX.length));
    const bytes = await through(deflated, new DecompressionStream("deflate-raw"), LARGEST);
    return scenarioOf(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return null;
  }
}

/** The scenario in `value`, which anybody may have written; what is not as it should be is as on an empty page. */
export function scenarioOf(value: unknown): Scenario | null {
  if (!isObject(value)) return null;
  const texts = Object.fromEntries(TEXTS.map((field) => [field, text(value[field]) ?? EMPTY[field]]));
  const files = Array.isArray(value.files) ? value.files.map(text).filter((file) => file !== null) : [];
  return {
    ...EMPTY,
    ...texts,
    files,
    role: typeof value.role === "string" ? value.role : null,
    identity: identity(value.identity),
    repository: string(value.repository, ""),
    context: string(value.context, ""),
    at: string(value.at, ""),
    job: job(value.job),
    before: text(value.before),
  };
}

function identity(value: unknown): IdentityKind {
  return IDENTITIES.find((each) => each === value) ?? EMPTY.identity;
}

function job(value: unknown): JobForm {
  if (!isObject(value)) return EMPTY.job;
  const given = (name: Exclude<keyof JobForm, "immutable">) => string(value[name], EMPTY.job[name]);
  return {
    repository: given("repository"),
    event: given("event"),
    ownerId: given("ownerId"),
    repositoryId: given("repositoryId"),
    immutable: value.immutable === true,
    ref: given("ref"),
    environment: given("environment"),
    template: given("template"),
  };
}

function text(value: unknown): { name: string; text: string } | null {
  if (!isObject(value) || typeof value.name !== "string" || typeof value.text !== "string") return null;
  return { name: value.name, text: value.text };
}

function string(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  largest: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > largest) throw new RangeError("the fragment inflates to too much");
    chunks.push(next.value as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function base64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
