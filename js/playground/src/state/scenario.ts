/** The one place of the page's state: what is asked. What is answered is in `answers.ts`. */

import { signal } from "@preact/signals";
import { EMPTY, type JobForm, type Scenario, type TextField } from "../model/scenario.ts";

/** What the page works on. */
export const scenario = signal<Scenario>(EMPTY);

/** How the state last changed: what is typed waits for the end of the word, what is chosen does not. */
export const pace = signal<"typed" | "chosen">("chosen");

/** Changes some of the state because of a choice. */
export function choose(patch: Partial<Scenario>): void {
  pace.value = "chosen";
  scenario.value = { ...scenario.peek(), ...patch };
}

/** Changes a text because somebody types in it. */
export function type(field: TextField, text: string): void {
  const { name, text: before } = scenario.peek()[field];
  if (before !== text) typeScenario({ [field]: { name, text } });
}

/** Changes a field of the form "build from a job". */
export function typeJob(patch: Partial<JobForm>): void {
  typeScenario({ job: { ...scenario.peek().job, ...patch } });
}

/** Changes some of the state as somebody types. */
export function typeScenario(patch: Partial<Scenario>): void {
  pace.value = "typed";
  scenario.value = { ...scenario.peek(), ...patch };
}

/** Puts the text of a file where `field` is. */
export function open(field: TextField, name: string, text: string): void {
  choose({ [field]: { name, text } });
}

/** Keeps the policy of now to compare later ones with, or lets go of it. */
export function pin(on: boolean): void {
  choose({ before: on ? scenario.peek().policy : null });
}
