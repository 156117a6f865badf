/** The evaluation, statement by statement, linked with the editors. */

import { useMemo, useRef, useState } from "preact/hooks";
import { reveal } from "../editor/registry.ts";
import { ancestors, flat, type Row } from "../model/tree.ts";
import { marked, pointed, rows } from "../state/links.ts";
import { Card } from "../ui/card.tsx";
import { TreeRow } from "./tree-row.tsx";

/** The card with the tree: `role="tree"`, and the keys that belong to it. */
export function TreeCard() {
  const all = rows.value;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState("");
  const root = useRef<HTMLDivElement>(null);
  const visible = useMemo(
    () => flat(all).filter((row) => ancestors(row.id).every((id) => !closed.has(id))),
    [all, closed],
  );
  const focused = visible.some((row) => row.id === active) ? active : (visible[0]?.id ?? "");

  const toggle = (row: Row, open: boolean) => {
    const next = new Set(closed);
    if (open) next.delete(row.id);
    else next.add(row.id);
    setClosed(next);
  };
  const focus = (row: Row | undefined) => {
    if (row === undefined) return;
    setActive(row.id);
    root.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = visible.findIndex((row) => row.id === focused);
    const row = visible[at];
    if (row === undefined) return;
    const open = row.children.length > 0 && !closed.has(row.id);
    switch (event.key) {
      case "ArrowDown":
        focus(visible[at + 1]);
        break;
      case "ArrowUp":
        focus(visible[at - 1]);
        break;
      case "Home":
        focus(visible[0]);
        break;
      case "End":
        focus(visible.at(-1));
        break;
      case "ArrowRight":
        if (open) focus(visible[at + 1]);
        else if (row.children.length > 0) toggle(row, true);
        break;
      case "ArrowLeft":
        if (open) toggle(row, false);
        else focus(visible.find((each) => each.id === ancestors(row.id).at(-1)));
        break;
      case "Enter":
      case " ":
        reveal(row.links, true);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <Card title="Evaluation" class="evaluation of-verdict" aside="point at a row to see it in the texts">
      <div
        ref={root}
        class="tree"
        role="tree"
        aria-label="Evaluation"
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onMouseLeave={() => {
          pointed.value = null;
        }}
      >
        {all.map((row) => (
          <TreeRow
            key={row.id}
            row={row}
            level={1}
            view={{
              closed,
              focused,
              marked: marked.value?.id ?? null,
              toggle,
              onFocus: (each) => setActive(each.id),
            }}
          />
        ))}
      </div>
    </Card>
  );
}
