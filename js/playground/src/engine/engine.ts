/** The engine of the page: quick questions here, slow ones in the worker. */

import type { Ask, CanAssume, Output } from "can-assume";
import { initSync } from "can-assume/init";
import type { Question } from "./messages.ts";
import { SlowLane } from "./slow-lane.ts";

/** The input of a function of the engine. */
export type InputOf<Q extends Question> =
  CanAssume[Q] extends Ask<infer Input, infer _Report> ? Input : never;

type ReportOf<Q extends Question> = CanAssume[Q] extends Ask<infer _Input, infer Report> ? Report : never;

/** The answer of a function of the engine. */
export type AnswerOf<Q extends Question> = Output<ReportOf<Q>>;

/** Input beyond this, in all, is looked at in a worker: the page must not freeze. */
const QUICK_CHARACTERS = 8_000;

/** An answer from the worker that took less is worth waiting for. */
const QUICK_MS = 8;

/** Asks the engine. */
export class Engine {
  readonly #here: CanAssume;
  readonly #slow: SlowLane;
  /** A lane of their own for large verdicts, so that they need not wait. */
  readonly #large: SlowLane;

  private constructor(module: WebAssembly.Module) {
    this.#here = initSync(module);
    this.#slow = new SlowLane(module);
    this.#large = new SlowLane(module);
  }

  /** Compiles the module, once for this thread and for the workers, and starts it here. */
  static async start(): Promise<Engine> {
    // A file of its own, which the page asks for from the start: the rest need not wait for it to be shown.
    const { default: module } = await import("virtual:engine");
    return new Engine(await module);
  }

  /** An answer at once; for questions that cannot take long. */
  now<Q extends Question>(question: Q, input: InputOf<Q>): AnswerOf<Q> {
    return JSON.parse(this.#here[question](JSON.stringify(input))) as AnswerOf<Q>;
  }

  /** An answer at once where the input is small, from the worker where it is large. */
  soon<Q extends Question>(question: Q, input: InputOf<Q>): AnswerOf<Q> | Promise<AnswerOf<Q>> {
    const json = JSON.stringify(input);
    if (json.length > QUICK_CHARACTERS) {
      this.#large.clear();
      return answer<Q>(this.#large, question, json);
    }
    return JSON.parse(this.#here[question](json)) as AnswerOf<Q>;
  }

  /** An answer from the worker. */
  later<Q extends Question>(question: Q, input: InputOf<Q>): Promise<AnswerOf<Q>> {
    return answer<Q>(this.#slow, question, JSON.stringify(input));
  }

  /** Whether the worker can be expected to answer `question` within a few milliseconds, as it did the last time. */
  isQuick(question: Question): boolean {
    return this.#slow.took(question) < QUICK_MS;
  }

  /** Says that what was asked of the worker before is of no interest any more. */
  supersede(): void {
    this.#slow.clear();
  }
}

async function answer<Q extends Question>(lane: SlowLane, question: Q, json: string): Promise<AnswerOf<Q>> {
  return JSON.parse(await lane.ask(question, json)) as AnswerOf<Q>;
}
