/** A workflow file, and what it does not say. */

import { Editor } from "../editor/editor.tsx";
import { lint, problems, verdict } from "../state/answers.ts";
import { scenario, type, typeField } from "../state/scenario.ts";
import { marksFor } from "./shown.ts";

/** The editors of the workflow and of its facts. */
export function WorkflowPanel() {
  const { workflow, facts, files, repository } = scenario.value;
  const about = verdict.value;
  return (
    <div class="workflow">
      <div class="workflow-file">
        <Editor
          label="Workflow"
          document="workflow"
          name={workflow.name}
          text={workflow.text}
          diagnostics={marksFor(workflow.text, about?.scenario.workflow.text, about, problems.value)}
          findings={lint.report.value?.findings ?? []}
          hint="Paste a workflow of GitHub Actions."
          onText={(text) => type("workflow", text)}
        />
      </div>
      <details class="part">
        <summary>
          <strong>Facts</strong> {facts.text.trim() !== "" && <span class="chip good">given</span>}{" "}
          <span>
            What the file does not say, as <code>can-assume facts</code> writes it.
          </span>
        </summary>
        <label class="field">
          <span>Repository</span>
          <input
            type="text"
            value={repository}
            placeholder="OWNER/NAME, where the facts do not say"
            spellcheck={false}
            autocomplete="off"
            onInput={(event) => typeField({ repository: event.currentTarget.value.trim() })}
          />
        </label>
        <div class="part-editor">
          <Editor
            label="Facts about the repository"
            name={facts.name}
            text={facts.text}
            diagnostics={marksFor(facts.text, about?.scenario.facts.text, about, problems.value)}
            onText={(text) => type("facts", text)}
          />
        </div>
      </details>
      {files.length > 0 && <p class="note">With {files.map((file) => file.name).join(", ")}.</p>}
    </div>
  );
}
