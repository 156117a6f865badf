//! A principal is covered by another one.

use can_assume_iam::policy::PrincipalKind;

use super::super::edits;
use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::principals;
use super::super::rule::Rule;

/// A principal is covered by another one.
pub(in crate::lint) struct PrincipalRedundant;

static META: RuleMeta = RuleMeta {
    id: "principal-redundant",
    severity: Severity::Low,
    confidence: Confidence::High,
    title: "a principal is written twice, or is among another one of the statement",
    page: "\
A principal that stands twice in a statement changes nothing the second time, and neither does any AWS principal beside `*`.

## What to do

Take it out, or take the `*` out if the others were meant.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
",
};

impl Rule for PrincipalRedundant {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.statements() {
            for entry in principals(statement) {
                let is_aws = entry.kind.value == PrincipalKind::Aws;
                for (at, value) in entry.values.iter().enumerate() {
                    let covering = entry.values.iter().enumerate().find(|(other, larger)| {
                        *other < at && larger.value == value.value
                            || is_aws && larger.value == "*" && value.value != "*"
                    });
                    let Some((_, larger)) = covering else { continue };
                    let source = &case.policy.source;
                    let edit = edits::remove_element(case.policy, value.span);
                    let finding =
                        Finding::new(&META, format!("`{}` adds nothing to `{}`", value.value, larger.value))
                            .at(source, case.whole(value), "adds nothing")
                            .beside(source, case.whole(larger), "covers it")
                            .propose("take the principal out", edit.into_iter().collect());
                    found.push(case.about(index, finding));
                }
            }
        }
        found
    }
}
