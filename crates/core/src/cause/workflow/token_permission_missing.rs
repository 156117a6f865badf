//! The job's effective `id-token` permission is not `write`.

use crate::cause::CauseMeta;

pub(super) static META: CauseMeta = CauseMeta {
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
