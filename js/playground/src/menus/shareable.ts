/** What leaves the page when somebody shares it. */

import type { Text } from "can-assume";
import { strToU8, zipSync } from "fflate";
import { commandOf } from "../model/command.ts";
import { toFragment } from "../model/fragment.ts";
import { withoutSignatures } from "../model/jwt.ts";
import { toMarkdown } from "../model/markdown.ts";
import { redactClaims } from "../model/redact.ts";
import type { Scenario } from "../model/scenario.ts";
import { problemText, stale, verdict } from "../state/answers.ts";
import { claimsShown } from "../state/identity.ts";
import { scenario } from "../state/scenario.ts";

/** The page, ready to share. */
export interface Shareable {
  /** Claims that were kept although they name somebody, because the policy asks for them. */
  readonly kept: readonly string[];
  /** Whether the claims are those of a token. */
  readonly fromToken: boolean;
  readonly command: string;
  link(): Promise<string>;
  markdown(): Promise<string>;
  zip(): Uint8Array<ArrayBuffer>;
}

/** The page of now, with or without ids and actor. */
export function shareable(omit: boolean): Shareable {
  const now = scenario.value;
  const fromToken = now.identity === "jwt";
  const policies = [now.policy, now.rcp, now.scp, now.callerPolicy].map((policy) => policy.text);
  const redact = (text: string) => (omit ? redactClaims(text, policies) : { text, kept: [] });
  const claims = redact(claimsShown.value);
  const text: Text = { name: now.claims.name, text: claims.text };
  const shared: Scenario = {
    ...now,
    claims: fromToken ? text : { name: now.claims.name, text: redact(now.claims.text).text },
    identity: fromToken ? "claims" : now.identity,
  };
  const { line, files } = commandOf(shared, text);
  const clean = files.map((file) => ({ name: file.name, text: withoutSignatures(file.text) }));
  const link = async () => new URL(await toFragment(shared), location.href).href;
  const words = stale.value || verdict.value === null ? problemText.value : verdict.value.plain;
  return {
    kept: claims.kept,
    fromToken,
    command: line,
    link,
    markdown: async () => toMarkdown({ verdict: words, files: clean, command: line, link: await link() }),
    zip: () => zipSync(zipFiles(clean, line, words)) as Uint8Array<ArrayBuffer>,
  };
}

function zipFiles(files: readonly Text[], command: string, verdict: string): Record<string, Uint8Array> {
  const all = files.map((file): [string, Uint8Array] => [relative(file.name), strToU8(file.text)]);
  return Object.fromEntries([...all, ["run.sh", strToU8(`${command}\n`)], ["verdict.txt", strToU8(verdict)]]);
}

/** A name that stays in the folder that the archive is unpacked to. */
function relative(name: string): string {
  return name
    .split(/[\\/]/)
    .filter((part) => part !== "" && part !== "." && part !== "..")
    .join("/");
}
