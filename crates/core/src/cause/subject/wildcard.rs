//! A wildcard stands under an operator that has none.

use crate::cause::comparison::Defect;
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// A wildcard stands under an operator that has none.
pub(in crate::cause) struct WildcardUnderStringEquals;

static META: CauseMeta = CauseMeta {
    id: "wildcard-under-string-equals",
    title: "`*` is a letter under `StringEquals`",
    page: "\
`StringEquals` and `StringEqualsIgnoreCase` compare whole values: `*` and `?` stand for themselves, and no token has
them. Only `StringLike` reads them as wildcards.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>

## How to fix it

Best name what is to be trusted, whole. Where a pattern is meant, move the key to a `StringLike` block, and write the
owner out up to the `/`: `repo:octo*` fits every owner whose name begins so. A pattern over several repositories is
safer with a condition on `repository_owner_id` beside it.
",
};

impl Cause for WildcardUnderStringEquals {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) = case.defect(|defect| *defect == Defect::Wildcard)?;
        let operator = case.condition()?.operator;
        let letter = if comparison.wanted.contains('*') { '*' } else { '?' };
        let finding = Finding::new(format!("`{letter}` is a letter under `{operator}`, no token has it"))
            .labels(format!("compared letter by letter under `{operator}`"), "what came");
        Some(finding.at(comparison.whole()).mend(case, comparison))
    }
}
