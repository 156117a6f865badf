/** Finds members of JSON objects in text as somebody types it: broken JSON has members too. */

import { jsonLanguage } from "@codemirror/lang-json";
import type { Range } from "./span.ts";

type Node = ReturnType<typeof jsonLanguage.parser.parse>["topNode"];

/** A member of an object: where its name and its value stand. */
export interface Member {
  readonly name: string;
  readonly nameAt: Range;
  readonly valueAt: Range;
}

/** The members of the object at the top of `text`, or of the object that starts at `within.from`. */
export function members(text: string, within?: Range): Member[] {
  const top = jsonLanguage.parser.parse(text).topNode;
  const object = within === undefined ? top.getChild("Object") : objectAt(top, within.from);
  if (object === null) return [];
  const found: Member[] = [];
  for (const property of object.getChildren("Property")) {
    const name = property.getChild("PropertyName");
    const value = property.lastChild;
    if (name === null || value === null || value.name === "PropertyName") continue;
    found.push({
      name: unquoted(text.slice(name.from, name.to)),
      nameAt: { from: name.from, to: name.to },
      valueAt: { from: value.from, to: value.to },
    });
  }
  return found;
}

function objectAt(top: Node, position: number): Node | null {
  for (let node: Node | null = top.resolveInner(position, 1); node !== null; node = node.parent) {
    if (node.name === "Object") return node;
  }
  return null;
}

function unquoted(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : text;
  } catch {
    return text.replace(/^"|"$/g, "");
  }
}
