/** The icons of the page: outlines on a 16-pixel grid, in the colour of the text around them. */

const PATHS = {
  allowed: "M3.500 8.500l3 3 6-7",
  denied: "M4 4l8 8M12 4l-8 8",
  open: "M5.800 6.200a2.300 2.300 0 1 1 3.400 2c-.8.45-1.200.9-1.200 1.800M8 12.300v.1",
  down: "M4 6l4 4 4-4",
  right: "M6 4l4 4-4 4",
  book: "M3 3.500h4A1.500 1.500 0 0 1 8 5v8a1.500 1.500 0 0 0-1.500-1.500H3zM13 3.500H9A1.500 1.500 0 0 0 8 5v8a1.500 1.500 0 0 1 1.500-1.500H13z",
  share: "M8 9.500V2.500M5 5l3-3 3 3M3.500 8v4.500a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V8",
  examples: "M2.500 4h11M2.500 8h11M2.500 12h7",
  sun: "M8 5.200a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600zM8 1.500v1.200M8 13.300v1.200M1.500 8h1.200M13.300 8h1.200M3.400 3.400l.85.85M11.750 11.750l.85.85M12.600 3.400l-.85.85M4.250 11.750l-.85.85",
  moon: "M13 9.600A5.500 5.500 0 0 1 6.400 3 5.500 5.500 0 1 0 13 9.600z",
  system: "M2.500 3.500h11v7h-11zM6 13.500h4M8 10.500v3",
  help: "M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM6.300 6.400a1.750 1.750 0 1 1 2.600 1.500c-.6.35-.9.7-.9 1.300M8 11.200v.1",
  open_file: "M2.500 12.500v-9h4l1.500 2h5.500v7z",
  clear: "M3.500 4.500h9M6.500 4.500v-2h3v2M4.700 4.500l.5 9h5.600l.5-9",
  format: "M2.500 4h11M5 8h8.500M5 12h5",
  pin: "M6 2.500h4l-.5 4 2.500 2.500H4L6.500 6.500zM8 9v5",
  copy: "M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3",
  load: "M13.500 8h-9M8 4L4 8l4 4M2 2.500v11",
  wrench:
    "M10.200 2.600a3.300 3.300 0 0 0-3 4.500L2.800 11.500a1.200 1.200 0 0 0 1.700 1.700l4.400-4.400a3.300 3.300 0 0 0 4.300-4.200L11 6.800 9.200 5l2.200-2.200a3.300 3.300 0 0 0-1.200-.2z",
  lock: "M4 7.500h8v6H4zM5.500 7.500V5a2.500 2.500 0 0 1 5 0v2.500",
  warning: "M8 2.500l6 10.500H2zM8 6.500v3M8 11.300v.1",
  link: "M6.800 9.200a2.600 2.600 0 0 0 3.700 0l2-2a2.600 2.600 0 0 0-3.700-3.700l-.8.8M9.200 6.800a2.600 2.600 0 0 0-3.700 0l-2 2a2.600 2.600 0 0 0 3.700 3.700l.8-.8",
  close: "M4 4l8 8M12 4l-8 8",
  dash: "M4 8h8",
  search: "M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM10.300 10.300l3.200 3.200",
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
