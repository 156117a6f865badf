/** Bytes to text, by the rules and in the words of the command line: UTF-8 without a byte order mark. */

import type { Diagnostic, Text } from "can-assume";

const BYTE_ORDER_MARK = "\uFEFF";

/** Why a text cannot be used: as a diagnostic, and as the command line prints it. */
export interface Refusal {
  readonly problem: Diagnostic;
  readonly plain: string;
}

/** The text of the file `name`, with its byte order mark if it has one, or why it is none. */
export function decode(name: string, bytes: Uint8Array<ArrayBuffer>): string | Refusal {
  const encoding = foreignEncoding(bytes);
  if (encoding !== null)
    return refusal(`${name}:1:1: the input is ${encoding}; expected UTF-8`, "save it as UTF-8");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const { byte, line, column } = firstInvalid(bytes);
    const what = `the byte 0x${byte} at line ${line}, column ${column} is not UTF-8; expected UTF-8`;
    return refusal(`${name}:${line}:${column}: ${what}`, "save the file as UTF-8");
  }
}

/** Whether `text` begins with a byte order mark. */
export function isMarked({ text }: Text): boolean {
  return text.startsWith(BYTE_ORDER_MARK);
}

/** That one of `texts` begins with a byte order mark, which IAM refuses too; null where none does. */
export function markRefusal(texts: readonly Text[]): Refusal | null {
  const marked = texts.find(isMarked);
  if (marked === undefined) return null;
  const what = "the input begins with a byte order mark (U+FEFF) at line 1, column 1; expected JSON";
  return refusal(`${marked.name}:1:1: ${what}`, "save it as UTF-8 without a byte order mark");
}

/** What the first bytes show: the first character of every text is ASCII, so zeros in its place show how wide it is. */
function foreignEncoding([a, b, c, d]: Uint8Array): string | null {
  if (a === 0 && b === 0 && ((c === 0xfe && d === 0xff) || (c === 0 && d !== undefined && d !== 0)))
    return "UTF-32";
  if (b === undefined) return null;
  const little = a === 0xff && b === 0xfe;
  if ((little || (a !== 0 && b === 0)) && c === 0 && d === 0) return "UTF-32";
  if (little || (a === 0xfe && b === 0xff) || (a === 0) !== (b === 0)) return "UTF-16";
  return null;
}

/** The first byte that is no UTF-8, in hexadecimal, and its place. */
function firstInvalid(bytes: Uint8Array<ArrayBuffer>): { byte: string; line: number; column: number } {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const encoder = new TextEncoder();
  let at = text.indexOf("\uFFFD");
  let offset = encoder.encode(text.slice(0, at)).length;
  // The character that stands for what is no text may itself be in a text.
  while (bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd) {
    const next = text.indexOf("\uFFFD", at + 1);
    offset += encoder.encode(text.slice(at, next)).length;
    at = next;
  }
  const lines = text.slice(0, at).split("\n");
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, "0");
  return { byte, line: lines.length, column: [...(lines.at(-1) ?? "")].length + 1 };
}

function refusal(headline: string, help: string): Refusal {
  const problem: Diagnostic = {
    level: "error",
    id: "",
    headline,
    labels: [],
    notes: [],
    helps: [{ text: help, edits: [] }],
  };
  return { problem, plain: `error: ${headline}\n |\n = help: ${help}\n` };
}
