/** Annotations: workflow commands that show a message at a line of a file. */
import type { Diagnostic } from "can-assume";

/**
 * The annotations that are made in all. GitHub shows ten of a kind and step and drops the rest without a word.
 *
 * Source: <https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations>
 */
export const MOST_ANNOTATIONS = 10;

const KINDS = ["error", "warning", "notice"];

/**
 * The annotation of a message at its place, if it has one.
 *
 * Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message>
 */
export function annotate(diagnostic: Diagnostic): string {
  const kind = diagnostic.level === "note" ? "notice" : diagnostic.level;
  const place = diagnostic.labels.find((label) => label.primary)?.place;
  const properties: [string, string | number][] = diagnostic.id ? [["title", diagnostic.id]] : [];
  if (place !== undefined) {
    properties.unshift(["file", place.file], ["line", place.line], ["endLine", place.endLine]);
    // GitHub takes columns within one line only.
    if (place.line === place.endLine) properties.push(["col", place.column], ["endColumn", place.endColumn]);
  }
  const written = properties.map(([name, value]) => `${name}=${property(String(value))}`).join(",");
  return `::${kind}${written && ` ${written}`}::${data(diagnostic.headline)}`;
}

/** The message of a workflow command. */
export function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/**
 * The workflow commands to print: each of `texts` once, the gravest first, at most `most`; the last tells how many are left
 * out.
 *
 * The texts were escaped by the verifier, which counts in the same way what it leaves out of each; a line that is not an
 * annotation is not printed.
 */
export function choose(texts: readonly string[], most: number): string[] {
  let left = 0;
  const uncounted = (line: string) =>
    line.replace(COUNT, (_, count) => {
      left += Number(count);
      return "";
    });
  const lines = texts.flatMap((text) => text.split("\n")).map(uncounted);
  const commands = [...new Set(lines)].filter((line) => kind(line) >= 0);
  commands.sort((one, other) => kind(one) - kind(other));
  const shown = commands.slice(0, most);
  left += commands.length - shown.length;
  const last = shown.pop();
  if (last === undefined) return [];
  return [...shown, left === 0 ? last : `${last}%0Aand ${left} more; the job summary has all`];
}

/**
 * The annotation without its place, unless `isFile` says that the file is one of the checkout: claims of a token, a revision
 * of git and a document of the issuer have lines too, but GitHub has nothing to show there.
 */
export function placed(command: string, isFile: (path: string) => boolean): string {
  const [, kind = "", properties = "", message = ""] = /^::(\w+) (.*?)::(.*)$/.exec(command) ?? [];
  const all = properties.split(",").map((one) => one.split("=", 2) as [string, string?]);
  const file = all.find(([name]) => name === "file")?.[1];
  if (file === undefined || isFile(unescaped(file))) return command;
  const rest = all.filter(([name]) => name === "title").map((one) => one.join("="));
  return `::${kind}${rest.length > 0 ? ` ${rest.join(",")}` : ""}::${message}`;
}

/** The value of a property as it was before it was escaped. */
function unescaped(value: string): string {
  const letters: Record<string, string> = { "%3A": ":", "%2C": ",", "%0D": "\r", "%0A": "\n", "%25": "%" };
  return value.replace(/%(?:3A|2C|0D|0A|25)/g, (code) => letters[code] ?? code);
}

/** How the verifier counts what it leaves out: at the end of the last annotation, or in one of its own. */
const COUNT =
  /(?:%0Aand |^::notice title=can-assume::)(\d+) more(?: findings)?; the log of the step has all$/;

/** The place of an annotation's kind among {@link KINDS}; -1 for any other line. */
function kind(line: string): number {
  return KINDS.indexOf(/^::(error|warning|notice)(?: [^\r]*?)?::[^\r]*$/.exec(line)?.[1] ?? "");
}
