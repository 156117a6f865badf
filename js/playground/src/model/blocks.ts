/** The page of a cause, taken apart: the little Markdown that those pages are written in. */

/** A piece of a line. */
export type Inline =
  | { readonly kind: "text" | "code" | "strong"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

/** A paragraph, heading, list or block of code. */
export type Block =
  | { readonly kind: "paragraph" | "heading"; readonly inlines: readonly Inline[] }
  | { readonly kind: "list"; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: "code"; readonly text: string };

/** The blocks of `markdown`. */
export function blocks(markdown: string): Block[] {
  const found: Block[] = [];
  const lines = markdown.split("\n");
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    if (line.trim() === "") at += 1;
    else if (line.startsWith("```")) {
      const end = lines.findIndex((each, index) => index > at && each.startsWith("```"));
      const until = end === -1 ? lines.length : end;
      found.push({ kind: "code", text: lines.slice(at + 1, until).join("\n") });
      at = until + 1;
    } else if (/^#+ /.test(line)) {
      found.push({ kind: "heading", inlines: inlines(line.replace(/^#+ /, "")) });
      at += 1;
    } else {
      const end = lines.findIndex(
        (each, index) => index > at && (each.trim() === "" || each.startsWith("```")),
      );
      const until = end === -1 ? lines.length : end;
      found.push(paragraph(lines.slice(at, until)));
      at = until;
    }
  }
  return found;
}

/** The pieces of one line: code in backticks, `**strong**`, `[links](https://…)` and `<https://…>`. */
export function inlines(text: string): Inline[] {
  const found: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(PIECES)) {
    if (match.index > at) found.push({ kind: "text", text: text.slice(at, match.index) });
    const { code, strong, label, target, address } = match.groups ?? {};
    if (code !== undefined) found.push({ kind: "code", text: code });
    else if (strong !== undefined) found.push({ kind: "strong", text: strong });
    else if (address !== undefined) found.push({ kind: "link", text: address, href: address });
    else if (label !== undefined && target !== undefined)
      found.push({ kind: "link", text: label, href: target });
    at = match.index + match[0].length;
  }
  if (at < text.length) found.push({ kind: "text", text: text.slice(at) });
  return found;
}

const PIECES =
  /`(?<code>[^`]+)`|\*\*(?<strong>[^*]+)\*\*|\[(?<label>[^\]]+)\]\((?<target>https:\/\/[^)\s]+)\)|<(?<address>https:\/\/[^>\s]+)>/g;

function paragraph(lines: readonly string[]): Block {
  if (!/^[-*] /.test(lines[0] ?? "")) return { kind: "paragraph", inlines: inlines(lines.join(" ")) };
  const items: string[] = [];
  for (const line of lines) {
    if (/^[-*] /.test(line)) items.push(line.slice(2));
    else items.push(`${items.pop() ?? ""} ${line.trim()}`);
  }
  return { kind: "list", items: items.map(inlines) };
}
