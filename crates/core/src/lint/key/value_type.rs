//! An operator of another type than the claim.

use can_assume_iam::policy::OperatorFamily;

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;
use super::token_conditions;

/// An operator of another type than the claim.
pub(in crate::lint) struct ValueTypeDiffers;

static META: RuleMeta = RuleMeta {
    id: "operator-type-differs",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "the operator compares numbers, dates, addresses or the like; the claim is text",
    page: "\
Every claim of GitHub that STS makes a condition key of is text, ids included. AWS lists the keys with the type String. A numeric
operator happens to work on ids, `Bool` compares with the word `true`, and date, address, ARN and binary operators match nothing.

## What to do

Use `StringEquals` or `StringLike`.

Sources: <https://docs.aws.amazon.com/service-authorization/latest/reference/list_sts.html>,
<https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html>
",
};

impl Rule for ValueTypeDiffers {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in case.statements() {
            for (condition, _, claim) in token_conditions(case, index, statement) {
                let operator = condition.operator.value;
                let (what, severity) = match operator.kind.family() {
                    OperatorFamily::Numeric => ("numbers", Severity::Low),
                    OperatorFamily::Bool => ("truth values", Severity::Medium),
                    OperatorFamily::Date => ("dates", Severity::Medium),
                    OperatorFamily::Binary => ("bytes", Severity::Medium),
                    OperatorFamily::Ip => ("addresses", Severity::Medium),
                    OperatorFamily::Arn => ("ARNs", Severity::Medium),
                    OperatorFamily::String | OperatorFamily::Null => continue,
                };
                let finding =
                    Finding::new(&META, format!("`{operator}` compares {what}, and `{claim}` is text"))
                        .severity(severity)
                        .at(&case.policy.source, condition.operator.span, format!("compares {what}"))
                        .beside(&case.policy.source, condition.key.span, "text")
                        .help("use `StringEquals` or `StringLike`");
                found.push(case.about(index, finding));
            }
        }
        found
    }
}
