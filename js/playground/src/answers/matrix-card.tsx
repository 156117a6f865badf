/** A workflow's verdicts: jobs and roles down, triggers across. */

import type { WorkflowReport } from "can-assume";
import { useMemo } from "preact/hooks";
import { type Cell, type CellKind, matrixOf } from "../model/matrix.ts";
import { selected, tokens } from "../state/answers.ts";
import { Card } from "../ui/card.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Prose } from "../ui/prose.tsx";
import { Alternatives } from "./alternatives.tsx";

/** The card. */
export function MatrixCard({ report }: { readonly report: WorkflowReport }) {
  const claims = tokens.report.value;
  const { triggers, rows } = useMemo(() => matrixOf(report, claims), [report, claims]);
  const result = report.results[selected.value];
  return (
    <Card title="Jobs and triggers" class="matrix-card" aside={summary(report)} busy={tokens.asking.value}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and must do so by keyboard too. */}
      <section class="matrix-scroll" tabIndex={0} aria-label="Verdicts of the jobs under each trigger">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">Job</th>
              {triggers.map((trigger) => (
                <th key={trigger} scope="col">
                  <Trigger text={trigger} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.job} ${row.matrix} ${row.role}`}>
                <th scope="row">
                  <span class="job-name">{row.job}</span>
                  {row.matrix !== "" && <span class="job-matrix">{row.matrix}</span>}
                  {row.role !== null && (
                    <span class="job-role">{row.role.replace(/^arn:[^/]*:role\//, "role ")}</span>
                  )}
                </th>
                {row.cells.map((cell) => (
                  <td key={cell.trigger}>
                    <OneCell of={cell} job={row.job} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {result !== undefined && <Alternatives of={result} />}
      {report.diagnostics.length > 0 && (
        <ul class="notes">
          {report.diagnostics.map((note) => (
            <li key={note.headline}>
              <Prose text={note.headline} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Trigger({ text }: { readonly text: string }) {
  const at = text.indexOf(" refs/");
  if (at === -1) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}{" "}
      <span class="trigger-ref">
        {text
          .slice(at + 1)
          .replaceAll("refs/heads/", "")
          .replaceAll("refs/tags/", "tag ")
          .replaceAll("refs/pull/<pull request>/merge", "merge of the pull request")}
      </span>
    </>
  );
}

function OneCell({ of, job }: { readonly of: Cell; readonly job: string }) {
  const { word, icon, tone } = KINDS[of.kind];
  const { result } = of;
  const title = of.token?.text ?? word;
  if (result === null) {
    return (
      <span class={`cell ${tone}`} title={title}>
        <Icon name={icon} size={13} /> {word}
      </span>
    );
  }
  return (
    <button
      type="button"
      class={`cell ${tone}`}
      aria-pressed={selected.value === result}
      aria-label={`${job}, ${of.trigger}: ${word}`}
      title={title}
      onClick={() => {
        selected.value = result;
      }}
    >
      <Icon name={icon} size={13} /> {word}
    </button>
  );
}

const KINDS: Record<CellKind, { readonly word: string; readonly icon: IconName; readonly tone: string }> = {
  allowed: { word: "allowed", icon: "allowed", tone: "good" },
  implicitDeny: { word: "denied", icon: "denied", tone: "bad" },
  explicitDeny: { word: "denied", icon: "denied", tone: "bad" },
  undetermined: { word: "undetermined", icon: "open", tone: "unknown" },
  noToken: { word: "no token", icon: "denied", tone: "warn" },
  noRole: { word: "no role", icon: "dash", tone: "none" },
  notRun: { word: "does not run", icon: "dash", tone: "none" },
};

function summary(report: WorkflowReport): string {
  const count = (of: (decision: string) => boolean) =>
    report.results.filter((each) => of(each.decision)).length;
  const parts = [
    [count((decision) => decision === "allowed"), "allowed"],
    [count((decision) => decision.endsWith("Deny")), "denied"],
    [count((decision) => decision === "undetermined"), "undetermined"],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(", ");
}
