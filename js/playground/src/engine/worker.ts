/** The worker of the slow lane. It is started from a blob, so that the page's policy holds in it too. */

import type { CanAssume } from "can-assume";
import { initSync } from "can-assume/init";
import type { FromWorker, ToWorker } from "./messages.ts";

let engine: CanAssume | null = null;

addEventListener("message", (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if (message.kind === "start") {
    engine = initSync(message.module);
    return;
  }
  const { id, question, input } = message;
  try {
    if (engine === null) throw new Error("the engine was not started");
    const asked = performance.now();
    const output = engine[question](input);
    reply({ kind: "answer", id, output, took: performance.now() - asked });
  } catch (error) {
    reply({ kind: "failure", id, message: error instanceof Error ? error.message : String(error) });
  }
});

function reply(message: FromWorker): void {
  postMessage(message);
}
