//! The policy trusts other principals.

use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The policy trusts other principals.
pub(in crate::cause) struct PrincipalDiffers;

static META: CauseMeta = CauseMeta {
    id: "principal-differs",
    title: "the policy trusts other principals than the caller",
    page: "\
The statement names other principals than the one that calls. An account (`arn:aws:iam::ACCOUNT:root`) stands for all
principals of that account, whose own policies then decide; a role for its sessions; a service for itself.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>

## How to fix it

Call as the principal that is named, or name this one.
",
};

impl Cause for PrincipalDiffers {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let failing = case.failing.filter(|failing| failing.mismatch == "principal-mismatch")?;
        if case.mismatched_principal().is_some() {
            return None;
        }
        let came = failing.presented.as_ref()?.first()?;
        Some(
            Finding::new(format!("the statement trusts other principals than `{came}`"))
                .labels("another principal", "what came"),
        )
    }

    fn is_general(&self) -> bool {
        true
    }
}
