/** A workflow file, and what it does not say. */

import { scenario, typeField } from "../state/scenario.ts";
import { TextEditor } from "./text-editor.tsx";

/** The editors of the workflow and of its facts. */
export function WorkflowPanel() {
  const { facts, files, repository } = scenario.value;
  return (
    <div class="workflow">
      <div class="workflow-file">
        <TextEditor
          field="workflow"
          label="Workflow"
          document="workflow"
          hint="Paste a workflow of GitHub Actions."
          linted
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
          <TextEditor field="facts" label="Facts about the repository" />
        </div>
      </details>
      {files.length > 0 && <p class="note">With {files.map((file) => file.name).join(", ")}.</p>}
    </div>
  );
}
