/** Tabs, with the arrow keys of the ARIA pattern. */

import type { ComponentChildren } from "preact";

/** A tab. */
export interface Tab<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly badge?: string;
}

/** A row of tabs above the panel of the open one. */
export function Tabs<Id extends string>(props: {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly open: Id;
  readonly onOpen: (id: Id) => void;
  readonly after?: ComponentChildren;
  /** What the classes of its parts begin with. */
  readonly look?: "pane" | "file";
  readonly children: ComponentChildren;
}) {
  const { label, tabs, open, onOpen, after, look = "pane", children } = props;
  const name = label.toLowerCase().replaceAll(/\W+/g, "-");
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === open);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    onOpen(next.id);
    document.getElementById(`${name}-tab-${next.id}`)?.focus();
  };
  return (
    <>
      <div class={`${look}-head`}>
        <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
          {tabs.map(({ id, title, badge }) => (
            <button
              key={id}
              type="button"
              role="tab"
              id={`${name}-tab-${id}`}
              class="tab"
              aria-selected={id === open}
              aria-controls={`${name}-panel`}
              tabIndex={id === open ? 0 : -1}
              onClick={() => onOpen(id)}
            >
              {title}
              {badge !== undefined && <span class="badge">{badge}</span>}
            </button>
          ))}
        </div>
        {after}
      </div>
      <div
        class={`${look}-body`}
        role="tabpanel"
        id={`${name}-panel`}
        aria-labelledby={`${name}-tab-${open}`}
      >
        {children}
      </div>
    </>
  );
}
