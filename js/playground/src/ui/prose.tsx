/** Sentences of the engine: what stands in backticks is code. */

import type { Inline } from "../model/blocks.ts";
import { inlines } from "../model/blocks.ts";

/** A sentence. */
export function Prose({ text }: { readonly text: string }) {
  return <Inlines of={inlines(text)} />;
}

/** The pieces of a sentence. */
export function Inlines({ of }: { readonly of: readonly Inline[] }) {
  return <>{of.map((inline, at) => piece(inline, at))}</>;
}

function piece(inline: Inline, key: number) {
  switch (inline.kind) {
    case "code":
      return <code key={key}>{inline.text}</code>;
    case "strong":
      return <strong key={key}>{inline.text}</strong>;
    case "link":
      return (
        <a key={key} href={inline.href} target="_blank" rel="noreferrer noopener">
          {inline.text}
        </a>
      );
    case "text":
      return inline.text;
  }
}
