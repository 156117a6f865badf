/** The answer as the command line prints it. */

import { CopyButton } from "../ui/copy-button.tsx";

/** The text, folded; nothing where there is none. */
export function TextCard({ text }: { readonly text: string }) {
  if (text === "") return null;
  return (
    <details class="card text-card">
      <summary>
        <h2>As the command line prints it</h2>
      </summary>
      <div class="text-tools">
        <CopyButton title="Copy" text={() => text} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard too. */}
      <pre class="plain" tabIndex={0}>
        {text}
      </pre>
    </details>
  );
}
