//! A wildcard under an operator that has none.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;

/// A wildcard under an operator that has none.
pub(in crate::lint) struct WildcardWithoutLike;

static META: RuleMeta = RuleMeta {
    id: "wildcard-without-like",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "`*` and `?` are ordinary characters under `StringEquals`, and no token has them there",
    page: "\
Only `StringLike` and `StringNotLike` read `*` and `?` as wildcards. Under `StringEquals` a `*` matches nothing but a `*`,
which GitHub allows neither in a repository's name nor in a ref. The value lets nobody in.

## What to do

Write what is meant in full, or move the key under `StringLike`, and look at who is let in then: `can-assume who`.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
",
};

impl Rule for WildcardWithoutLike {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let dead = case.dead_values().iter().filter(|dead| dead.has_literal_wildcard());
        let found = dead.map(|dead| {
            let at = dead.value.value.find(['*', '?']).unwrap_or_default();
            let operator = dead.condition.operator.value;
            let message =
                format!("`{operator}` does not read `*` and `?` as wildcards, and no token is matched");
            let source = &case.policy.source;
            let finding = Finding::new(&META, message)
                .at(source, case.part(dead.value, at, at + 1), "an ordinary character here")
                .beside(source, dead.condition.operator.span, "compares character by character")
                .contradiction(dead.contradiction())
                .note(dead.consequence())
                .help("write the value in full, or move the key under `StringLike` and see `can-assume who`");
            case.about(dead.statement, finding)
        });
        found.collect()
    }
}
