/** Reads the pages of the repository's examples: titles, sections, and the commands with what they print. */

/** A command of a page, and what it prints. */
export interface Run {
  /** The heading above it, or the title of the page. */
  readonly heading: string;
  /** The paragraph before it. */
  readonly about: string;
  /** The words after `can-assume`. */
  readonly words: readonly string[];
  readonly exit: number;
  readonly output: string;
}

/** The page of a folder. */
export interface Page {
  readonly title: string;
  readonly runs: readonly Run[];
}

/** A section of the table of contents, with the folders that it links to. */
export interface Section {
  readonly title: string;
  readonly entries: readonly { readonly folder: string; readonly about: string }[];
}

/** The page in `markdown`. */
export function readPage(markdown: string): Page {
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? "";
  const runs: Run[] = [];
  let heading = title;
  let about = "";
  for (const part of markdown.split(/^(?=```console$)|(?<=^```)$/m)) {
    if (!part.startsWith("```console")) {
      heading = [...part.matchAll(/^## (.+)$/gm)].at(-1)?.[1] ?? heading;
      const last = part
        .split(/\n\s*\n/)
        .filter((paragraph) => /^\w|^`/.test(paragraph.trim()))
        .at(-1);
      about = last?.trim().replaceAll("\n", " ") ?? about;
      continue;
    }
    const [command = "", ...rest] = part.split("\n").slice(1, -1);
    const exit = /^\? (\d+)$/.exec(rest[0] ?? "")?.[1];
    const output = rest.slice(exit === undefined ? 0 : 1);
    runs.push({
      heading,
      about,
      words: command.replace(/^\$ can-assume /, "").split(/\s+/),
      exit: Number(exit ?? 0),
      output: `${output.join("\n")}\n`,
    });
  }
  return { title, runs };
}

/** The sections of the table of contents in `markdown`: its tables, and its lists of links. */
export function readContents(markdown: string): Section[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [title = ""] = part.split("\n");
      const rows = [...part.matchAll(/^\| \[([\w-]+)\]\([\w./-]+\)[^|]*\| (.+) \|$/gm)];
      const links = rows.length > 0 ? [] : [...part.matchAll(/\[([\w-]+)\]\(([\w-]+)\)/g)];
      const entries = [
        ...rows.map(([, folder = "", about = ""]) => ({ folder, about })),
        ...links.map(([, folder = ""]) => ({ folder, about: "" })),
      ];
      return { title: title.trim(), entries };
    });
}
