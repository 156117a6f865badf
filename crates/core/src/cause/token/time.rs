//! Causes in the token's time window.

use super::StageCause;
use crate::cause::CauseMeta;

pub(in crate::cause) static TOKEN_EXPIRED: StageCause = StageCause::new(&CauseMeta {
    id: "token-expired",
    title: "the token has expired",
    page: "\
A token of GitHub lives for about five minutes, and STS takes it for five minutes more. A token that was requested early
in a long job, stored, or passed on to another job, is too old by then. The session that STS gives is not bound to the
token's life.

Sources: <https://docs.github.com/en/actions/reference/security/oidc>, <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html>

## How to fix it

Request the token in the step that uses it. On a runner of your own, set its clock.
",
});

pub(in crate::cause) static TOKEN_FROM_THE_FUTURE: StageCause = StageCause::new(&CauseMeta {
    id: "token-from-the-future",
    title: "the token was issued in the future",
    page: "\
The token's `iat` is more than five minutes ahead of STS's clock.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Set the issuer's clock.
",
});

pub(in crate::cause) static TOKEN_NOT_YET_VALID: StageCause = StageCause::new(&CauseMeta {
    id: "token-not-yet-valid",
    title: "the token is not yet valid",
    page: "\
The token's `nbf` is more than five minutes ahead of STS's clock.

Observed: <https://github.com/radkawar/stackd>

## How to fix it

Set the issuer's clock, or use the token later.
",
});
