/** The blast radius of fixes: whom each lets in beside the one who asks. */

import { effect, signal } from "@preact/signals";
import type { Fix, Identity } from "can-assume";
import { applyEdits } from "../model/edits.ts";
import { current, verdict } from "./answers.ts";
import { engine } from "./engine.ts";

/** What is known, by the text of the policy once it is fixed. */
const known = signal<ReadonlyMap<string, readonly Identity[]>>(new Map());

/** Fixes beyond this are not looked at: each is a question of its own. */
const MOST = 4;

/** Whom `fix` lets in; null while that is not known. */
export function gainOf(fix: Fix): readonly Identity[] | null {
  const text = fixed(fix);
  return text === null ? null : (known.value.get(text) ?? null);
}

/** Asks about the fixes of the verdict as it changes. */
export function watchGains(): void {
  effect(() => {
    const asking = engine.value;
    const about = verdict.value;
    const fixes = current.value?.fixes ?? [];
    if (asking === null || about === null) return;
    const { policy, role, facts } = about.scenario;
    for (const fix of fixes.slice(0, MOST)) {
      const text = fixed(fix);
      if (text === null || known.peek().has(text)) continue;
      const question = {
        before: policy,
        after: { name: policy.name, text },
        ...(role === null ? {} : { role }),
        ...(facts.text.trim() === "" ? {} : { facts }),
      };
      asking.later("diff", question).then(
        ({ report }) => {
          if (report === null || verdict.peek() !== about) return;
          known.value = new Map(known.peek()).set(
            text,
            report.roles.flatMap((each) => each.gained),
          );
        },
        () => {
          // Given up or superseded: the fix stands without it.
        },
      );
    }
  });
}

function fixed(fix: Fix): string | null {
  const policy = verdict.value?.scenario.policy;
  if (policy === undefined || fix.file !== policy.name) return null;
  return applyEdits(policy.text, policy.name, fix.edits);
}
