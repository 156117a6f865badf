//! Keys, a token file, role chaining or `force-skip-oidc` switch the OIDC path off.

use crate::cause::CauseMeta;

pub(super) static META: CauseMeta = CauseMeta {
    id: "credentials-not-oidc",
    title: "the step uses other credentials, so that the job's token is not presented to STS",
    page: "\
`aws-actions/configure-aws-credentials` takes the job's token to STS only if `role-to-assume` is given and none of these
is: `aws-access-key-id`, `web-identity-token-file`, `role-chaining: true`, `force-skip-oidc: true`. Since version 4.2
variables fill inputs that are left empty, so that a `WEB_IDENTITY_TOKEN_FILE` or `ROLE_CHAINING` somewhere in `env`, or
written to `$GITHUB_ENV` by an earlier step, is enough.

The role is then assumed with `sts:AssumeRole` and the other credentials. A trust policy that allows
`sts:AssumeRoleWithWebIdentity` does not allow that, and its conditions on the token do not apply.

## What to do

Take out the input or the variable. If the role is to be assumed from another role on purpose, its trust policy has to
allow `sts:AssumeRole` and `sts:TagSession` to that role.

Source: <https://github.com/aws-actions/configure-aws-credentials/blob/main/src/index.ts>
",
};
