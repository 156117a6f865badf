/** What survives a reload of this tab: the scenario. A token is no part of it. */

import { effect } from "@preact/signals";
import { scenarioOf } from "../model/fragment.ts";
import { withoutSignatures } from "../model/jwt.ts";
import type { Scenario } from "../model/scenario.ts";
import { scenario } from "./scenario.ts";

const KEY = "can-assume.scenario";

/** More than this is not kept. */
const LARGEST = 500_000;

/** The scenario of before the reload. */
export function remembered(): Scenario | null {
  try {
    const text = sessionStorage.getItem(KEY);
    return text === null ? null : scenarioOf(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Keeps the scenario as it changes. */
export function remember(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const text = withoutSignatures(JSON.stringify(scenario.value));
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        if (text.length > LARGEST) sessionStorage.removeItem(KEY);
        else sessionStorage.setItem(KEY, text);
      } catch {
        // Storage may be forbidden or full; a reload then starts anew.
      }
    }, 400);
  });
}
