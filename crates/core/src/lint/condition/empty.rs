//! A condition has no values.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;
use super::short;
use crate::cause::VALUES_EMPTY;

/// A condition has no values.
pub(in crate::lint) struct ValuesEmpty;

static META: RuleMeta = RuleMeta {
    id: VALUES_EMPTY.id,
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: VALUES_EMPTY.title,
    page: VALUES_EMPTY.page,
};

impl Rule for ValuesEmpty {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        case.of_conditions(case.statements(), |_, _, condition| {
            if !condition.values.is_empty() {
                return None;
            }
            let key = short(&condition.key.value);
            let message = format!("`{}` on `{key}` has no values", condition.operator.value);
            Some(
                Finding::new(&META, message)
                    .at(&case.policy.source, condition.values_span, "nothing is equal to one of none")
                    .help("write the values that are meant"),
            )
        })
    }
}
