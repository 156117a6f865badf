/** Why the texts of now cannot be used. */

import type { Diagnostic } from "can-assume";
import { Icon } from "../ui/icon.tsx";
import { Prose } from "../ui/prose.tsx";

/** The first problem, with its place and its way out. */
export function ProblemNote(props: {
  readonly problems: readonly Diagnostic[];
  readonly text: string;
  readonly old: boolean;
}) {
  const [problem] = props.problems;
  const place = problem?.labels.find((label) => label.primary)?.place;
  return (
    <div class="problem" role="alert">
      <Icon name="warning" />
      <div>
        <p>
          {place !== undefined && (
            <span class="place">
              {place.file}:{place.line}:{place.column}
            </span>
          )}{" "}
          <Prose text={problem?.headline ?? props.text} />
        </p>
        {problem?.helps.map((help) => (
          <p key={help.text} class="problem-help">
            <Prose text={help.text} />
          </p>
        ))}
        {props.old && <p class="problem-help">Below is the last verdict, of the text before.</p>}
      </div>
    </div>
  );
}
