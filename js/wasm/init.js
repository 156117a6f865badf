// The entry for browsers and bundlers: the caller brings the bytes, or the module that they were compiled to.
import * as glue from "./glue.js";

/** Compiles the module and returns the functions; for the main thread of a browser. */
export async function init(source) {
  return started(source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source));
}

/** Like `init`, at once. */
export function initSync(source) {
  return started(source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source));
}

function started(module) {
  glue.initSync({ module });
  return {
    check: ask(glue.check),
    claims: ask(glue.claims),
    decodeToken: ask(glue.decodeToken),
    diff: ask(glue.diff),
    explain: ask(glue.explain),
    fix: ask(glue.fix),
    lint: ask(glue.lint),
    mint: ask(glue.mint),
    verifyToken: ask(glue.verifyToken),
    who: ask(glue.who),
  };
}

/** `call`, which takes and returns JSON text, for objects too. */
function ask(call) {
  return (input) => {
    if (typeof input === "string") return guarded(call, input);
    const text = JSON.stringify(input);
    if (text === undefined) throw new TypeError("can-assume takes an object, or JSON text");
    return JSON.parse(guarded(call, text));
  };
}

/** An instance whose call did not end is not used again: the next call finds a fresh one. */
function guarded(call, input) {
  try {
    return call(input);
  } catch (error) {
    glue.__wbg_reset_state();
    throw new Error("can-assume could not answer: the input is more than it can take", { cause: error });
  }
}
