/** Shares what is on the page: a link, Markdown, a command line, a ZIP. A token is never part of it. */

import { signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Popover } from "../ui/popover.tsx";
import { copy, save } from "./clipboard.ts";
import { type Shareable, shareable } from "./shareable.ts";

/** Whether ids and actor are left out. */
const omit = signal(true);

/** The menu. */
export function ShareMenu() {
  return (
    <Popover id="share" title="Share" icon="share">
      {(close) => <Ways close={close} />}
    </Popover>
  );
}

function Ways({ close }: { readonly close: () => void }) {
  const [told, setTold] = useState("");
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const what = shareable(omit.value);
  const copied = async (name: string, text: string) => {
    setTold((await copy(text)) ? `${name} copied` : "The browser does not let this page copy");
  };
  const link = async () => {
    const address = await what.link();
    history.replaceState(null, "", address);
    await copied("Link", address);
  };
  const zip = () => {
    save("can-assume.zip", what.zip(), "application/zip");
    close();
  };
  return (
    <div class="share">
      <Way
        place={first}
        icon="link"
        title="Copy link"
        about="Everything is in its fragment, which no browser sends"
        onClick={link}
      />
      <Way
        icon="copy"
        title="Copy as Markdown"
        about="Verdict, files and command, for an issue"
        onClick={async () => copied("Markdown", await what.markdown())}
      />
      <Way
        icon="right"
        title="Copy command line"
        about={what.command}
        onClick={() => copied("Command", what.command)}
      />
      <Way icon="open_file" title="Save as ZIP" about="The files, to run the command on" onClick={zip} />
      <label class="check">
        <input
          type="checkbox"
          checked={omit.value}
          onChange={(event) => {
            omit.value = event.currentTarget.checked;
          }}
        />
        <span>Omit ids and actor</span>
      </label>
      <Kept of={what} />
      <p class="told" role="status">
        {told}
      </p>
    </div>
  );
}

function Kept({ of }: { readonly of: Shareable }) {
  return (
    <>
      {of.kept.length > 0 && (
        <p class="quiet-line">
          Kept, because the policy asks for {of.kept.length === 1 ? "it" : "them"}: {of.kept.join(", ")}
        </p>
      )}
      {of.fromToken && <p class="quiet-line">The claims of the token are shared, the token is not.</p>}
    </>
  );
}

function Way(props: {
  readonly place?: RefObject<HTMLButtonElement | null>;
  readonly icon: IconName;
  readonly title: string;
  readonly about: string;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      class="way"
      {...(props.place === undefined ? {} : { ref: props.place })}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
      <span>
        <strong>{props.title}</strong>
        <small>{props.about}</small>
      </span>
    </button>
  );
}
