//! Causes in the call: its parameters, and what they ask for.

use super::StageCause;
use crate::cause::{CauseMeta, workflow};

pub(in crate::cause) static ROLE_NOT_ARN: StageCause = StageCause::new(&workflow::ROLE_NOT_ARN);

pub(in crate::cause) static SESSION_DURATION: StageCause = StageCause::new(&CauseMeta {
    id: "session-duration",
    title: "the session is to last longer than the role allows",
    page: "\
The duration that is asked for (`DurationSeconds`, `role-duration-seconds`) is longer than the role's maximum session
duration, which is one hour unless it was raised. STS looks at this last: the trust policy has let the token in.

Source: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>

## How to fix it

Ask for a shorter session, or raise the role's maximum (`aws iam update-role --max-session-duration`), to 12 hours at
most.
",
});

pub(in crate::cause) static SESSION_POLICY: StageCause = StageCause::new(&CauseMeta {
    id: "session-policy",
    title: "the session policy is malformed or too large",
    page: "\
A policy that is passed along with the call narrows the session. STS refuses the call where it is no valid policy
(`MalformedPolicyDocument`), or where the policies and tags of the session are too large together
(`PackedPolicyTooLarge`).

Source: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>

## How to fix it

Check `inline-session-policy`; replace a long one by `managed-session-policies`.
",
});

pub(in crate::cause) static REGION_DISABLED: StageCause = StageCause::new(&CauseMeta {
    id: "region-disabled",
    title: "STS is switched off in the region for the role's account",
    page: "\
The account can switch the endpoint of STS off in a region; calls to it are then refused.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html>

## How to fix it

Use another region (`aws-region`), or switch STS on in this one under *IAM → Account settings*.
",
});

pub(in crate::cause) static PROVIDER_PARAMETER: StageCause = StageCause::new(&CauseMeta {
    id: "provider-parameter",
    title: "the call names a provider as only Login with Amazon and Facebook need it",
    page: "\
`ProviderId` is for the access tokens of Login with Amazon and Facebook, which are not OIDC tokens. With a token of
GitHub the call must not have it.

Source: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>

## How to fix it

Leave `ProviderId` (`--provider-id`) out.
",
});
