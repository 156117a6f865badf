//! The role is a bare name.

use crate::cause::CauseMeta;

pub(in crate::cause) static META: CauseMeta = CauseMeta {
    id: "role-not-arn",
    title: "the role to assume is not the ARN of an IAM role",
    page: "\
A request with a web identity token is not signed, so that STS cannot know which account a role's name is meant in. The
role has to be given as its whole ARN. The action stops at a bare name: `Source Account ID is needed if the Role Name is
provided and not the Role Arn`; STS answers anything else that is no role's ARN with `Request ARN is invalid`.

## What to do

Write `arn:aws:iam::ACCOUNT:role/NAME`, with the role's path if it has one. In China the partition is `aws-cn`, in
GovCloud `aws-us-gov`.

Sources: <https://github.com/aws-actions/configure-aws-credentials/blob/main/src/assumeRole.ts>,
<https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>
",
};
