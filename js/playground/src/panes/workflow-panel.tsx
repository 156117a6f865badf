/** A workflow, the files that it calls, and what these do not say. */

import { scenario, typeScenario } from "../state/scenario.ts";
import { TextEditor } from "./text-editor.tsx";
import { WorkflowFiles } from "./workflow-files.tsx";

/** The editors of the files and of the facts about their repository. */
export function WorkflowPanel() {
  const { facts, repository } = scenario.value;
  return (
    <div class="workflow">
      <WorkflowFiles />
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
            onInput={(event) => typeScenario({ repository: event.currentTarget.value.trim() })}
          />
        </label>
        <div class="part-editor">
          <TextEditor field="facts" label="Facts about the repository" />
        </div>
      </details>
    </div>
  );
}
