/** An answer that comes later than the verdict. */

import { batch, signal } from "@preact/signals";
import type { Diagnostic, Output } from "can-assume";
import { NoAnswer } from "../engine/slow-lane.ts";

/** An answer that comes sooner than this is not announced, and what waits for it waits no longer. */
const SOON_MS = 12;

/** A question to the worker, asked again only when its input changed. */
export class Slow<Report> {
  /** The last answer; null when there is none, or nothing to ask. */
  readonly report = signal<Report | null>(null);
  /** Whether the answer is still that of an earlier input, and has been for a moment. */
  readonly asking = signal(false);
  /** Why there is no answer. */
  readonly failure = signal<string | null>(null);
  /** Why the input cannot be used. */
  readonly errors = signal<readonly Diagnostic[]>([]);
  #asked = "";
  #pending = false;
  #alongside: (() => void) | null = null;

  /**
   * Asks `question` about `input`; null takes the answer away. `supersede` ends what still runs for an earlier input; what
   * was ended along with it is asked again.
   */
  ask<Input>(
    input: Input | null,
    question: (input: Input) => Promise<Output<Report>>,
    supersede: () => void,
  ): void {
    const key = JSON.stringify(input);
    if (key === this.#asked) return;
    this.#asked = key;
    if (this.#pending) supersede();
    if (input === null) {
      this.#settle(null, [], null);
      return;
    }
    this.#pending = true;
    setTimeout(() => {
      this.asking.value = this.#pending;
      this.#act();
    }, SOON_MS);
    this.#run(key, () => question(input));
  }

  /** Does `act` along with the answer that was just asked for, or soon if there is none by then. */
  alongside(act: () => void): void {
    this.#alongside = act;
    if (!this.#pending || this.asking.peek()) this.#act();
  }

  #act(): void {
    const act = this.#alongside;
    this.#alongside = null;
    act?.();
  }

  #run(key: string, question: () => Promise<Output<Report>>): void {
    question().then(
      (output) => {
        if (key === this.#asked) this.#settle(output.report ?? this.report.peek(), output.errors, null);
      },
      (error: unknown) => {
        if (key !== this.#asked) return;
        if (error instanceof NoAnswer && error.superseded) this.#run(key, question);
        else this.#settle(null, [], error instanceof Error ? error.message : String(error));
      },
    );
  }

  #settle(report: Report | null, errors: readonly Diagnostic[], failure: string | null): void {
    batch(() => {
      this.report.value = report;
      this.errors.value = errors;
      this.failure.value = failure;
      this.asking.value = false;
      this.#pending = false;
      this.#act();
    });
  }
}
