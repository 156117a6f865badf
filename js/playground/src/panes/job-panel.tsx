/** A job, described by a form: the claims that GitHub would issue to it. */

import type { JobForm } from "../model/scenario.ts";
import { minted } from "../state/identity.ts";
import { choose, scenario, typeJob } from "../state/scenario.ts";
import { Icon } from "../ui/icon.tsx";
import { Prose } from "../ui/prose.tsx";
import { ClaimsView } from "./claims-view.tsx";

/** The events of the form, each with the ref that its runs commonly have. */
const EVENTS: readonly { readonly id: string; readonly title: string; readonly ref: string }[] = [
  { id: "push", title: "push", ref: "refs/heads/main" },
  { id: "pull_request", title: "pull_request", ref: "refs/pull/7/merge" },
  { id: "pull_request_target", title: "pull_request_target", ref: "refs/heads/main" },
  { id: "workflow_dispatch", title: "workflow_dispatch", ref: "refs/heads/main" },
  { id: "schedule", title: "schedule", ref: "refs/heads/main" },
  { id: "release", title: "release", ref: "refs/tags/v1.0.0" },
  { id: "merge_group", title: "merge_group", ref: "refs/heads/gh-readonly-queue/main/pr-7" },
];

/** The form, and the claims that it gives. */
export function JobPanel() {
  const { job, claims } = scenario.value;
  const made = minted.value;
  return (
    <div class="job">
      <form class="job-form" onSubmit={(event) => event.preventDefault()}>
        <Field label="Repository" name="repository" job={job} placeholder="OWNER/NAME" />
        <label class="field">
          <span>Event</span>
          <select value={job.event} onChange={(event) => typeJob(eventPatch(event.currentTarget.value))}>
            {EVENTS.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <Field label="Branch, tag or ref" name="ref" job={job} placeholder="refs/heads/main" />
        <Field label="Environment" name="environment" job={job} placeholder="none" />
        <Field label="Owner id" name="ownerId" job={job} placeholder="made up" />
        <Field label="Repository id" name="repositoryId" job={job} placeholder="made up" />
        <Field label="Subject template" name="template" job={job} placeholder="default; or: repo, context" />
        <label class="check">
          <input
            type="checkbox"
            checked={job.immutable}
            onChange={(event) => typeJob({ immutable: event.currentTarget.checked })}
          />
          <span>
            Ids in the subject <small>repositories created since 15 July 2026</small>
          </span>
        </label>
      </form>
      {made !== null && made.errors.length > 0 && (
        <p class="note bad" role="alert">
          <Icon name="warning" /> <Prose text={made.errors[0]?.headline ?? ""} />
        </p>
      )}
      <div class="job-claims">
        <div class="strip">
          <span>GitHub would issue</span>
          <button
            type="button"
            class="button quiet small"
            disabled={(made?.text ?? "") === ""}
            onClick={() =>
              choose({ identity: "claims", claims: { name: claims.name, text: made?.text ?? "" } })
            }
          >
            Edit as claims
          </button>
        </div>
        <ClaimsView label="Claims of the job" name={claims.name} text={made?.text ?? ""} />
      </div>
    </div>
  );
}

type TextName = Exclude<keyof JobForm, "immutable">;

function Field(props: {
  readonly label: string;
  readonly name: TextName;
  readonly job: JobForm;
  readonly placeholder: string;
}) {
  const { label, name, job, placeholder } = props;
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        value={job[name]}
        placeholder={placeholder}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => typeJob({ [name]: event.currentTarget.value })}
      />
    </label>
  );
}

/** Choosing an event takes its ref along, unless somebody wrote one of their own. */
function eventPatch(id: string): Partial<JobForm> {
  const { ref } = scenario.peek().job;
  const own = ref !== "" && !EVENTS.some((event) => event.ref === ref);
  const next = EVENTS.find((event) => event.id === id)?.ref;
  return own || next === undefined ? { event: id } : { event: id, ref: next };
}
