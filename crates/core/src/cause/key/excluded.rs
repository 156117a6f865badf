//! A negated condition excludes what came.

use can_assume_iam::trace::Mismatch;

use crate::cause::{Case, Cause, CauseMeta, Finding};

/// A negated condition excludes what came.
pub(in crate::cause) struct ValueExcluded;

static META: CauseMeta = CauseMeta {
    id: "value-excluded",
    title: "a negated condition excludes what came",
    page: "\
A negated operator (`StringNotEquals`, `StringNotLike`, …) holds only where the value is none of those listed, and what came
is one of them.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>

## How to fix it

Where the exclusion is meant, nothing is to be fixed. Say rather what is let in than what is not.
",
};

impl Cause for ValueExcluded {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let condition = case.condition()?;
        (condition.mismatch == Some(Mismatch::ValueExcluded)).then(|| {
            Finding::new(format!("`{}` excludes this value of `{}`", condition.operator, condition.key))
                .labels("excluded", "and it is what came")
        })
    }
}
