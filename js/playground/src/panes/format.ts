/** Formats JSON as AWS's documents have it. */

/** `text` with a line for each member; null when it is no JSON or is formatted already. */
export function formatted(text: string): string | null {
  if (!/^\s*[[{]/.test(text) || text.length > 200_000) return null;
  try {
    const pretty = JSON.stringify(JSON.parse(text), null, 2);
    return pretty === text.trim() ? null : pretty;
  } catch {
    return null;
  }
}
