//! A caller does not grant `id-token: write`.

use super::{Proposals, WorkflowCase};
use crate::cause::{CauseMeta, Proposal};
use crate::edits::permission;

pub(crate) static META: CauseMeta = CauseMeta {
    id: "token-caller-permission",
    title: "the calling workflow does not grant `id-token: write` to the workflow that it calls",
    page: "\
A reusable workflow has at most the permissions of the job that calls it. It can lower them, never raise them, and every
level of a nested call has to grant them. Where the called workflow asks for `id-token: write` and its caller does not
have it, GitHub does not start the run: `The nested job 'X' is requesting 'id-token: write', but is only allowed
'id-token: none'`. Where it does not ask, it runs without a token.

`secrets: inherit` has nothing to do with it.

## What to do

Grant the permission in the job that calls:

```yaml
jobs:
  deploy:
    permissions:
      id-token: write
      contents: read
    uses: ./.github/workflows/deploy.yml
```

Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations>
",
};

/// Grants the permission in the caller.
pub(super) fn propose(case: &WorkflowCase<'_>) -> Proposals {
    let mut proposals = Proposals::default();
    let Some(place) = case.place else { return proposals };
    let (source, span) = case.question.place(place);
    if let Some(edit) = permission::grant(&source, span) {
        let title = "grant `id-token: write` in the workflow that calls".to_owned();
        proposals.edits.push(Proposal { title, edits: vec![edit] });
    }
    proposals
        .helps
        .push("grant `id-token: write` in the job that calls, and in every caller above it".to_owned());
    proposals
}
