//! A policy variable does not stand for what came.

use can_assume_iam::policy::Version;
use can_assume_iam::trace::Mismatch;

use crate::cause::{Case, Cause, CauseMeta, Finding};

/// A policy variable does not stand for what came.
pub(in crate::cause) struct PolicyVariable;

static META: CauseMeta = CauseMeta {
    id: "policy-variable",
    title: "a policy variable has no value, or is not read",
    page: "\
`${key}` in a value stands for the value of that context key, in policies of the version `2012-10-17` only; in others it
is text. A variable whose key is missing matches nothing.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>

## How to fix it

Write the value itself. A variable that stands for a claim of the token compares the token with itself, which restricts
nothing.
",
};

impl Cause for PolicyVariable {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let condition = case.condition()?;
        if condition.mismatch == Some(Mismatch::VariableUnresolved) {
            return Some(
                Finding::new("a policy variable has no value in this request, so the value matches nothing")
                    .labels("the variable has no value", "what came"),
            );
        }
        let text = condition.values.iter().any(|value| value.text.contains("${") && value.resolved.is_none());
        let old = case.policy()?.document.effective_version() == Version::V2008;
        (text && old && condition.mismatch == Some(Mismatch::ValueMismatch)).then(|| {
            Finding::new("`${…}` is text in a policy without `Version` `2012-10-17`")
                .labels("not read as a variable", "what came")
        })
    }
}
