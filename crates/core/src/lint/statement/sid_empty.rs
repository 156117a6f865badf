//! An empty `Sid`.

use super::super::edits;
use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;

/// An empty `Sid`.
pub(in crate::lint) struct SidEmpty;

static META: RuleMeta = RuleMeta {
    id: "sid-empty",
    severity: Severity::Info,
    confidence: Confidence::High,
    title: "a statement has an empty `Sid`",
    page: "\
An empty `Sid` names nothing. It usually comes from a template.

## What to do

Give the statement a name, which reports and `can-assume.toml` then use, or take the member out.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
",
};

impl Rule for SidEmpty {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.statements() {
            let Some(sid) = statement.sid.as_ref().filter(|sid| sid.value.is_empty()) else { continue };
            let name = format!("Statement{}", index + 1);
            let taken =
                case.statements().any(|(_, other)| other.sid.as_ref().is_some_and(|sid| sid.value == name));
            let mut finding =
                Finding::new(&META, "the `Sid` is empty").at(&case.policy.source, sid.span, "names nothing");
            if !taken {
                let edit = edits::replace_value(case.policy, sid, &name);
                finding = finding.propose("give the statement a name", vec![edit]);
            }
            found.push(case.about(index, finding));
        }
        found
    }
}
