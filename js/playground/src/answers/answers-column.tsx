/** The right side of the page: everything that is answered. */

import { current, problemText, verdict, workflowReport } from "../state/answers.ts";
import { scenario } from "../state/scenario.ts";
import { CauseCard } from "./cause-card.tsx";
import { DifferenceCard } from "./difference-card.tsx";
import { FindingsCard } from "./findings-card.tsx";
import { FixesCard } from "./fixes-card.tsx";
import { MatrixCard } from "./matrix-card.tsx";
import { NotesCard } from "./notes-card.tsx";
import { TextCard } from "./text-card.tsx";
import { TreeCard } from "./tree-card.tsx";
import { WhoCard } from "./who-card.tsx";

/** The cards, those that say most first. */
export function AnswersColumn() {
  const report = current.value;
  return (
    <>
      {workflowReport.value !== null && <MatrixCard report={workflowReport.value} />}
      {scenario.value.before !== null && <DifferenceCard />}
      {report !== null && report.cause !== null && <CauseCard report={report} />}
      {report !== null && <FixesCard report={report} />}
      {report !== null && report.trace.evaluations.length > 0 && <TreeCard />}
      {scenario.value.policy.text.trim() !== "" && <WhoCard />}
      <FindingsCard />
      {report !== null && <NotesCard report={report} />}
      <TextCard text={problemText.value || (verdict.value?.plain ?? "")} />
    </>
  );
}
