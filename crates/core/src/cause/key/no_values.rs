//! The condition lists no value.

use can_assume_iam::trace::Mismatch;

use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The condition lists no value.
pub(in crate::cause) struct ValuesEmpty;

pub(crate) static META: CauseMeta = CauseMeta {
    id: "values-empty",
    title: "the condition lists no value",
    page: "\
A condition whose list of values is empty never holds. IAM stores it.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>

## How to fix it

List what is to be let in; a list that a template makes may have come out empty.
",
};

impl Cause for ValuesEmpty {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let condition = case.condition()?;
        (condition.mismatch == Some(Mismatch::NoValues)).then(|| {
            Finding::new(format!("the condition on `{}` lists no value, so it never holds", condition.key))
                .labels("no value", "what came")
        })
    }
}
