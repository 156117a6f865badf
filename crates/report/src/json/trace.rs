//! The evaluation, statement by statement.

use can_assume_core::iam::context::MissingReason;
use can_assume_core::iam::span::Span;
use can_assume_core::iam::trace::{ConditionTrace, Mismatch, Presented, StatementTrace, Truth};
use can_assume_core::verdict::{Evaluated, Evaluation};
use schemars::JsonSchema;
use serde::Serialize;

use super::check::decision;

/// One policy, evaluated for one action.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct JsonEvaluation {
    /// `trustPolicy`, `resourceControlPolicy` or `callerPolicy`.
    policy: &'static str,
    /// Position among the policies of this kind, from 0.
    index: usize,
    action: String,
    principal: String,
    decision: &'static str,
    statements: Vec<JsonStatement>,
}

impl JsonEvaluation {
    pub(super) fn new(evaluation: &Evaluation) -> Self {
        let (policy, index) = match evaluation.policy {
            Evaluated::TrustPolicy => ("trustPolicy", 0),
            Evaluated::ResourceControlPolicy(index) => ("resourceControlPolicy", index),
            Evaluated::CallerPolicy => ("callerPolicy", 0),
        };
        Self {
            policy,
            index,
            action: evaluation.action.clone(),
            principal: evaluation.principal.clone(),
            decision: decision(evaluation.decision()),
            statements: evaluation.trace.statements.iter().map(JsonStatement::new).collect(),
        }
    }
}

/// Bytes of the policy's text.
#[derive(Debug, Serialize, JsonSchema)]
struct JsonSpan {
    start: usize,
    end: usize,
}

impl From<Span> for JsonSpan {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

const fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Unknown => "unknown",
    }
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonStatement {
    index: usize,
    sid: Option<String>,
    effect: &'static str,
    span: JsonSpan,
    /// `true`, `false` or `unknown`: whether the statement applies.
    applies: &'static str,
    principal: JsonElement,
    action: JsonElement,
    conditions: Vec<JsonCondition>,
}

impl JsonStatement {
    fn new(statement: &StatementTrace) -> Self {
        Self {
            index: statement.index,
            sid: statement.sid.clone(),
            effect: statement.effect.as_str(),
            span: statement.span.into(),
            applies: truth(statement.applies),
            principal: JsonElement {
                result: truth(statement.principal.result),
                values: statement.principal.values.iter().map(|(_, value)| value.value.clone()).collect(),
            },
            action: JsonElement {
                result: truth(statement.action.result),
                values: statement.action.values.iter().map(|value| value.value.clone()).collect(),
            },
            conditions: statement.conditions.iter().map(JsonCondition::new).collect(),
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonElement {
    result: &'static str,
    values: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonCondition {
    operator: String,
    key: String,
    span: JsonSpan,
    result: &'static str,
    /// `present`, `missing`, `never-populated` or `unknown`.
    populated: &'static str,
    presented: Vec<String>,
    values: Vec<JsonValue>,
    mismatch: Option<&'static str>,
}

impl JsonCondition {
    fn new(condition: &ConditionTrace) -> Self {
        let (populated, presented) = match &condition.presented {
            Presented::Single(value) => ("present", vec![value.clone()]),
            Presented::Multi(values) => ("present", values.clone()),
            Presented::Missing(MissingReason::NotInThisRequest) => ("missing", Vec::new()),
            Presented::Missing(MissingReason::NeverPopulated) => ("never-populated", Vec::new()),
            Presented::Unknown(_) => ("unknown", Vec::new()),
        };
        Self {
            operator: condition.operator.to_string(),
            key: condition.key.clone(),
            span: condition.values_span.into(),
            result: truth(condition.result),
            populated,
            presented,
            values: condition
                .values
                .iter()
                .map(|value| JsonValue {
                    text: value.text.clone(),
                    resolved: value.resolved.clone(),
                    matched: truth(value.matched),
                })
                .collect(),
            mismatch: condition.mismatch.map(Mismatch::as_str),
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonValue {
    text: String,
    /// The value after policy variables, where it has any.
    resolved: Option<String>,
    matched: &'static str,
}
