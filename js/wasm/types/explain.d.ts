/** The page of a cause. */
export interface CausePage {
  version: 1;
  /** The permanent id. */
  id: string;
  title: string;
  /** Markdown without a heading. */
  page: string;
}

/** The page of a rule of `lint`. */
export interface RulePage extends CausePage {
  severity: "high" | "medium" | "low" | "info";
  confidence: "high" | "medium" | "low";
}

/** Every cause, in the order in which fixing them matters, and every rule. */
export interface PageList {
  version: 1;
  causes: CausePage[];
  rules: RulePage[];
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
