/** A section of the answers. */

import type { ComponentChildren } from "preact";

/** What a card has. */
export interface CardProps {
  readonly title: string;
  /** Beside the title, e.g. how many there are. */
  readonly aside?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly class?: string;
  readonly busy?: boolean;
  /** Whether it speaks of a text that was changed since. */
  readonly old?: boolean;
  readonly children: ComponentChildren;
}

/** A titled section. */
export function Card({ title, aside, actions, busy = false, old = false, children, ...rest }: CardProps) {
  return (
    <section class={`card ${rest.class ?? ""}${old ? " old" : ""}`} aria-label={title} aria-busy={busy}>
      <header class="card-head">
        <h2>{title}</h2>
        {aside !== undefined && <span class="card-aside">{aside}</span>}
        {old && <span class="verdict-old">of the text before</span>}
        {busy && <span class="working">working…</span>}
        {actions !== undefined && <div class="card-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
