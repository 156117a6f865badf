//! A key that AWS has replaced.

use super::super::edits;
use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;

/// A key that AWS has replaced.
pub(in crate::lint) struct KeyDeprecated;

static META: RuleMeta = RuleMeta {
    id: "key-deprecated",
    severity: Severity::Low,
    confidence: Confidence::High,
    title: "the global condition key has been replaced by another one",
    page: "\
AWS keeps `aws:ARN` for old policies and recommends `aws:PrincipalArn`. A call with a web identity carries neither.

## What to do

Write the newer key.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
",
};

impl Rule for KeyDeprecated {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        case.of_conditions(case.statements(), |_, _, condition| {
            if !condition.key.value.eq_ignore_ascii_case("aws:arn") {
                return None;
            }
            let edit = edits::replace_text(case.policy, condition.key.span, "\"aws:PrincipalArn\"");
            Some(
                Finding::new(&META, "`aws:ARN` has been replaced by `aws:PrincipalArn`")
                    .at(&case.policy.source, condition.key.span, "")
                    .propose("test `aws:PrincipalArn`", vec![edit])
                    .help("write `aws:PrincipalArn`"),
            )
        })
    }
}
