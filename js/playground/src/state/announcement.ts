/** A short message at the foot of the page, told to screen readers too. */

import { signal } from "@preact/signals";

/** The message; empty when there is none. */
export const announcement = signal("");

let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows `text` for some seconds. */
export function announce(text: string): void {
  announcement.value = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    announcement.value = "";
  }, 5000);
}
