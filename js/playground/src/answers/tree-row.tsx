/** A row of the evaluation, with the rows below it. */

import type { Truth } from "can-assume";
import { reveal } from "../editor/registry.ts";
import type { Row } from "../model/tree.ts";
import { pointed } from "../state/links.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { SidesView } from "./sides-view.tsx";

/** What the rows need to know of the whole tree. */
export interface TreeView {
  readonly closed: ReadonlySet<string>;
  /** The row that Tab reaches. */
  readonly focused: string;
  /** The row that the cursor of an editor is in. */
  readonly marked: string | null;
  readonly toggle: (row: Row, open: boolean) => void;
  readonly onFocus: (row: Row) => void;
}

/** The row. */
export function TreeRow({
  row,
  level,
  view,
}: {
  readonly row: Row;
  readonly level: number;
  readonly view: TreeView;
}) {
  const hasChildren = row.children.length > 0;
  const open = hasChildren && !view.closed.has(row.id);
  const point = () => {
    pointed.value = row;
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree listens to the keys of all its rows.
    <div
      role="treeitem"
      class="row"
      data-row={row.id}
      data-truth={row.truth ?? ""}
      aria-level={level}
      aria-expanded={hasChildren ? open : undefined}
      aria-selected={row.id === view.marked}
      tabIndex={row.id === view.focused ? 0 : -1}
      onFocus={(event) => {
        event.stopPropagation();
        view.onFocus(row);
        point();
      }}
      onBlur={() => {
        pointed.value = null;
      }}
      onMouseOver={(event) => {
        event.stopPropagation();
        point();
      }}
      onClick={(event) => {
        event.stopPropagation();
        reveal(row.links, false);
      }}
    >
      <div class={`row-line level-${level}`}>
        <span
          class="twist"
          aria-hidden="true"
          onClick={(event) => {
            if (!hasChildren) return;
            event.stopPropagation();
            view.toggle(row, !open);
          }}
        >
          {hasChildren && <Icon name={open ? "down" : "right"} size={12} />}
        </span>
        {row.truth !== null && <Sign truth={row.truth} />}
        <span class="row-title">{row.title}</span>
        {row.subject !== "" && <span class="row-subject">{row.subject}</span>}
        {row.note !== "" && <span class="row-note">{row.note}</span>}
      </div>
      {row.sides !== null && <SidesView sides={row.sides} truth={row.truth} />}
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: the group of a tree item is no fieldset.
        <div role="group" class="row-children">
          {row.children.map((child) => (
            <TreeRow key={child.id} row={child} level={level + 1} view={view} />
          ))}
        </div>
      )}
    </div>
  );
}

function Sign({ truth }: { readonly truth: Truth }) {
  const { icon, word } = SIGNS[truth];
  return (
    <span class={`sign ${truth}`}>
      <Icon name={icon} size={13} />
      <span class="off-screen">{word}</span>
    </span>
  );
}

const SIGNS: Record<Truth, { readonly icon: IconName; readonly word: string }> = {
  true: { icon: "allowed", word: "holds:" },
  false: { icon: "denied", word: "does not hold:" },
  unknown: { icon: "open", word: "not known:" },
};
