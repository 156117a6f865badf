//! Causes in the call: its parameters, and what they ask for.

use super::StageCause;
use crate::cause::{CauseMeta, workflow};

pub(in crate::cause) static ROLE_NOT_ARN: StageCause = StageCause::new(&workflow::ROLE_NOT_ARN);

pub(in crate::cause) static SESSION_DURATION: StageCause = StageCause::new(&CauseMeta {
    id: "session-duration",
    title: "the session is to last longer than the role allows, or shorter than STS gives",
    page: "\
The duration that is asked for (`DurationSeconds`, `role-duration-seconds`) is longer than the role's maximum session
duration, which is one hour unless it was raised. STS looks at this last: the trust policy has let the token in.

A duration under 900 seconds or over 43,200 is refused for every role, before the token is looked at.

Source: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>

## How to fix it

Ask for a shorter session, or raise the role's maximum (`aws iam update-role --max-session-duration`), to 12 hours at
most.
",
});

pub(in crate::cause) static SESSION_NAME: StageCause = StageCause::new(&CauseMeta {
    id: "session-name",
    title: "the session's name is not one that STS takes",
    page: "\
A session has a name (`RoleSessionName`, `role-session-name`): 2 to 64 characters, letters, digits and `_+=,.@-`. A name
with a space or a `/`, as a branch's has it, is refused before the token is looked at.

Source: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>

## How to fix it

Leave `role-session-name` out, or make the name of parts that have no such characters, e.g. `github.run_id`.
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

pub(in crate::cause) static REGION_PARTITION: StageCause = StageCause::new(&CauseMeta {
    id: "region-partition",
    title: "the region is in another partition of AWS than the role",
    page: "\
AWS has partitions with accounts, roles and endpoints of their own: `aws`, `aws-cn` (China) and `aws-us-gov` (GovCloud)
are the best known. STS in a region of one knows no role of another. The role's ARN says its partition, `aws-region`
that of the call. In China the audience is `sts.amazonaws.com.cn`.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>

## How to fix it

Give a region of the role's partition in `aws-region`, or the ARN of the role in the region's.
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

pub(in crate::cause) static CALLER_PARTITION: StageCause = StageCause::new(&CauseMeta {
    id: "caller-partition",
    title: "the caller is in another partition of AWS than the role",
    page: "\
AWS has partitions with accounts, credentials and roles of their own: `aws`, `aws-cn` (China) and `aws-us-gov` (GovCloud)
are the best known. Credentials of one are not valid in another, so `sts:AssumeRole` never crosses from one to another,
whatever the trust policy says; an account id in it stands for an account of the role's own partition.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_cross_partition.html>

## How to fix it

Call as a principal of the role's partition, or come with a web identity token (`sts:AssumeRoleWithWebIdentity`).
",
});

pub(in crate::cause) static ROOT_USER: StageCause = StageCause::new(&CauseMeta {
    id: "root-user",
    title: "the caller is the root user of an account, which can assume no role",
    page: "\
STS refuses `sts:AssumeRole` with the credentials of an account's root user, whatever the policies say. In a trust policy
`arn:aws:iam::ACCOUNT:root` means something else: the account, so that its users and roles can be let in by their own
policies.

Source: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>

## How to fix it

Call as a user or a role. In a request file name that user or role; the bare account id stands for some principal of the
account.
",
});
