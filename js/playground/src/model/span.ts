/** Places in text: the reports count bytes of UTF-8, the editors UTF-16 code units. */

/** A piece of a text, in UTF-16 code units. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A function from byte offsets of `text` to UTF-16 offsets; an offset past the end becomes the end. */
export function unitOffsets(text: string): (byte: number) => number {
  if (isAscii(text)) return (byte) => Math.min(byte, text.length);
  const units = new Uint32Array(new TextEncoder().encode(text).length + 1);
  let byte = 0;
  let unit = 0;
  for (const character of text) {
    const width = utf8Width(character.codePointAt(0) ?? 0);
    units.fill(unit, byte, byte + width);
    byte += width;
    unit += character.length;
  }
  units[byte] = unit;
  return (offset) => units[Math.min(offset, byte)] ?? unit;
}

/** The range of `text` that the bytes from `start` to `end` are. */
export function rangeOfBytes(text: string, start: number, end: number): Range {
  const units = unitOffsets(text);
  return { from: units(start), to: units(end) };
}

/** Whether two ranges share a position, touching ends included. */
export function touches(a: Range, b: Range): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/** The number of the line, from 1, on which `offset` of `text` lies. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

function utf8Width(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
