//! A condition that takes true and false alike.

use can_assume_iam::policy::OperatorFamily;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;

/// A condition that takes true and false alike.
pub(in crate::lint) struct BothTruths;

static META: RuleMeta = RuleMeta {
    id: "boolean-both",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "`true` and `false` are both accepted",
    page: "\
`Bool` and `Null` with a list of `true` and `false` hold for either, since one fitting value is enough: `Null` then always holds, and
`Bool` asks only that the key is there.

## What to do

Leave the one that is meant.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
",
};

impl Rule for BothTruths {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        case.of_conditions(case.statements(), |_, _, condition| {
            let operator = condition.operator.value;
            let of_truths = matches!(operator.kind.family(), OperatorFamily::Bool | OperatorFamily::Null);
            let has =
                |word: &str| condition.values.iter().any(|value| value.value.eq_ignore_ascii_case(word));
            if !(of_truths && has("true") && has("false")) {
                return None;
            }
            let message = format!("`{operator}` on `{}` accepts `true` and `false`", condition.key.value);
            let finding = Finding::new(&META, message)
                .at(&case.policy.source, condition.values_span, "either holds")
                .contradiction(format!(
                    "`{operator}` holds for one value or the other, and there is no third"
                ))
                .help("leave the one that is meant");
            Some(finding)
        })
    }
}
