/** A pane that takes dropped files. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { readFile } from "../state/reading.ts";

/** A region of the page with an editor in it; files dropped on it are read here. */
export function Pane(props: {
  readonly title: string;
  readonly class: string;
  readonly onFile: (name: string, text: string) => void;
  readonly children: ComponentChildren;
}) {
  const [over, setOver] = useState(false);
  const onDrop = async (event: DragEvent) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    setOver(false);
    if (files.length === 0) return;
    event.preventDefault();
    for (const file of files) await readFile(file, props.onFile);
  };
  return (
    <section
      class={`pane ${props.class}${over ? " over" : ""}`}
      aria-label={props.title}
      onDragOver={(event) => {
        if (event.dataTransfer?.types.includes("Files") !== true) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {props.children}
    </section>
  );
}
