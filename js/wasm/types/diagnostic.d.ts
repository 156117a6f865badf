/** A place in a file; bytes are those of its UTF-8 form, columns count Unicode scalar values. */
export interface Place {
  /** The file as it was given, or a description such as `token claims`. */
  file: string;
  /** Offset of the first byte. */
  start: number;
  /** Offset just past the last byte. */
  end: number;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  endLine: number;
  endColumn: number;
}

/** A replacement of some bytes of a file. */
export interface Edit {
  /** The bytes to replace; empty to insert. */
  place: Place;
  replacement: string;
}

/** A place, and what is to be said of it. */
export interface Label {
  primary: boolean;
  text: string;
  place: Place;
}

/** An action, with the edits that carry it out where there are any. */
export interface Help {
  text: string;
  edits: Edit[];
}

/** Something to say about the texts that were read. */
export interface Diagnostic {
  level: "error" | "warning" | "note";
  /** The permanent id of the cause or rule; empty for plain input errors. */
  id: string;
  headline: string;
  /** Where, the primary places first. */
  labels: Label[];
  notes: string[];
  helps: Help[];
}
