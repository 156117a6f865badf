/** The workflow file, and the files of its repository that it calls. */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Editor } from "../editor/editor.tsx";
import { pathProblem, shortPath } from "../model/files.ts";
import { findings, verdict } from "../state/answers.ts";
import {
  addFile,
  missing,
  openFile,
  removeFile,
  renameFile,
  showFile,
  takeFile,
  typeFile,
} from "../state/files.ts";
import { scenario } from "../state/scenario.ts";
import { Icon } from "../ui/icon.tsx";
import { Prose } from "../ui/prose.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { FileButton } from "./file-button.tsx";
import { marksFor } from "./shown.ts";
import { TextEditor } from "./text-editor.tsx";
import { Tool } from "./tool.tsx";

/** The id of the tab of the workflow itself; the others have their places. */
const ITSELF = "workflow";

/** The files as tabs, each with its path and its editor. */
export function WorkflowFiles() {
  const { workflow, files } = scenario.value;
  const at = openFile.value;
  return (
    <div class="workflow-file">
      <Tabs
        label="Files of the repository"
        look="file"
        tabs={[
          { id: ITSELF, title: shortPath(workflow.name) },
          ...files.map(({ name }, place) => ({ id: `${place}`, title: shortPath(name) })),
        ]}
        open={at === null ? ITSELF : `${at}`}
        onOpen={(id) => showFile(id === ITSELF ? null : Number(id))}
        after={
          <div class="tools">
            <Tool label="Add a file that the workflow calls" icon="plus" onClick={() => addFile()} />
            <FileButton label="Open a file that the workflow calls" several onFile={takeFile} />
          </div>
        }
      >
        <PathRow key={at} at={at} />
        <Missing />
        {at === null ? (
          <TextEditor
            field="workflow"
            label="Workflow"
            document="workflow"
            hint="Paste a workflow of GitHub Actions."
            linted
          />
        ) : (
          <CalledEditor key={at} at={at} />
        )}
      </Tabs>
    </div>
  );
}

function CalledEditor({ at }: { readonly at: number }) {
  const file = scenario.value.files[at];
  if (file === undefined) return null;
  const ofVerdict = verdict.value?.scenario.files.find(({ name }) => name === file.name)?.text;
  return (
    <Editor
      label="Called file"
      name={file.name}
      text={file.text}
      diagnostics={marksFor(file.text, ofVerdict)}
      findings={findings.value}
      hint="Paste a reusable workflow, or the action.yml of an action of this repository."
      onText={(text) => typeFile(at, text)}
    />
  );
}

/** The path of the open file. It is taken once the field is left, or by Enter. */
function PathRow({ at }: { readonly at: number | null }) {
  const { workflow, files } = scenario.value;
  const path = at === null ? workflow.name : (files[at]?.name ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const note = useId();
  useEffect(() => setProblem(null), [path]);
  const others = [workflow, ...files].map(({ name }) => name).filter((name) => name !== path);
  const take = (now: string) => {
    const wrong = pathProblem(now, others);
    setProblem(wrong);
    if (wrong === null && now !== path) renameFile(at, now);
  };
  return (
    <>
      <div class="path-row">
        <label class="inline-field">
          <span>Path</span>
          <input
            ref={field}
            type="text"
            value={path}
            spellcheck={false}
            autocomplete="off"
            aria-invalid={problem !== null}
            aria-describedby={note}
            onChange={(event) => take(event.currentTarget.value.trim())}
          />
        </label>
        {at !== null && (
          <button type="button" class="button quiet small" onClick={() => remove(at)}>
            <Icon name="clear" size={14} /> Remove
          </button>
        )}
      </div>
      <div id={note}>
        {problem !== null && (
          <p class="note bad" role="alert">
            <Icon name="warning" /> <Prose text={problem} />
          </p>
        )}
      </div>
    </>
  );
}

/** The focus goes to the tab that is open then. */
function remove(at: number): void {
  removeFile(at);
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('.file-head [role="tab"][aria-selected="true"]')?.focus(),
  );
}

/** What the workflow calls and nobody gave: without it the verdict is not known. */
function Missing() {
  if (missing.value.length === 0) return null;
  return (
    <ul class="missing" aria-label="Called and not here">
      {missing.value.map((path) => (
        <li key={path}>
          <span>
            Called and not here: <code>{path}</code>
          </span>
          <button type="button" class="button small" onClick={() => addFile(path)}>
            <Icon name="plus" size={13} /> Add it
          </button>
        </li>
      ))}
    </ul>
  );
}
