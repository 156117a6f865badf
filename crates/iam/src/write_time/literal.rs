//! Condition values that cannot be what their operator compares.

use crate::operators::arn::ArnPattern;
use crate::operators::binary;
use crate::operators::date::Instant;
use crate::operators::ip::Network;
use crate::operators::numeric::Number;
use crate::policy::{OperatorFamily, Statement};
use crate::quote::quote;

use super::Refusal;

/// A value under a numeric, date, IP address, ARN or binary operator has that form.
///
/// Observed: IAM refuses others when a policy is stored; STS takes them in session policies, where they match
/// nothing. An IPv6 network with host bits set and an IPv6 address that ends in dotted decimals are refused too.
/// Source: <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/docs/iam-evaluation.md#typed-comparisons-and-policy-validation>
pub(super) fn check(statement: &Statement) -> Vec<Refusal> {
    let mut found = Vec::new();
    for condition in &statement.conditions {
        let operator = condition.operator.value;
        let (is_form, expected): (fn(&str) -> bool, _) = match operator.kind.family() {
            OperatorFamily::Numeric => (|text| Number::parse(text).is_some(), "a number, such as `3600`"),
            OperatorFamily::Date => (
                |text| Instant::parse(text).is_some(),
                "a date such as `2026-01-31T12:00:00Z`, or seconds since 1970",
            ),
            OperatorFamily::Ip => (is_network, "an address or a network, such as `203.0.113.0/24`"),
            OperatorFamily::Arn => (
                |text| ArnPattern::parse(text).is_some(),
                "an ARN or a pattern of its six parts, such as `arn:aws:iam::123456789012:role/*`",
            ),
            OperatorFamily::Binary => (|text| binary::decode(text).is_some(), "Base64 with padding"),
            OperatorFamily::String | OperatorFamily::Bool | OperatorFamily::Null => continue,
        };
        for value in condition.values.iter().filter(|value| !is_form(&value.value)) {
            let headline = format!("{} under `{operator}` has the wrong form", quote(&value.value));
            found.push(Refusal::malformed(
                "condition-literal",
                value.span,
                headline,
                format!("write {expected}"),
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
            ));
        }
    }
    found
}

fn is_network(text: &str) -> bool {
    let is_dotted_v6 = text.contains(':') && text.contains('.');
    !is_dotted_v6 && Network::parse(text).is_some()
}
