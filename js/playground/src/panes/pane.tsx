/** A pane that takes dropped files. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

/** A region of the page with an editor in it; a file dropped on it is read here. */
export function Pane(props: {
  readonly title: string;
  readonly class: string;
  readonly onFile: (name: string, text: string) => void;
  readonly children: ComponentChildren;
}) {
  const [over, setOver] = useState(false);
  const onDrop = async (event: DragEvent) => {
    const file = event.dataTransfer?.files[0];
    setOver(false);
    if (file === undefined) return;
    event.preventDefault();
    props.onFile(file.name, await textOf(file));
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

/** The text of a file, its lines ended as the editors end them. */
export async function textOf(file: File): Promise<string> {
  return (await file.text()).replaceAll("\r\n", "\n");
}
