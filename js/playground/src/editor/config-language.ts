/** Colours for YAML and HCL: comments, keys, strings, expressions. Enough to read by, no grammar. */

import { StreamLanguage } from "@codemirror/language";

interface State {
  /** The quotation mark of the string that goes on, or null. */
  quote: string | null;
  /** Whether nothing but space and dashes came before on this line. */
  fresh: boolean;
}

/** The language of workflows, CloudFormation in YAML, and Terraform. */
export const configLanguage = StreamLanguage.define<State>({
  name: "config",
  startState: () => ({ quote: null, fresh: true }),
  token(stream, state) {
    if (stream.sol()) {
      state.fresh = true;
      state.quote = null;
    }
    if (state.quote === null && stream.eatSpace()) return null;
    if (state.quote !== null) return string(stream, state);
    if (stream.match(/^#.*/) || stream.match(/^\/\/.*/)) return "comment";
    if (stream.match(/^- +/)) return "punctuation";
    if (stream.match(/^\$\{\{.*?\}\}/)) return "meta";
    if (state.fresh && stream.match(/^[\w.$/@-]+(?=\s*[:=](\s|$|\{))/)) {
      state.fresh = false;
      return "propertyName";
    }
    state.fresh = false;
    const next = stream.next();
    if (next === '"' || next === "'") {
      state.quote = next;
      return string(stream, state);
    }
    if (next === "," || next === "{" || next === "[") state.fresh = true;
    if (next !== undefined && /[\w.]/.test(next)) {
      stream.eatWhile(/[\w./@-]/);
      const word = stream.current();
      if (/^(true|false|null|yes|no|on|off)$/.test(word)) return "bool";
      return /^-?\d+(\.\d+)?$/.test(word) ? "number" : null;
    }
    return "punctuation";
  },
});

type Stream = Parameters<Parameters<typeof StreamLanguage.define<State>>[0]["token"]>[0];

function string(stream: Stream, state: State): string {
  if (stream.match(/^\$\{\{.*?\}\}/)) return "meta";
  while (!stream.eol()) {
    if (stream.match(/^\$\{\{/, false)) return "string";
    const next = stream.next();
    if (next === "\\") stream.next();
    else if (next === state.quote) {
      state.quote = null;
      return "string";
    }
  }
  return "string";
}
