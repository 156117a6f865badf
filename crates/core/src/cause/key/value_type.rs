//! A value is not of the operator's type.

use can_assume_iam::policy::{ConditionOperator, OperatorKind};
use can_assume_iam::trace::Mismatch;

use crate::cause::{Case, Cause, CauseMeta, Finding, edit};

/// A value is not of the operator's type.
pub(in crate::cause) struct ValueType;

static META: CauseMeta = CauseMeta {
    id: "value-type",
    title: "a value is not of the type that the operator compares",
    page: "\
`Numeric…`, `Date…`, `IpAddress`, `Arn…` and `Binary…` compare values of their type, and a value of another type matches
nothing. All claims of GitHub are text, ids too; a subject is no ARN, so that `ArnLike` never matches it.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>

## How to fix it

Use `StringEquals` or `StringLike`.
",
};

impl Cause for ValueType {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let condition = case.condition()?;
        let headline = match condition.mismatch? {
            Mismatch::PresentedMalformed => {
                format!("`{}` cannot read the value of `{}`", condition.operator, condition.key)
            }
            Mismatch::PolicyValueMalformed => {
                format!("`{}` cannot read what the policy lists", condition.operator)
            }
            _ => return None,
        };
        let finding = Finding::new(headline).labels("of another type", "what came");
        let to = match condition.operator.kind {
            OperatorKind::ArnLike => OperatorKind::StringLike,
            OperatorKind::ArnEquals => OperatorKind::StringEquals,
            _ => return Some(finding),
        };
        let to = ConditionOperator { kind: to, ..condition.operator }.to_string();
        let edits = edit::move_under(case.policy()?, condition.operator_span, condition.key_span, &to, None);
        Some(match edits {
            Some(edits) => finding.propose(format!("compare with `{to}`"), edits),
            None => finding,
        })
    }
}
