/** Text that comes from elsewhere: error messages of libraries, servers and git. */

/**
 * The text as one short line, without control characters and without anything that looks like a token.
 *
 * A server's error message is repeated to the user, and nothing keeps a server from repeating what it was sent.
 */
export function oneLine(text: string, most = 300): string {
  const line = text.replace(TOKEN, "<token>").replace(CONTROL, " ").replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
}

/** Whether a text holds a token: header and payload of a JWS, which are JSON objects. */
export function holdsToken(text: string): boolean {
  return /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\./.test(text);
}

/** What an error says, whatever was thrown. */
export function reason(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error));
}

/** The compact form of a JWS, or the beginning of one. */
const TOKEN = /eyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g;

/** C0, C1, and the marks that turn the direction of text. */
const CONTROL = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]+/gu;
