//! What failed, one entry for each element at fault.

use can_assume_iam::policy::Effect;
use can_assume_iam::span::Span;
use can_assume_iam::trace::{
    ActionTrace, ConditionTrace, Decision, Mismatch, Presented, PrincipalTrace, StatementTrace, Truth,
};

use super::nearest::nearest;
use crate::cause::comparison::Known;
use crate::failure::RegistrationMismatch;
use crate::verdict::{Evaluated, Evaluation, Verdict};

/// An element that keeps the request from being allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    /// Which policy it stands in; `None` for the registration of the provider.
    pub evaluated: Option<Evaluated>,
    /// Position of the statement, from 0.
    pub statement: Option<usize>,
    /// `Sid` of the statement, if written.
    pub sid: Option<String>,
    /// The condition operator, or `Principal`, `Action`, `provider` where no condition is at fault.
    pub operator: String,
    /// The condition key, or the type of principal, `Action`, `iss`, `aud`.
    pub key: String,
    /// What the policy (or the provider) accepts.
    pub policy_values: Vec<String>,
    /// What was presented; `None` when the key is not in the request context.
    pub presented: Option<Vec<String>>,
    /// Why it fails, kebab-case.
    pub mismatch: &'static str,
    /// Position of the condition in its statement, for conditions.
    pub condition: Option<usize>,
    /// Where the element stands in its policy.
    pub span: Option<Span>,
}

/// What failed in `verdict`, the nearest statement's elements first.
pub(super) fn failing(verdict: &Verdict, known: &Known<'_>) -> Vec<Failing> {
    if matches!(verdict.decision, Decision::Allowed) {
        return Vec::new();
    }
    if let Some(mismatch) = verdict.failure.as_ref().and_then(|failure| failure.registration.as_ref()) {
        return vec![of_registration(mismatch)];
    }
    let Some(evaluation) = verdict.deciding() else { return Vec::new() };
    if evaluation.decision() == Decision::Allowed {
        return Vec::new();
    }
    let mut found = Vec::new();
    if evaluation.decision() == Decision::ExplicitDeny {
        for statement in denying(evaluation) {
            found.extend(holding(evaluation, statement));
        }
        return found;
    }
    let nearest = nearest(evaluation, known);
    let others = evaluation.trace.statements.iter().filter(|statement| {
        statement.effect == Effect::Allow && nearest.is_none_or(|nearest| nearest.index != statement.index)
    });
    for statement in nearest.into_iter().chain(others) {
        found.extend(refusing(evaluation, statement));
    }
    found
}

/// The Deny statements that apply.
fn denying(evaluation: &Evaluation) -> impl Iterator<Item = &StatementTrace> {
    let applies =
        |statement: &&StatementTrace| statement.effect == Effect::Deny && statement.applies == Truth::True;
    evaluation.trace.statements.iter().filter(applies)
}

/// Every condition of a Deny statement that applies: all of them hold. Its action, where it has none.
fn holding(evaluation: &Evaluation, statement: &StatementTrace) -> Vec<Failing> {
    let mut found: Vec<Failing> = statement
        .conditions
        .iter()
        .enumerate()
        .map(|(index, condition)| Failing {
            mismatch: "deny-applies",
            ..of_condition(evaluation, statement, index, condition)
        })
        .collect();
    if found.is_empty() {
        found.push(Failing {
            mismatch: "deny-applies",
            ..of_action(evaluation, statement, &statement.action)
        });
    }
    found
}

/// The elements of an Allow statement that do not hold.
fn refusing(evaluation: &Evaluation, statement: &StatementTrace) -> Vec<Failing> {
    let mut found = Vec::new();
    if statement.principal.result == Truth::False {
        found.push(of_principal(evaluation, statement, &statement.principal));
    }
    if statement.action.result == Truth::False {
        found.push(of_action(evaluation, statement, &statement.action));
    }
    for (index, condition) in statement.conditions.iter().enumerate() {
        if condition.result != Truth::True {
            found.push(of_condition(evaluation, statement, index, condition));
        }
    }
    found
}

fn of_registration(mismatch: &RegistrationMismatch) -> Failing {
    Failing {
        evaluated: None,
        statement: None,
        sid: None,
        operator: "provider".into(),
        key: mismatch.claim.into(),
        policy_values: mismatch.registered.clone(),
        presented: Some(vec![mismatch.presented.clone()]),
        mismatch: "not-registered",
        condition: None,
        span: None,
    }
}

fn blank(evaluation: &Evaluation, statement: &StatementTrace) -> Failing {
    Failing {
        evaluated: Some(evaluation.policy),
        statement: Some(statement.index),
        sid: statement.sid.clone(),
        operator: String::new(),
        key: String::new(),
        policy_values: Vec::new(),
        presented: None,
        mismatch: "",
        condition: None,
        span: None,
    }
}

fn of_principal(evaluation: &Evaluation, statement: &StatementTrace, principal: &PrincipalTrace) -> Failing {
    let kind = principal.values.first().map_or("*", |(kind, _)| kind.as_str());
    Failing {
        operator: "Principal".into(),
        key: kind.into(),
        policy_values: principal.values.iter().map(|(_, value)| value.value.clone()).collect(),
        presented: Some(vec![evaluation.principal.clone()]),
        mismatch: "principal-mismatch",
        span: principal.values.first().map(|(_, value)| value.span).or(principal.span),
        ..blank(evaluation, statement)
    }
}

fn of_action(evaluation: &Evaluation, statement: &StatementTrace, action: &ActionTrace) -> Failing {
    Failing {
        operator: "Action".into(),
        key: "Action".into(),
        policy_values: action.values.iter().map(|value| value.value.clone()).collect(),
        presented: Some(vec![evaluation.action.clone()]),
        mismatch: "action-mismatch",
        span: Some(action.values.first().map_or(action.span, |value| value.span)),
        ..blank(evaluation, statement)
    }
}

fn of_condition(
    evaluation: &Evaluation,
    statement: &StatementTrace,
    index: usize,
    condition: &ConditionTrace,
) -> Failing {
    Failing {
        operator: condition.operator.to_string(),
        key: condition.key.clone(),
        policy_values: condition.values.iter().map(|value| value.text.clone()).collect(),
        presented: match &condition.presented {
            Presented::Single(value) => Some(vec![value.clone()]),
            Presented::Multi(values) => Some(values.clone()),
            Presented::Missing(_) | Presented::Unknown(_) => None,
        },
        mismatch: condition.mismatch.map_or("", Mismatch::as_str),
        condition: Some(index),
        span: Some(condition.values.first().map_or(condition.values_span, |value| value.span)),
        ..blank(evaluation, statement)
    }
}
