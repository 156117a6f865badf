//! The key is there, and the policy demands that it is not.

use can_assume_iam::trace::Mismatch;

use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The key is there, and the policy demands that it is not.
pub(in crate::cause) struct KeyPresent;

static META: CauseMeta = CauseMeta {
    id: "key-present",
    title: "the condition key is there and the policy demands that it is not",
    page: "\
`Null` with `true` holds only where the key is missing, and this request has it.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>

## How to fix it

Remove the condition, or write `false` where the key is to be there.
",
};

impl Cause for KeyPresent {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let condition = case.condition()?;
        (condition.mismatch == Some(Mismatch::KeyPresent)).then(|| {
            Finding::new(format!("`{}` is there, and the policy demands that it is missing", condition.key))
                .labels("demands that the key is missing", "it is there")
        })
    }
}
