/** A button with a picture, in the head of a pane. */

import { Icon, type IconName } from "../ui/icon.tsx";

/** The button; `label` is its name, and shown where the pointer rests. */
export function Tool(props: {
  readonly label: string;
  readonly icon: IconName;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      class="button quiet square"
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled ?? false}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}
