/** The changed lines of a text, as a patch shows them. */

import { hunks, lineDiff, sharedIndent } from "../model/linediff.ts";

/** Two texts, compared line by line. */
export function DiffView(props: { readonly before: string; readonly after: string; readonly name: string }) {
  const pieces = hunks(lineDiff(props.before, props.after), 1);
  const indent = Math.min(...pieces.map(sharedIndent));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and must do so by keyboard too.
    <section class="diff" aria-label={`Change of ${props.name}`} tabIndex={0}>
      {pieces.map((lines, at) => (
        <table key={at}>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.before} ${line.after}`} class={line.kind}>
                <td class="number">{line.after ?? line.before}</td>
                <td class="sign">
                  {SIGNS[line.kind]}
                  <span class="off-screen">{line.kind === "same" ? "" : line.kind}</span>
                </td>
                <td class="text">{line.text.slice(indent)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}

const SIGNS = { same: " ", removed: "−", added: "+" } as const;
