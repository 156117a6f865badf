//! The request has another value than the policy asks for.

use can_assume_iam::trace::Mismatch;

use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The request has another value than the policy asks for.
pub(in crate::cause) struct RequestDiffers;

static META: CauseMeta = CauseMeta {
    id: "request-differs",
    title: "the request has another value than the policy asks for",
    page: "\
A condition on the request rather than on the token, e.g. on `aws:SourceIp`, `sts:RoleSessionName` or
`aws:RequestedRegion`, asks for another value than the request has.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>

## How to fix it

Compare the two values. `sts:RoleSessionName` is chosen by the caller (`role-session-name`) and proves nothing;
`aws:SourceIp` is the runner's address, which for hosted runners changes with every job.
",
};

impl Cause for RequestDiffers {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let condition = case.condition()?;
        (condition.mismatch == Some(Mismatch::ValueMismatch) && case.claim_of_key().is_none()).then(|| {
            Finding::new(format!("`{}` has another value than the policy asks for", condition.key))
                .labels("what is asked for", "what came")
        })
    }

    fn is_general(&self) -> bool {
        true
    }
}
