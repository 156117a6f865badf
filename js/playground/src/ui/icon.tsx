/** The icons of the page: outlines on a 16-pixel grid, in the colour of the text around them. */

const PATHS = {
  allowed: "M3.5 8.5l3 3 6-7",
  denied: "M4 4l8 8M12 4l-8 8",
  open: "M5.8 6.2a2.3 2.3 0 1 1 3.4 2c-.8.45-1.2.9-1.2 1.8M8 12.3v.1",
  down: "M4 6l4 4 4-4",
  right: "M6 4l4 4-4 4",
  book: "M3 3.5h4A1.5 1.5 0 0 1 8 5v8a1.5 1.5 0 0 0-1.5-1.5H3zM13 3.5H9A1.5 1.5 0 0 0 8 5v8a1.5 1.5 0 0 1 1.5-1.5H13z",
  share: "M8 9.5V2.5M5 5l3-3 3 3M3.5 8v4.5a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V8",
  examples: "M2.5 4h11M2.5 8h11M2.5 12h7",
  sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.85.85M11.750 11.750l.85.85M12.6 3.4l-.85.85M4.250 11.750l-.85.85",
  moon: "M13 9.6A5.5 5.5 0 0 1 6.4 3 5.5 5.5 0 1 0 13 9.6z",
  system: "M2.5 3.5h11v7h-11zM6 13.5h4M8 10.5v3",
  help: "M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM6.3 6.4a1.750 1.750 0 1 1 2.6 1.5c-.6.35-.9.7-.9 1.3M8 11.2v.1",
  open_file: "M2.5 12.5v-9h4l1.5 2h5.5v7z",
  clear: "M3.5 4.5h9M6.5 4.5v-2h3v2M4.7 4.5l.5 9h5.6l.5-9",
  format: "M2.5 4h11M5 8h8.5M5 12h5",
  pin: "M6 2.5h4l-.5 4 2.5 2.5H4L6.5 6.5zM8 9v5",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  load: "M13.5 8h-9M8 4L4 8l4 4M2 2.5v11",
  wrench:
    "M10.2 2.6a3.3 3.3 0 0 0-3 4.5L2.8 11.5a1.2 1.2 0 0 0 1.7 1.7l4.4-4.4a3.3 3.3 0 0 0 4.3-4.2L11 6.8 9.2 5l2.2-2.2a3.3 3.3 0 0 0-1.2-.2z",
  lock: "M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  warning: "M8 2.5l6 10.5H2zM8 6.5v3M8 11.3v.1",
  link: "M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.8-.8",
  close: "M4 4l8 8M12 4l-8 8",
  dash: "M4 8h8",
  plus: "M8 3.5v9M3.5 8h9",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2",
} as const;

/** The name of an icon. */
export type IconName = keyof typeof PATHS;

/** An icon; decoration beside words. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
