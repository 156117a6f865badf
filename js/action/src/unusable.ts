/** Something that keeps a question from being asked at all. The message is for people: one line, then perhaps help. */
export class Unusable extends Error {
  /** What to do about it. */
  readonly help: string;

  constructor(message: string, help: string) {
    super(message);
    this.name = "Unusable";
    this.help = help;
  }
}
