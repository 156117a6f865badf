/** What was taken for granted, what would decide, and what is good to know. */

import type { CheckReport } from "can-assume";
import { Card } from "../ui/card.tsx";
import { Prose } from "../ui/prose.tsx";

/** The card; nothing where there is nothing to say. */
export function NotesCard({ report }: { readonly report: CheckReport }) {
  const { missing, remarks, assumptions } = report;
  if (missing.length + remarks.length + assumptions.length === 0) return null;
  return (
    <Card title="Beside that" class="of-verdict">
      {missing.length > 0 && (
        <Group title="Would decide" lines={missing.map(({ key, reason }) => `\`${key}\`: ${reason}`)} />
      )}
      {remarks.length > 0 && <Group title="Good to know" lines={remarks} />}
      {assumptions.length > 0 && <Group title="Assumed" lines={assumptions} />}
    </Card>
  );
}

function Group({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <>
      <h3>{title}</h3>
      <ul class="notes">
        {lines.map((line) => (
          <li key={line}>
            <Prose text={line} />
          </li>
        ))}
      </ul>
    </>
  );
}
