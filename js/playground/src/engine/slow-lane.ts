/** Questions that may take long, asked in a worker that can be ended. */

import type { FromWorker, Question, ToWorker } from "./messages.ts";
import BlobWorker from "./worker.ts?worker&inline";

/** Beyond this a question is given up. */
const PATIENCE_MS = 30_000;

/** A question that is superseded may run this long before its worker is ended for the sake of the next. */
const GRACE_MS = 200;

/** Why there is no answer. */
export class NoAnswer extends Error {
  /** Whether a newer question took the place of this one. */
  readonly superseded: boolean;

  constructor(message: string, superseded: boolean) {
    super(message);
    this.superseded = superseded;
  }
}

interface Waiting {
  readonly question: Question;
  readonly asked: number;
  readonly timer: ReturnType<typeof setTimeout>;
  readonly resolve: (output: string) => void;
  readonly reject: (reason: NoAnswer) => void;
}

/** The lane: one worker, started with the first question, and again when a question had to be given up. */
export class SlowLane {
  readonly #module: WebAssembly.Module;
  readonly #waiting = new Map<number, Waiting>();
  readonly #took = new Map<Question, number>();
  #worker: Worker | null = null;
  #last = 0;

  /** A lane whose worker runs `module`. */
  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  /** Asks `question` with `input`, both as JSON. */
  ask(question: Question, input: string): Promise<string> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#restart("it took too long", false), PATIENCE_MS);
      this.#waiting.set(id, { question, asked: performance.now(), timer, resolve, reject });
      this.#worker ??= this.#start();
      say(this.#worker, { kind: "ask", id, question, input });
    });
  }

  /** How many milliseconds the last answer to `question` took. */
  took(question: Question): number {
    return this.#took.get(question) ?? Number.POSITIVE_INFINITY;
  }

  /** Ends questions that still run although newer ones are about to be asked. */
  clear(): void {
    const oldest = Math.min(...[...this.#waiting.values()].map((waiting) => waiting.asked));
    if (performance.now() - oldest > GRACE_MS) this.#restart("superseded", true);
  }

  #start(): Worker {
    const worker = new BlobWorker();
    worker.addEventListener("message", (event: MessageEvent<FromWorker>) => this.#hear(event.data));
    worker.addEventListener("error", () => this.#restart("the worker failed", false));
    say(worker, { kind: "start", module: this.#module });
    return worker;
  }

  #restart(message: string, superseded: boolean): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { timer, reject } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new NoAnswer(message, superseded));
    }
    this.#waiting.clear();
  }

  #hear(message: FromWorker): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    this.#waiting.delete(message.id);
    clearTimeout(waiting.timer);
    if (message.kind === "failure") {
      waiting.reject(new NoAnswer(message.message, false));
      return;
    }
    this.#took.set(waiting.question, message.took);
    waiting.resolve(message.output);
  }
}

function say(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}
