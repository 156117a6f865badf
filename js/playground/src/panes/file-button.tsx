/** A button that reads a file from the disk. */

import { useRef } from "preact/hooks";
import { Icon } from "../ui/icon.tsx";
import { textOf } from "./pane.tsx";

/** Reads a file; it does not leave the page. */
export function FileButton(props: {
  readonly label: string;
  readonly onFile: (name: string, text: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const onChange = async () => {
    const file = input.current?.files?.[0];
    if (file !== undefined) props.onFile(file.name, await textOf(file));
    if (input.current !== null) input.current.value = "";
  };
  return (
    <>
      <button
        type="button"
        class="button quiet square"
        aria-label={props.label}
        title={props.label}
        onClick={() => input.current?.click()}
      >
        <Icon name="open_file" />
      </button>
      <input ref={input} type="file" hidden onChange={onChange} />
    </>
  );
}
