/** The examples of the repository, found by typing. */

import { useMemo, useRef, useState } from "preact/hooks";
import { type Example, GROUPS } from "../model/example.ts";
import { Icon } from "../ui/icon.tsx";
import { Popover } from "../ui/popover.tsx";
import { Prose } from "../ui/prose.tsx";
import { catalogue, showExample } from "./show-example.ts";

/** The menu. */
export function ExamplesMenu() {
  return (
    <Popover id="examples" title="Examples" icon="examples" wide>
      {(close) => <Finder close={close} />}
    </Popover>
  );
}

function Finder({ close }: { readonly close: () => void }) {
  const [words, setWords] = useState("");
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => grouped(words), [words]);
  const found = groups.flatMap((group) => group.examples);
  const choose = (example: Example | undefined) => {
    if (example === undefined) return;
    showExample(example.id);
    close();
  };
  const move = (to: number) => {
    const next = Math.max(0, Math.min(found.length - 1, to));
    setActive(next);
    list.current?.querySelector(`#example-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active - 1);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(found.length - 1);
    else if (event.key === "Enter") choose(found[active]);
    else return;
    event.preventDefault();
  };
  let at = -1;
  return (
    <>
      <label class="finder">
        <Icon name="search" />
        <span class="off-screen">Find an example</span>
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="example-list"
          aria-activedescendant={found.length > 0 ? `example-${active}` : undefined}
          aria-autocomplete="list"
          placeholder="Find an example"
          autocomplete="off"
          ref={(field) => field?.focus()}
          onInput={(event) => {
            setWords(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      {found.length === 0 && <p class="quiet-line">No example has these words.</p>}
      <div class="example-list" id="example-list" role="listbox" aria-label="Examples" ref={list}>
        {groups.map(({ group, examples }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset.
          <div key={group} role="group" aria-labelledby={`group-${group}`}>
            <div class="example-group" id={`group-${group}`} role="presentation">
              {group}
            </div>
            {examples.map((example) => {
              at += 1;
              const here = at;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above listens to the keys.
                <div
                  key={example.id}
                  id={`example-${here}`}
                  class="example"
                  role="option"
                  tabIndex={-1}
                  aria-selected={here === active}
                  data-example={example.id}
                  onClick={() => choose(example)}
                  onMouseMove={() => setActive(here)}
                >
                  <span>
                    <Prose text={example.title} />
                  </span>
                  {example.about !== "" && (
                    <small>
                      <Prose text={example.about} />
                    </small>
                  )}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </>
  );
}

function grouped(words: string) {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const fits = (example: Example) => {
    const text = `${example.title} ${example.about} ${example.folder} ${example.group}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  return GROUPS.map((group) => ({
    group,
    examples: catalogue.examples.filter((example) => example.group === group && fits(example)),
  })).filter(({ examples }) => examples.length > 0);
}
