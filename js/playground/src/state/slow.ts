/** An answer that comes later than the verdict. */

import { batch, signal } from "@preact/signals";
import type { Diagnostic, Output } from "can-assume";
import { NoAnswer } from "../engine/slow-lane.ts";

/** A question to the worker, asked again only when its input changed. */
export class Slow<Report> {
  /** The last answer; null when there is none, or nothing to ask. */
  readonly report = signal<Report | null>(null);
  /** Whether the answer is still that of an earlier input. */
  readonly asking = signal(false);
  /** Why there is no answer. */
  readonly failure = signal<string | null>(null);
  /** Why the input cannot be used. */
  readonly errors = signal<readonly Diagnostic[]>([]);
  #asked = "";

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
    if (this.asking.peek()) supersede();
    if (input === null) {
      this.#settle(null, [], null);
      return;
    }
    this.asking.value = true;
    this.#run(key, () => question(input));
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
    });
  }
}
