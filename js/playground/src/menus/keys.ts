/** The keys of the page, and what they do. */

import { signal } from "@preact/signals";
import { evaluateNow } from "../state/answers.ts";
import { causePage, helpOpen } from "./cause-page.ts";

/** A line of the list of keys. */
export interface Key {
  readonly keys: readonly string[];
  readonly about: string;
}

/** The keys, for the list. */
export const KEYS: readonly Key[] = [
  { keys: ["Ctrl", "Enter"], about: "evaluate now" },
  { keys: ["F8"], about: "next problem, in an editor" },
  { keys: ["Tab"], about: "leave the editor" },
  { keys: ["Alt", "1"], about: "to the policy" },
  { keys: ["Alt", "2"], about: "to the identity" },
  { keys: ["Alt", "3"], about: "to the evaluation" },
  { keys: ["↑", "↓", "←", "→"], about: "walk the evaluation, open and close it" },
  { keys: ["Enter"], about: "on a row: to its place in the policy" },
  { keys: ["E"], about: "examples" },
  { keys: ["S"], about: "share" },
  { keys: ["C"], about: "causes" },
  { keys: ["?"], about: "these keys" },
  { keys: ["Esc"], about: "shut a menu" },
];

const STORED = "can-assume.letter-keys";

/** Whether single letters do something: with speech input they get in the way, so they can be turned off. */
export const letterKeys = signal(storedLetterKeys());

/** Turns the single letters on or off, for the next visit too. */
export function setLetterKeys(on: boolean): void {
  letterKeys.value = on;
  try {
    if (on) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, "off");
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

function storedLetterKeys(): boolean {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

/** Listens to the keys of the whole page. */
export function watchKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      evaluateNow();
      event.preventDefault();
    } else if (event.altKey && !event.ctrlKey && !event.metaKey) {
      const target = PLACES[event.code];
      if (target === undefined) return;
      document.querySelector<HTMLElement>(target)?.focus();
      event.preventDefault();
    } else if (letterKeys.peek() && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) {
      const act = LETTERS[event.key.toLowerCase()];
      if (act === undefined || document.querySelector("dialog[open]") !== null) return;
      act();
      event.preventDefault();
    }
  });
}

const PLACES: Readonly<Record<string, string>> = {
  Digit1: ".policy-pane .cm-content, .policy-pane [role=tab][aria-selected=true]",
  Digit2: ".identity-pane .cm-content, .identity-pane input, .identity-pane textarea",
  Digit3: '[role="treeitem"][tabindex="0"]',
};

const LETTERS: Readonly<Record<string, () => void>> = {
  e: () => document.getElementById("examples")?.click(),
  s: () => document.getElementById("share")?.click(),
  c: () => {
    causePage.value = "";
  },
  "?": () => {
    helpOpen.value = true;
  },
};

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}
