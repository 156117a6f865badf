/** Light, dark, or as the system is. */

import { type Theme, theme } from "../state/theme.ts";
import { Icon, type IconName } from "../ui/icon.tsx";

const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

const ICONS: Record<Theme, IconName> = { system: "system", light: "sun", dark: "moon" };

/** A button that goes through the three. */
export function ThemeButton() {
  const now = theme.value;
  const label = `Theme: ${now}. Switch to ${NEXT[now]}`;
  return (
    <button
      type="button"
      class="button quiet square"
      aria-label={label}
      title={label}
      onClick={() => {
        theme.value = NEXT[now];
      }}
    >
      <Icon name={ICONS[now]} />
    </button>
  );
}
