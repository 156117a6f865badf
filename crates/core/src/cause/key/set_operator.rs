//! A set operator and the number of the key's values do not go together.

use can_assume_iam::policy::{ConditionOperator, SetQualifier};
use can_assume_iam::trace::{Mismatch, Presented};

use crate::cause::{Case, Cause, CauseMeta, Finding, edit};

/// A set operator and the number of the key's values do not go together.
pub(in crate::cause) struct SetOperatorScalar;

static META: CauseMeta = CauseMeta {
    id: "set-operator-scalar",
    title: "the operator does not go with the number of the key's values",
    page: "\
A key that can have several values, such as `amr` or `aws:TagKeys`, needs `ForAnyValue:` or `ForAllValues:`; without one
the operator never matches. A key with one value needs none: `ForAnyValue:` is false where the key is missing, even with
a negated operator or `IfExists`, and `ForAllValues:` is true where the key is missing, which lets too many in.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>

## How to fix it

Use `ForAnyValue:` with multivalued keys, and the bare operator with all others.
",
};

impl Cause for SetOperatorScalar {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let condition = case.condition()?;
        let operator = condition.operator;
        let plain = ConditionOperator { qualifier: None, ..operator };
        let any = ConditionOperator { qualifier: Some(SetQualifier::ForAnyValue), ..operator };
        let missing = matches!(condition.presented, Presented::Missing(_));
        let (headline, to) = if condition.mismatch == Some(Mismatch::ScalarOnMultivalued) {
            (
                format!(
                    "`{operator}` never matches the multivalued key `{}`, expected `{any}`",
                    condition.key
                ),
                any,
            )
        } else if missing
            && operator.qualifier == Some(SetQualifier::ForAnyValue)
            && (operator.kind.is_negated() || operator.if_exists)
        {
            (
                format!("`{operator}` is false where `{}` is missing, `{plain}` would hold", condition.key),
                plain,
            )
        } else {
            return None;
        };
        let finding = Finding::new(headline).labels("does not hold", "what came");
        let edits = edit::move_under(
            case.policy()?,
            condition.operator_span,
            condition.key_span,
            &to.to_string(),
            None,
        );
        Some(match edits {
            Some(edits) => finding.propose(format!("test with `{to}`"), edits),
            None => finding,
        })
    }
}
