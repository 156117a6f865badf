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

  /** Asks `question` about `input`; null takes the answer away. */
  ask<Input>(input: Input | null, question: (input: Input) => Promise<Output<Report>>): void {
    const key = JSON.stringify(input);
    if (key === this.#asked) return;
    this.#asked = key;
    if (input === null) {
      this.#settle(null, [], null);
      return;
    }
    this.asking.value = true;
    question(input).then(
      (output) => {
        if (key === this.#asked) this.#settle(output.report ?? this.report.peek(), output.errors, null);
      },
      (error: unknown) => {
        if (key !== this.#asked) return;
        this.#asked = "";
        if (!(error instanceof NoAnswer && error.superseded)) {
          this.#settle(null, [], error instanceof Error ? error.message : String(error));
        }
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
