//! `Condition`: operators, keys, values.

use std::collections::HashMap;

use crate::json::{Kind, Member, Value};
use crate::policy::{Condition, ConditionOperator, OperatorKind};
use crate::quote::quote;
use crate::span::{Span, Spanned};

use super::names::{effective_members, nearest};
use super::report::Report;
use super::strings::condition_values;

/// Reads a condition block, one entry for each operator and key.
pub(super) fn read(value: &Value<'_>, report: &mut Report) -> Vec<Condition> {
    let Kind::Object(block) = &value.kind else {
        report.wrong_kind("`Condition`", value, "an object of condition operators");
        return Vec::new();
    };
    let mut conditions = Vec::new();
    let mut seen: HashMap<ConditionOperator, &Member<'_>> = HashMap::new();
    for member in effective_members(block, report) {
        let operator = read_operator(member, report);
        if let Some(first) = operator.and_then(|operator| seen.insert(operator, member)) {
            let (name, first) = (quote(&member.name), quote(&first.name));
            let message = format!("{name} is the operator {first} again; expected each operator once");
            report.error(member.name_span, message, "put the keys of both into one operator");
        }
        read_keys(member, operator, &mut conditions, report);
    }
    conditions
}

fn read_operator(member: &Member<'_>, report: &mut Report) -> Option<ConditionOperator> {
    let name = quote(&member.name);
    let Some(operator) = ConditionOperator::parse(&member.name) else {
        if report.is_full() {
            return None;
        }
        let message = format!("{name} is not a condition operator");
        let lists_values = !matches!(member.value.kind, Kind::Object(_));
        if lists_values && member.name.contains(':') && !member.name.starts_with("For") {
            let message = format!("{message}; expected one, with the key inside it");
            let help =
                format!("write `{{\"StringEquals\": {{\"{}\": …}}}}`", quote(&member.name).trim_matches('`'));
            report.error(member.name_span, message, help);
        } else {
            report.error(member.name_span, message, operator_correction(&member.name));
        }
        return None;
    };
    // Access Analyzer: "Null with if exists".
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
    if operator.kind == OperatorKind::Null && (operator.if_exists || operator.qualifier.is_some()) {
        let message =
            format!("{name} is not a condition operator; `Null` takes no `IfExists` and no set qualifier");
        report.error(member.name_span, message, "write `Null`");
        return None;
    }
    let canonical = operator.to_string();
    if canonical != member.name {
        let message = format!("{name} is read as `{canonical}`; AWS documents no other spelling");
        report.warn("operator-case", member.name_span, message, format!("write `{canonical}`"), None);
    }
    Some(operator)
}

fn read_keys(
    member: &Member<'_>,
    operator: Option<ConditionOperator>,
    conditions: &mut Vec<Condition>,
    report: &mut Report,
) {
    let Kind::Object(keys) = &member.value.kind else {
        if operator.is_some() {
            report.wrong_kind(&quote(&member.name), &member.value, "an object of condition keys");
        }
        return;
    };
    if keys.members.is_empty() {
        report.warn(
            "empty-operator-block",
            member.name_span,
            format!("{} has no condition keys; it restricts nothing", quote(&member.name)),
            "remove the operator, or add the key that is meant",
            None,
        );
    }
    let mut seen: HashMap<String, Span> = HashMap::new();
    for key in effective_members(keys, report) {
        if let Some(first) = seen.insert(key.name.to_ascii_lowercase(), key.name_span) {
            report.warn(
                "duplicate-condition-key",
                key.name_span,
                format!(
                    "{} differs from a key of this operator only by case; keys ignore case",
                    quote(&key.name)
                ),
                "keep one spelling, with the values of both",
                Some(Spanned::new("the same key".to_owned(), first)),
            );
        }
        let values = condition_values(&quote(&key.name), &key.value, report);
        if let (Some(operator), Some(values)) = (operator, values) {
            conditions.push(Condition {
                operator: Spanned::new(operator, member.name_span),
                key: Spanned::new(key.name.to_string(), key.name_span),
                values,
                values_span: key.value.span,
            });
        }
    }
}

/// The help for an operator that does not exist: the nearest one that does.
fn operator_correction(name: &str) -> String {
    let mut known = Vec::new();
    for kind in OperatorKind::ALL {
        let kind = kind.as_str();
        known.push(kind.to_owned());
        if kind != "Null" {
            for qualifier in ["", "ForAllValues:", "ForAnyValue:"] {
                known.push(format!("{qualifier}{kind}IfExists"));
                known.push(format!("{qualifier}{kind}"));
            }
        }
    }
    match nearest(name, known.iter().map(String::as_str)) {
        Some(right) => format!("write `{right}`"),
        None => "use an operator of IAM, such as `StringEquals` or `StringLike`".to_owned(),
    }
}
