/** A button that copies a text and says whether it did. */

import { useState } from "preact/hooks";
import { copy } from "../menus/clipboard.ts";
import { Icon } from "./icon.tsx";

/** Copies what `text` gives. */
export function CopyButton({ title, text }: { readonly title: string; readonly text: () => string }) {
  const [state, setState] = useState<"" | "copied" | "failed">("");
  const onClick = async () => {
    setState((await copy(text())) ? "copied" : "failed");
    setTimeout(() => setState(""), 2000);
  };
  return (
    <button type="button" class="button quiet small" onClick={onClick}>
      <Icon name={state === "copied" ? "allowed" : "copy"} size={14} />
      <span aria-live="polite">{state === "" ? title : state === "copied" ? "Copied" : "Not copied"}</span>
    </button>
  );
}
