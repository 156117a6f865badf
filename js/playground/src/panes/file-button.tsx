/** A button that reads files from the disk. */

import { useRef } from "preact/hooks";
import { readFile } from "../state/reading.ts";
import { Tool } from "./tool.tsx";

/** Reads files; they do not leave the page. */
export function FileButton(props: {
  readonly label: string;
  /** Whether several files may be chosen at once. */
  readonly several?: boolean;
  readonly onFile: (name: string, text: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const onChange = async () => {
    for (const file of input.current?.files ?? []) await readFile(file, props.onFile);
    if (input.current !== null) input.current.value = "";
  };
  return (
    <>
      <Tool label={props.label} icon="open_file" onClick={() => input.current?.click()} />
      <input ref={input} type="file" multiple={props.several ?? false} hidden onChange={onChange} />
    </>
  );
}
