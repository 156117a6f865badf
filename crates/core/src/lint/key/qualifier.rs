//! A key with several values under an operator for one.

use can_assume_iam::context::keys::is_multivalued;
use can_assume_iam::policy::OperatorKind;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;

/// A key with several values under an operator for one.
pub(in crate::lint) struct QualifierMissing;

static META: RuleMeta = RuleMeta {
    id: "qualifier-missing",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "a key with several values is tested without `ForAnyValue` or `ForAllValues`",
    page: "\
AWS declares some keys to have several values: `…:amr`, `aws:TagKeys`, `sts:TransitiveTagKeys`, `aws:CalledVia`, several `saml:`
attributes. An operator without `ForAnyValue:` or `ForAllValues:` never matches such a key, also when it has one value.

## What to do

Write `ForAnyValue:` where one fitting value is enough. `ForAllValues:` also holds when the key is absent: test beside it that it is
there.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>
",
};

impl Rule for QualifierMissing {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        case.of_conditions(case.statements(), |_, _, condition| {
            let operator = condition.operator.value;
            let key = &condition.key.value;
            if operator.qualifier.is_some()
                || operator.kind == OperatorKind::Null
                || !is_multivalued(&key.to_ascii_lowercase())
            {
                return None;
            }
            let message = format!("`{key}` has several values; `{operator}` never matches it");
            let finding = Finding::new(&META, message)
                .at(&case.policy.source, condition.operator.span, "for keys with one value")
                .beside(&case.policy.source, condition.key.span, "a list of values")
                .contradiction(format!(
                    "`{operator}` does not match a key that AWS declares to have several values"
                ))
                .help(format!("write `ForAnyValue:{operator}`"));
            Some(finding)
        })
    }
}
