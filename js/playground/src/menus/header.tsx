/** The head of the page. */

import { Icon } from "../ui/icon.tsx";
import { causePage, helpOpen, promiseOpen } from "./cause-page.ts";
import { ExamplesMenu } from "./examples-menu.tsx";
import { ShareMenu } from "./share-menu.tsx";
import { ThemeButton } from "./theme-button.tsx";

const SOURCE = "https://github.com/can-assume/can-assume";

/** Name, menus and the promise. */
export function Header() {
  return (
    <header class="top">
      <h1 class="brand">
        <Shield />
        <span class="brand-name">can-assume</span>
        <span class="brand-version">{__VERSION__}</span>
      </h1>
      <button
        type="button"
        class="promise"
        onClick={() => {
          promiseOpen.value = true;
        }}
      >
        <Icon name="lock" size={13} />
        <span>Nothing leaves this page: your browser is told to refuse every connection</span>
      </button>
      <nav class="menus" aria-label="Page">
        <ExamplesMenu />
        <ShareMenu />
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            causePage.value = "";
          }}
        >
          <Icon name="book" />
          <span class="button-text">Causes</span>
        </button>
        <ThemeButton />
        <button
          type="button"
          class="button quiet square"
          aria-label="Keys"
          title="Keys (?)"
          onClick={() => {
            helpOpen.value = true;
          }}
        >
          <Icon name="help" />
        </button>
        <a class="button quiet source" href={SOURCE} target="_blank" rel="noreferrer noopener">
          Source
        </a>
      </nav>
    </header>
  );
}

function Shield() {
  return (
    <svg class="shield" width="22" height="22" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path class="shield-body" d="M16 2 4 6.5v8.2c0 7.3 5 12.8 12 15.3 7-2.5 12-8 12-15.3V6.5z" />
      <path
        class="shield-sign"
        d="M11.2 12.2a4.9 4.9 0 0 1 9.6 1.4c0 3-4.7 3.4-4.7 6.2M16.1 24v.1"
        fill="none"
        stroke-width="2.8"
        stroke-linecap="round"
      />
    </svg>
  );
}
