//! An action is written twice.

use super::super::edits;
use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;
use super::actions;

/// An action is written twice.
pub(in crate::lint) struct ActionRedundant;

static META: RuleMeta = RuleMeta {
    id: "action-redundant",
    severity: Severity::Low,
    confidence: Confidence::High,
    title: "an action is written twice in one statement",
    page: "\
Actions compare without regard to case. The second one changes nothing.

## What to do

Take it out.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>
",
};

impl Rule for ActionRedundant {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.statements() {
            for (at, action) in actions(statement).iter().enumerate() {
                let first = actions(statement).iter().take(at);
                let Some(first) =
                    first.into_iter().find(|other| other.value.eq_ignore_ascii_case(&action.value))
                else {
                    continue;
                };
                let source = &case.policy.source;
                let edit = edits::remove_element(case.policy, action.span);
                let finding = Finding::new(&META, format!("`{}` is written twice", action.value))
                    .at(source, case.whole(action), "again")
                    .beside(source, case.whole(first), "first here")
                    .propose("take the second one out", edit.into_iter().collect());
                found.push(case.about(index, finding));
            }
        }
        found
    }
}
