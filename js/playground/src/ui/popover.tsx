/** A button that opens a panel below it. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "./icon.tsx";

/** What a popover has. */
export interface PopoverProps {
  readonly id: string;
  readonly title: string;
  readonly icon: IconName;
  readonly wide?: boolean;
  /** The panel; `close` shuts it and gives the focus back. */
  readonly children: (close: () => void) => ComponentChildren;
}

/** A button with a panel. Escape, a click elsewhere and leaving it by Tab shut it. */
export function Popover({ id, title, icon, wide = false, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (event.target instanceof Node && root.current?.contains(event.target) === false) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      close();
    } else if (event.key === "ArrowDown" && event.target === button.current) {
      event.preventDefault();
      setOpen(true);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the button and the panel in it.
    <div class="popover" ref={root} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        id={id}
        class="button quiet"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
        <span class="button-text">{title}</span>
        <Icon name="down" size={12} />
      </button>
      {open && (
        <div class={wide ? "popover-panel wide" : "popover-panel"} role="dialog" aria-label={title}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
