//! The places that a diagnostic points at: in the policy, and in the text of the identity.

use can_assume_iam::policy::{OperatorFamily, OperatorKind};
use can_assume_iam::span::Span;
use can_assume_iam::trace::{ConditionTrace, Presented, ValueTrace};

use super::difference::difference;
use super::failing::Failing;
use super::identity_text::{value_of_claim, value_of_key};
use super::literal;
use crate::cause::{Case, Finding};
use crate::diagnostic::{Label, SourceText};
use crate::failure::Stage;
use crate::question::{Policy, Question};
use crate::verdict::Verdict;

/// The places that a diagnostic of `finding` on `case` points at, the primary ones first.
pub(super) fn of(case: &Case<'_>, finding: &Finding) -> Vec<Label> {
    match (case.failing, case.policy()) {
        (Some(failing), Some(policy)) => match case.any_condition() {
            Some(condition) => of_condition(case, policy, condition, finding),
            None => {
                let text = finding.policy_label.clone();
                let text = text.unwrap_or_else(|| format!("does not cover `{}`", presented(failing)));
                failing.span.map(|span| label(&policy.source, span, text, true)).into_iter().collect()
            }
        },
        _ => of_stage(case.question, case.verdict),
    }
}

/// Labels of a condition: its value, its operator, and what was presented.
fn of_condition(
    case: &Case<'_>,
    policy: &Policy,
    condition: &ConditionTrace,
    finding: &Finding,
) -> Vec<Label> {
    let source = &policy.source;
    let nearest = nearest_value(condition);
    let parts = nearest.filter(|_| finding.part.is_none()).and_then(|(value, token)| {
        let wanted = value.resolved.as_deref().unwrap_or(&value.text);
        let found = difference(condition.operator.kind, wanted, token)?;
        value.resolved.is_none().then_some((value, token, found))
    });
    let span = match (&finding.part, &parts) {
        (Some(part), _) => part
            .policy
            .as_ref()
            .map_or(part.value, |range| literal::part(&source.text, part.value, range.start, range.end)),
        (None, Some((value, _, found))) if finding.policy_label.is_none() => {
            tail(source, value.span, found.policy, value.text.len())
        }
        _ => nearest.map_or(condition.values_span, |(value, _)| value.span),
    };
    let text = finding.policy_label.clone().unwrap_or_else(|| match parts {
        Some(_) => "differs from here".into(),
        None => expectation(condition),
    });
    let mut labels = vec![
        label(source, span, text, true),
        label(source, condition.operator_span, meaning(condition).into(), false),
    ];
    if let Some((text, span)) = value_of_key(case.question, &condition.key) {
        let range = finding.part.as_ref().and_then(|part| part.claim.clone());
        let span = match (range, &parts) {
            (Some(range), _) => literal::part(&text.text, span, range.start, range.end),
            (None, Some((_, token, found))) if finding.claim_label.is_none() => {
                tail(&text, span, found.presented, token.len())
            }
            _ => span,
        };
        let said = finding.claim_label.clone().unwrap_or_else(|| "this is what came".into());
        labels.push(label(&text, span, said, true));
    }
    labels
}

/// Labels of a stage before the policies that failed: the claim it read.
fn of_stage(question: &Question, verdict: &Verdict) -> Vec<Label> {
    let id = verdict.failure.as_ref().map(|failure| failure.id);
    let claims: &[&str] = match (verdict.stage, id) {
        (Stage::Provider, _) => &["iss"],
        // Where there is `azp` it counts, and `aud` is not looked at.
        (Stage::Audience, _) => &["azp", "aud"],
        (Stage::Expiry, Some("token-from-the-future")) => &["iat"],
        (Stage::Expiry, Some("token-not-yet-valid")) => &["nbf"],
        (Stage::Expiry, _) => &["exp"],
        _ => return Vec::new(),
    };
    let found = claims.iter().find_map(|claim| value_of_claim(question, claim));
    found.map(|(source, span)| label(&source, span, String::new(), true)).into_iter().collect()
}

fn label(source: &SourceText, span: Span, text: String, primary: bool) -> Label {
    Label { source: source.clone(), span, text, primary }
}

/// The policy's value that fits the longest beginning of what was presented, with the presented value.
fn nearest_value(condition: &ConditionTrace) -> Option<(&ValueTrace, &str)> {
    let token = match &condition.presented {
        Presented::Single(value) => value.as_str(),
        Presented::Multi(values) => values.first()?.as_str(),
        Presented::Missing(_) | Presented::Unknown(_) => return None,
    };
    let value = condition.values.iter().max_by_key(|value| {
        let wanted = value.resolved.as_deref().unwrap_or(&value.text);
        // Of equals, `max_by_key` takes the last; the reversed index makes that the first as written.
        let fit = difference(condition.operator.kind, wanted, token).map_or(0, |found| found.presented);
        (fit, std::cmp::Reverse(value.span.start))
    })?;
    Some((value, token))
}

/// The part of a string value from byte `from` on; the whole of it where nothing is left.
fn tail(source: &SourceText, literal: Span, from: usize, length: usize) -> Span {
    let part = literal::part(&source.text, literal, from, length);
    if part.start < part.end { part } else { literal }
}

fn presented(failing: &Failing) -> String {
    failing.presented.as_ref().map(|values| values.join("`, `")).unwrap_or_default()
}

/// What stands under a condition's value where no cause has better words.
fn expectation(condition: &ConditionTrace) -> String {
    match &condition.presented {
        Presented::Missing(_) => format!("`{}` is not in the request context", condition.key),
        Presented::Unknown(_) => format!("`{}` is not known", condition.key),
        _ if condition.operator.kind.is_negated() => "excluded, and it is what came".into(),
        _ => "not what came".into(),
    }
}

/// What an operator does, in a few words.
fn meaning(condition: &ConditionTrace) -> &'static str {
    match condition.operator.kind {
        OperatorKind::StringEquals => "exact, case-sensitive",
        OperatorKind::StringEqualsIgnoreCase => "exact but for case",
        OperatorKind::StringLike => "`*` and `?` are wildcards, case-sensitive",
        OperatorKind::StringNotEquals => "holds unless a value is equal",
        OperatorKind::StringNotEqualsIgnoreCase => "holds unless a value is equal but for case",
        OperatorKind::StringNotLike => "holds unless a pattern matches",
        kind => match kind.family() {
            OperatorFamily::Numeric => "compares numbers",
            OperatorFamily::Date => "compares points in time",
            OperatorFamily::Bool => "`true` or anything else",
            OperatorFamily::Binary => "compares base64-encoded bytes",
            OperatorFamily::Ip => "compares IP networks",
            OperatorFamily::Arn => "compares ARNs segment by segment",
            OperatorFamily::Null => "tests whether the key is absent",
            OperatorFamily::String => "compares text",
        },
    }
}
