/** Reads files of the disk. They do not leave the page. */

import { decode } from "../model/encoding.ts";
import { refuse } from "./answers.ts";

/** Hands the text of `file` to `take`, its lines ended as the editors end them, or says why it has none. */
export async function readFile(file: File, take: (name: string, text: string) => void): Promise<void> {
  const text = decode(file.name, new Uint8Array(await file.arrayBuffer()));
  if (typeof text === "string") take(file.name, text.replaceAll("\r\n", "\n"));
  else refuse(text);
}
