//! The key is not in this request.

use can_assume_iam::trace::Presented;

use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The key is not in this request.
pub(in crate::cause) struct KeyMissing;

static META: CauseMeta = CauseMeta {
    id: "key-missing",
    title: "the condition key is not in this request",
    page: "\
AWS has this key for some requests, and not for this one: `enterprise_id` only where an enterprise owns the repository,
`aws:RequestTag/…` only with session tags, `aws:SourceVpce` only through an endpoint. A positive test on a missing key does
not hold.

Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>, <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>

## How to fix it

Test a key that every such request has. `…IfExists` lets a request without the key pass, so it protects nothing by
itself.
",
};

impl Cause for KeyMissing {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let condition = case.condition()?;
        let Presented::Missing(_) = condition.presented else { return None };
        Some(
            Finding::new(format!(
                "`{}` is not in this request, so `{}` does not hold",
                condition.key, condition.operator
            ))
            .labels("the key is missing", "what came"),
        )
    }

    fn is_general(&self) -> bool {
        true
    }
}
