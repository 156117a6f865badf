/** The job summary. */

/**
 * The size of a step's summary at most; GitHub takes nothing of a larger one.
 *
 * Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits>
 */
const MOST_BYTES = 1024 * 1024;

/** Room for the sentence about what is left out. */
const RESERVE = 1024;

/**
 * The summary of all parts, below the limit. A part that does not fit is left out as a whole, since half of it would leave
 * tags and fences open.
 */
export function join(parts: readonly string[], most = MOST_BYTES): string {
  const shown: string[] = [];
  let bytes = 0;
  let left = 0;
  for (const part of parts) {
    const text = `${part.trimEnd()}\n\n`;
    const size = Buffer.byteLength(text);
    if (bytes + size > most - RESERVE) {
      left += 1;
    } else {
      bytes += size;
      shown.push(text);
    }
  }
  if (left > 0) {
    const what = left === 1 ? "One answer is" : `${left} answers are`;
    shown.push(`${what} too large for a job summary; the log and the JSON report have everything.\n`);
  }
  return shown.join("");
}
