/** The page as Markdown, for an issue or a chat. */

import type { Text } from "can-assume";

/** What goes into the text. */
export interface Shared {
  readonly verdict: string;
  readonly files: readonly Text[];
  readonly command: string;
  readonly link: string | null;
}

/** Markdown with the verdict in the engine's own words, the files and the command. */
export function toMarkdown({ verdict, files, command, link }: Shared): string {
  const parts = [fenced("text", verdict.trimEnd())];
  for (const file of files)
    parts.push(`${inline(file.name)}\n\n${fenced(language(file.name), file.text.trimEnd())}`);
  parts.push(fenced("sh", command));
  if (link !== null) parts.push(`[Open in the playground](${link})`);
  return `${parts.join("\n\n")}\n`;
}

/** A fenced block whose fence is longer than any run of backticks in `text`. */
export function fenced(language: string, text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

function inline(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  return fence.length === 1 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

function language(name: string): string {
  if (name.endsWith(".json")) return "json";
  return /\.ya?ml$/.test(name) ? "yaml" : "";
}
