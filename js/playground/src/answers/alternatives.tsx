/** Of a verdict that depends on what the workflow leaves open: the verdict in each case. */

import type { WorkflowResult } from "can-assume";
import { Icon } from "../ui/icon.tsx";
import { Prose } from "../ui/prose.tsx";
import { DECISIONS } from "./words.ts";

/** The cases, or the subject where there is one only. */
export function Alternatives({ of }: { readonly of: WorkflowResult }) {
  if (of.alternatives.length === 0) {
    return of.subjects.length === 0 ? null : (
      <p class="subjects">
        sends{" "}
        {of.subjects.map((subject) => (
          <code key={subject}>{subject}</code>
        ))}
      </p>
    );
  }
  return (
    <ul class="alternatives" aria-label="Depends on">
      {of.alternatives.map(({ when, subject, decision }) => {
        const { word, icon, tone } = DECISIONS[decision];
        return (
          <li key={`${when} ${subject}`}>
            <span class={`chip ${tone}`}>
              <Icon name={icon} size={12} /> {word}
            </span>{" "}
            <Prose text={when} /> <code>{subject}</code>
          </li>
        );
      })}
    </ul>
  );
}
