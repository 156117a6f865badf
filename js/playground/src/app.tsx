/** The page. */

import { AnswersColumn } from "./answers/answers-column.tsx";
import { VerdictCard } from "./answers/verdict-card.tsx";
import { CausesModal } from "./menus/causes-modal.tsx";
import { Header } from "./menus/header.tsx";
import { HelpModal } from "./menus/help-modal.tsx";
import { PromiseModal } from "./menus/promise-modal.tsx";
import { IdentityPane } from "./panes/identity-pane.tsx";
import { PolicyPane } from "./panes/policy-pane.tsx";
import { announcement } from "./state/announcement.ts";

/** The page; embedded in another one, without its head. */
export function App({ embedded }: { readonly embedded: boolean }) {
  return (
    <div class={embedded ? "page embedded" : "page"}>
      {!embedded && <Header />}
      <main class="board">
        <div class="inputs">
          <PolicyPane />
          <IdentityPane />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard too. */}
        <section class="answers" aria-label="Answers" tabIndex={0}>
          <VerdictCard />
          <AnswersColumn />
        </section>
      </main>
      <CausesModal />
      <HelpModal />
      <PromiseModal />
      <p class={announcement.value === "" ? "toast" : "toast shown"} role="status">
        {announcement.value}
      </p>
    </div>
  );
}
