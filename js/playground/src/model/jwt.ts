/** A pasted token, apart from what the engine says of it. */

/** `token` without its signature: what is left is no credential. */
export function withoutSignature(token: string): string {
  const parts = token.trim().split(".");
  return parts.length === 3 ? `${parts[0]}.${parts[1]}.` : "";
}

/** Whether `text` is a token and nothing else, that somebody pasted into the wrong place. */
export function isToken(text: string): boolean {
  return /^\s*eyJ[\w-]+\.[\w-]+\.[\w-]+\s*$/.test(text);
}

/** `text` with the signature of every token in it taken out: for whatever leaves the memory of the page. */
export function withoutSignatures(text: string): string {
  return text.replace(/\b(eyJ[\w-]{8,}\.eyJ[\w-]{8,})\.[\w-]{16,}/g, "$1.");
}

/** `exp` of `claims` in Unix seconds; null when they do not say. */
export function expiry(claims: Record<string, unknown> | null): number | null {
  const exp = claims?.exp;
  return typeof exp === "number" && Number.isFinite(exp) ? exp : null;
}
