/** The verdict: what, where it was decided, and how sure the identity is. */

import type { CheckReport, WorkflowResult } from "can-assume";
import { stages } from "../model/stage.ts";
import {
  current,
  evaluating,
  problems,
  problemText,
  stale,
  type Verdict,
  verdict,
} from "../state/answers.ts";
import { engine, engineFailure } from "../state/engine.ts";
import { scenario } from "../state/scenario.ts";
import { Icon } from "../ui/icon.tsx";
import { Prose } from "../ui/prose.tsx";
import { EmptyVerdict } from "./empty-verdict.tsx";
import { Exposed } from "./exposed.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { StageRail } from "./stage-rail.tsx";
import { DECISIONS, firstLine } from "./words.ts";

/** The card. Its heading is a status: screen readers say it when it changes. */
export function VerdictCard() {
  const about = verdict.value;
  const report = current.value;
  const broken = problems.value.length > 0 || problemText.value !== "";
  const shown = report === null ? null : DECISIONS[report.decision];
  return (
    <section
      class={`verdict ${shown?.tone ?? "none"}${stale.value ? " stale" : ""}`}
      aria-label="Verdict"
      data-decision={report?.decision ?? ""}
      data-stale={stale.value}
      aria-busy={evaluating.value}
    >
      {broken && <ProblemNote problems={problems.value} text={problemText.value} old={report !== null} />}
      <div role="status" class="verdict-status">
        {about !== null && report !== null && shown !== null ? (
          <>
            <p class="verdict-line">
              <span class="verdict-sign">
                <Icon name={shown.icon} size={22} />
              </span>
              <strong class="verdict-word">{shown.word}</strong>
              {shown.note !== "" && <span class="verdict-note">{shown.note}</span>}
              {stale.value && <span class="verdict-old">of the text before</span>}
            </p>
            <p class="verdict-because">
              <Prose text={subject(report) ?? firstLine(about.plain).reason} />
            </p>
          </>
        ) : (
          !broken && <Waiting />
        )}
      </div>
      {about !== null && report !== null && (
        <>
          <StageRail stages={stages(outcome(about, report))} />
          <Chips about={about} report={report} />
        </>
      )}
    </section>
  );
}

function Waiting() {
  if (engineFailure.value !== null) {
    return <p class="note bad">This browser cannot run the engine: {engineFailure.value}</p>;
  }
  if (engine.value === null) return <p class="verdict-because">Starting…</p>;
  if (evaluating.value) return <p class="verdict-because">Evaluating…</p>;
  const { identity, workflow } = scenario.value;
  const report = verdict.value?.report;
  if (report !== undefined && "results" in report) {
    return <p class="verdict-because">No job of {workflow.name} assumes a role.</p>;
  }
  return <EmptyVerdict identity={identity} />;
}

function subject(report: CheckReport | WorkflowResult): string | null {
  if (!("job" in report)) return null;
  return [report.job, report.trigger, report.role].filter((part) => part !== null && part !== "").join(" · ");
}

function outcome(about: Verdict, report: CheckReport) {
  const { identity, rcp } = about.scenario;
  return {
    decision: report.decision,
    stage: report.stage,
    authenticity: about.verifiedBefore ? "verified" : report.authenticity,
    withToken: identity !== "request",
    guardrails: rcp.text.trim() !== "",
  };
}

function Chips({ about, report }: { readonly about: Verdict; readonly report: CheckReport }) {
  return (
    <ul class="chips">
      <Authenticity about={about} report={report} />
      <Exposed />
      {report.aws !== null && (
        <li class="chip wide" title="What AWS answers">
          <span class="chip-key">AWS says</span> {report.aws.code}: {report.aws.message}
        </li>
      )}
    </ul>
  );
}

function Authenticity({ about, report }: { readonly about: Verdict; readonly report: CheckReport }) {
  const verified = about.verifiedBefore || report.authenticity === "verified";
  return (
    <li class={verified ? "chip good" : "chip"}>
      {verified && <Icon name="lock" size={12} />}
      {standing(about, report)}
    </li>
  );
}

function standing(about: Verdict, report: CheckReport): string {
  if (report.authenticity === "predicted") return "claims predicted from the workflow";
  if (about.verifiedBefore) return "token verified when it was pasted";
  return about.scenario.identity === "job" ? "claims made up from the form" : firstLine(about.plain).standing;
}
