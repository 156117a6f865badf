//! The role is a bare name.

use super::{Proposals, WorkflowCase};
use crate::cause::{CauseMeta, Proposal};
use crate::diagnostic::Edit;

pub(crate) static META: CauseMeta = CauseMeta {
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

/// Writes the ARN of the one role of that name, where it is known.
pub(super) fn propose(case: &WorkflowCase<'_>) -> Proposals {
    let mut proposals = Proposals::default();
    let role = case.step.and_then(|step| step.role.as_ref());
    let name = role.and_then(|role| role.value.exact());
    let arns: Vec<&str> = case
        .question
        .policies
        .iter()
        .filter_map(|policy| policy.role.arn.as_deref())
        .filter(|arn| arn.rsplit('/').next() == name)
        .collect();
    if let ([arn], Some(name), Some(place)) = (arns.as_slice(), name, role.and_then(|role| role.place)) {
        let (source, span) = case.question.place(place);
        // Only where the name itself is written can it be replaced.
        let written = source.text.get(span.start..span.end).unwrap_or_default();
        if written.trim_matches(['"', '\'']) == name {
            proposals.edits.push(Proposal {
                title: "give the role's ARN".to_owned(),
                edits: vec![Edit { source, span, replacement: (*arn).to_owned() }],
            });
        }
    }
    proposals.helps.push("give the whole ARN, `arn:aws:iam::ACCOUNT:role/NAME`".to_owned());
    proposals
}
