/** The repository's examples as the menu of the page shows them. */

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { Catalogue, Example, Group } from "../src/model/example.ts";
import { type Page, type Run, readContents, readPage } from "./readme.ts";

/** An example with what the command line prints for it, for tests. */
export interface Told extends Example {
  readonly exit: number;
  readonly output: string;
}

/** The examples in the folder `root`, and what their pages say that the command line prints. */
export function readExamples(root: string): { catalogue: Catalogue; told: Told[] } {
  const contents = readContents(readFileSync(join(root, "README.md"), "utf8"));
  const exposed = contents.find((section) => /nobody meant/.test(section.title))?.entries ?? [];
  const told: Told[] = [];
  const files: Record<string, Record<string, string>> = {};
  const order = contents.flatMap((section) => section.entries.map((entry) => entry.folder));
  for (const folder of folders(root, order)) {
    const texts = readTexts(join(root, folder));
    const page = readPage(texts["README.md"] ?? "");
    const found = folder === "workflows" ? workflows(folder, texts) : runs(folder, page, texts);
    const isExposed = exposed.some((entry) => entry.folder === folder);
    told.push(
      ...found.map((each) =>
        isExposed && each.group === "Allowed" ? { ...each, group: "Exposed" as const } : each,
      ),
    );
    const used = new Set(found.flatMap((each) => [...Object.values(each.options), ...each.files]));
    files[folder] = Object.fromEntries(Object.entries(texts).filter(([name]) => used.has(name)));
  }
  const examples = told.map(({ exit: _exit, output: _output, ...example }) => example);
  return { catalogue: { examples, files }, told };
}

/** The folders in the order of the table of contents, those that it does not have last. */
function folders(root: string, order: readonly string[]): string[] {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return readdirSync(root)
    .filter((name) => statSync(join(root, name)).isDirectory())
    .toSorted((a, b) => place(a) - place(b) || a.localeCompare(b));
}

/** The files of a folder that are UTF-8: editors hold text, and no other encoding. */
function readTexts(folder: string): Record<string, string> {
  const texts: Record<string, string> = {};
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    try {
      texts[relative(folder, path)] = decoder.decode(readFileSync(path));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return texts;
}

function runs(folder: string, page: Page, texts: Record<string, string>): Told[] {
  const found: Told[] = [];
  for (const run of page.runs) {
    const options = optionsOf(run);
    const given = Object.entries(options).filter(([name]) => FILES.includes(name));
    if (run.words[0] !== "check" || given.some(([, file]) => texts[file] === undefined)) continue;
    const id = `${folder}/${found.length + 1}`;
    const about = page.runs.length > 1 ? variant(run, page, options) : "";
    const { exit, output } = run;
    found.push({
      id,
      folder,
      title: page.title,
      about,
      group: groupOf(run),
      options,
      files: [],
      exit,
      output,
    });
  }
  return found;
}

/** What tells the runs of a page apart: a heading of its own, else the last file that is named. */
function variant(run: Run, page: Page, options: Record<string, string>): string {
  if (run.heading !== page.title) return run.heading;
  const others = Object.entries(options).filter(([name]) => name !== "policy" && name !== "jwks");
  return others.at(-1)?.[1] ?? "";
}

/** Options whose value is a file of the folder. */
const FILES = [
  "policy",
  "claims",
  "token",
  "request",
  "jwks",
  "provider",
  "rcp",
  "scp",
  "caller-policy",
  "workflow",
  "facts",
];

function optionsOf(run: Run): Record<string, string> {
  const options: Record<string, string> = {};
  run.words.forEach((word, at) => {
    const value = run.words[at + 1];
    if (word.startsWith("--") && value !== undefined && !value.startsWith("--"))
      options[word.slice(2)] = value;
  });
  return options;
}

function groupOf(run: Run): Group {
  if (run.exit === 0) return "Allowed";
  if (run.exit === 1) return "Denied";
  return run.exit === 3 ? "Undetermined" : "Broken input";
}

/** The workflow files, each with the facts, the policy and the other files of the folder. */
function workflows(folder: string, texts: Record<string, string>): Told[] {
  const rows = (texts["README.md"] ?? "").matchAll(/^\| \[([\w-]+\.yml)\].*\| (.+) \|$/gm);
  return [...rows].map(([, workflow = "", title = ""]) => ({
    id: `${folder}/${workflow}`,
    folder,
    title: title.charAt(0).toUpperCase() + title.slice(1),
    about: workflow,
    group: "Workflows" as const,
    options: { policy: "trust-policy.json", workflow, facts: "facts.json" },
    files: called(workflow, texts),
    exit: 0,
    output: "",
  }));
}

/** The files that a workflow calls, and those that these call: reusable workflows and actions of the repository. */
function called(workflow: string, texts: Record<string, string>): string[] {
  const found = new Set<string>();
  const look = (name: string) => {
    for (const [, path = ""] of (texts[name] ?? "").matchAll(/uses: (?:\.|\$)\/\.github\/([\w./-]+)/g)) {
      const file = [path.replace(/^workflows\//, ""), `${path}/action.yml`].find(
        (each) => texts[each] !== undefined,
      );
      if (file === undefined || found.has(file)) continue;
      found.add(file);
      look(file);
    }
  };
  look(workflow);
  return [...found];
}
