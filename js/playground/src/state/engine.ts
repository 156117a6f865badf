/** The engine, once it runs. */

import { signal } from "@preact/signals";
import { Engine } from "../engine/engine.ts";

/** The engine; null until it was started. */
export const engine = signal<Engine | null>(null);

/** Why there is no engine, for browsers that cannot run it. */
export const engineFailure = signal<string | null>(null);

/** Starts the engine. */
export async function startEngine(): Promise<void> {
  try {
    engine.value = await Engine.start();
  } catch (error) {
    engineFailure.value = error instanceof Error ? error.message : String(error);
  }
}
