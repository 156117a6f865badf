/** The page of a cause. */
export interface CausePage {
  version: 1;
  /** The permanent id. */
  id: string;
  title: string;
  /** Markdown without a heading. */
  page: string;
}

/** Every cause, in the order in which fixing them matters. */
export interface CauseList {
  version: 1;
  causes: CausePage[];
}

/** What an error text means. */
export interface ErrorReading {
  version: 1;
  /** Whether some known failure was found in the text. */
  known: boolean;
  findings: KnownFailure[];
}

/** A failure that an error text tells of. */
export interface KnownFailure {
  /** The permanent name of the wording. */
  id: string;
  speaker: string;
  stages: string[];
  meaning: string;
  causes: { id: string; title: string }[];
  notes: string[];
  /** What to run to tell the possible causes apart. */
  next: string[];
}
