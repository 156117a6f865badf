//! The job's effective `id-token` permission is not `write`.

use can_assume_github::workflow::Origin;

use super::{Proposals, WorkflowCase, replace_keys};
use crate::cause::{CauseMeta, Proposal};
use crate::edits::permission;

pub(crate) static META: CauseMeta = CauseMeta {
    id: "token-permission-missing",
    title: "the job does not have `id-token: write`, so that GitHub gives it no token",
    page: "\
A job can ask GitHub for a token only if its `permissions` contain `id-token: write`. Without it the variables
`ACTIONS_ID_TOKEN_REQUEST_URL` and `ACTIONS_ID_TOKEN_REQUEST_TOKEN` are not set, the action says `Credentials could not
be loaded` or `Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable`, and AWS is never asked.

What often goes wrong:

- nothing is said at all: the default of every repository, permissive or restricted, gives no `id-token`
- `permissions` names something else: whatever it does not name is set to `none`
- the job has `permissions` of its own: they replace those of the workflow, they do not add to them
- `read-all`, or `id-token: read`: there is no such level
- the permissions were given to a GitHub App or to another token: they do not count

## What to do

Add the permission to the job that assumes the role, and keep what it needs besides:

```yaml
permissions:
  id-token: write # to ask GitHub for a token
  contents: read # for actions/checkout
```

Source: <https://docs.github.com/en/actions/reference/security/oidc#required-permission>
",
};

/// Grants the permission where it is decided.
pub(super) fn propose(case: &WorkflowCase<'_>) -> Proposals {
    let mut proposals = Proposals::default();
    let scenario = &case.candidate.scenario;
    if scenario.origin == Origin::Fork && scenario.event != "pull_request_target" {
        proposals
            .notes
            .push("with the permission it would get none either: the run is for a fork".to_owned());
        return proposals;
    }
    if let Some(keys) = case.keys() {
        proposals.edits.extend(replace_keys(case.question, keys.place));
    }
    let Some(place) = case.place else { return proposals };
    let (source, span) = case.question.place(place);
    if let Some(edit) = permission::grant(&source, span) {
        let written = source.text.get(span.start..span.end).unwrap_or_default();
        let is_new_block = !written.starts_with("permissions") && !written.starts_with("id-token");
        let title = "grant `id-token: write`".to_owned();
        if is_new_block {
            proposals
                .notes
                .push("a job with `permissions` has only those: add what else it needs".to_owned());
        }
        proposals.edits.push(Proposal { title, edits: vec![edit] });
    }
    proposals.helps.push("grant `id-token: write` to the job, and keep its other permissions".to_owned());
    proposals
}
