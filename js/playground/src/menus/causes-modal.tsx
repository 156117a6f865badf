/** The pages of the causes, as the command line and the documentation have them. */

import type { CausePage } from "can-assume";
import { useState } from "preact/hooks";
import { type Block, blocks } from "../model/blocks.ts";
import { engine } from "../state/engine.ts";
import { Icon } from "../ui/icon.tsx";
import { Modal } from "../ui/modal.tsx";
import { Inlines, Prose } from "../ui/prose.tsx";
import { causePage } from "./cause-page.ts";

/** The page of a cause, or the list of all. */
export function CausesModal() {
  const id = causePage.value;
  const asking = engine.value;
  if (id === null || asking === null) return null;
  const close = () => {
    causePage.value = null;
  };
  const report = asking.now("explain", id === "" ? { list: true } : { id }).report;
  if (report === null) {
    return (
      <Modal title={id} onClose={close}>
        <p>There is no page of this name.</p>
      </Modal>
    );
  }
  if ("causes" in report) {
    return (
      <Modal title="Why a role cannot be assumed" onClose={close}>
        <List causes={report.causes} />
      </Modal>
    );
  }
  return "page" in report ? (
    <Modal title={report.id} onClose={close}>
      <Page of={report} />
    </Modal>
  ) : null;
}

function List({ causes }: { readonly causes: readonly CausePage[] }) {
  const [words, setWords] = useState("");
  const fits = (cause: CausePage) =>
    `${cause.id} ${cause.title} ${cause.page}`.toLowerCase().includes(words.toLowerCase());
  const found = causes.filter(fits);
  return (
    <>
      <label class="finder">
        <Icon name="search" />
        <span class="off-screen">Find a cause</span>
        <input
          type="text"
          placeholder="Find a cause"
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </label>
      <ul class="cause-list">
        {found.map(({ id, title }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                causePage.value = id;
              }}
            >
              <strong>{id}</strong>
              <span>
                <Prose text={title} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Page({ of }: { readonly of: CausePage }) {
  return (
    <article class="cause-page">
      <p class="lead">
        <Prose text={of.title} />
      </p>
      {blocks(of.page).map((block, at) => (
        <BlockView key={at} of={block} />
      ))}
      <button
        type="button"
        class="button quiet small"
        onClick={() => {
          causePage.value = "";
        }}
      >
        All causes
      </button>
    </article>
  );
}

function BlockView({ of }: { readonly of: Block }) {
  switch (of.kind) {
    case "heading":
      return (
        <h3>
          <Inlines of={of.inlines} />
        </h3>
      );
    case "paragraph":
      return (
        <p>
          <Inlines of={of.inlines} />
        </p>
      );
    case "list":
      return (
        <ul>
          {of.items.map((item, at) => (
            <li key={at}>
              <Inlines of={item} />
            </li>
          ))}
        </ul>
      );
    case "code":
      return <pre>{of.text}</pre>;
  }
}
