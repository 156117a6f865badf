/** Light, dark, or as the system is. */

import { effect, signal } from "@preact/signals";

/** A choice of colours. */
export type Theme = "system" | "light" | "dark";

const KEY = "can-assume.theme";

/** The choice. */
export const theme = signal<Theme>(stored());

/** Writes the choice to the page and keeps it for the next visit. */
export function watchTheme(): void {
  effect(() => {
    const { value } = theme;
    if (value === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = value;
    try {
      if (value === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, value);
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
  });
}

function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}
