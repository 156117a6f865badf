/** The way of a request through STS, as a row of stops. */

import type { Stage, StageState } from "../model/stage.ts";
import { Icon, type IconName } from "../ui/icon.tsx";

/** The rail. */
export function StageRail({ stages }: { readonly stages: readonly Stage[] }) {
  return (
    <ol class="rail" aria-label="Stages">
      {stages.map(({ id, title, state }) => (
        <li key={id} class={`stop ${state}`} title={WORDS[state]}>
          <span class="stop-sign">{SIGNS[state] !== null && <Icon name={SIGNS[state]} size={11} />}</span>
          <span class="stop-title">{title}</span>
          <span class="off-screen">: {WORDS[state]}</span>
        </li>
      ))}
    </ol>
  );
}

const SIGNS: Record<StageState, IconName | null> = {
  passed: "allowed",
  stopped: "denied",
  open: "open",
  ahead: null,
};

const WORDS: Record<StageState, string> = {
  passed: "passed",
  stopped: "refused here",
  open: "not known",
  ahead: "not reached",
};
