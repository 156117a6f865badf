//! Causes that the action reports, before or after the call: no question leads to them, an error text does.

use super::StageCause;
use crate::cause::CauseMeta;

pub(in crate::cause) static TOKEN_REQUEST: StageCause = StageCause::new(&CauseMeta {
    id: "token-request",
    title: "GitHub did not answer the request for a token",
    page: "\
The job may ask for a token, and GitHub's token endpoint refused or failed. The toolkit tries up to ten times. An empty
or much too long audience is refused as well.

Source: <https://github.com/actions/toolkit/blob/main/packages/core/src/oidc-utils.ts>

## How to fix it

Run the job again; look at <https://www.githubstatus.com> where it lasts. A proxy on a runner of your own has to let
requests to `*.actions.githubusercontent.com` pass.
",
});

pub(in crate::cause) static REGION_INPUT: StageCause = StageCause::new(&CauseMeta {
    id: "region-input",
    title: "`aws-region` is missing or not the name of a region",
    page: "\
The action needs `aws-region` to find an endpoint of STS. It is not set, the variable it is taken from is empty, or it has
characters that no region's name has.

Source: <https://github.com/aws-actions/configure-aws-credentials>

## How to fix it

Set `aws-region`, e.g. to `eu-west-1`. A secret of an environment is empty in a job that does not declare the environment.
",
});

pub(in crate::cause) static ACCOUNT_NOT_ALLOWED: StageCause = StageCause::new(&CauseMeta {
    id: "account-not-allowed",
    title: "the credentials are for an account that the action was told not to accept",
    page: "\
STS gave the credentials; their account is not among `allowed-account-ids`, so the action throws them away.

Source: <https://github.com/aws-actions/configure-aws-credentials>

## How to fix it

Compare the account in `role-to-assume` with the list.
",
});
