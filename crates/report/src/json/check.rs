//! The output of `check`.

use can_assume_core::explain::{Answer, Failing, NamedCause, ProvenFix};
use can_assume_core::iam::trace::{Decision, UnknownKey};
use schemars::JsonSchema;
use serde::Serialize;

use super::place::{JsonDiagnostic, JsonEdit};
use super::trace::JsonEvaluation;

/// The answer of `check`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckReport {
    /// Version of this format.
    version: u32,
    /// `allowed`, `explicitDeny`, `implicitDeny` or `undetermined`.
    decision: &'static str,
    /// Where it was decided: `token`, `provider`, `audience`, `signature`, `expiry`, `trust-policy`, `guardrail` or `request`.
    stage: &'static str,
    /// `verified`, `unverified` or `predicted`.
    authenticity: &'static str,
    /// Of a denial: what AWS answers.
    aws: Option<JsonAws>,
    /// Of a denial: why, with its permanent id.
    cause: Option<JsonCause>,
    /// Further causes, in the order in which fixing them matters.
    other_causes: Vec<JsonCause>,
    /// What failed, the nearest statement's elements first.
    failing: Vec<JsonFailing>,
    /// Of an undetermined decision: the keys that would decide it.
    missing: Vec<JsonMissing>,
    /// Edits that were applied and evaluated.
    fixes: Vec<JsonFix>,
    /// What was taken for granted because nobody said it.
    assumptions: Vec<String>,
    /// What is worth knowing beside the decision.
    remarks: Vec<String>,
    /// The evaluation of every policy.
    trace: JsonTrace,
    /// What is shown to people.
    diagnostics: Vec<JsonDiagnostic>,
}

impl CheckReport {
    /// The report of `answer`.
    pub fn new(answer: &Answer) -> Self {
        let verdict = &answer.verdict;
        Self {
            version: 1,
            decision: decision(verdict.decision),
            stage: verdict.stage.as_str(),
            authenticity: verdict.authenticity.as_str(),
            aws: verdict.failure.as_ref().map(|failure| JsonAws {
                code: failure.code.to_owned(),
                message: failure.message.clone(),
                old_message: failure.old_message.clone(),
            }),
            cause: answer.cause.as_ref().map(JsonCause::new),
            other_causes: answer.other_causes.iter().map(JsonCause::new).collect(),
            failing: answer.failing.iter().map(JsonFailing::new).collect(),
            missing: verdict.missing.iter().map(JsonMissing::new).collect(),
            fixes: answer.fixes.iter().map(JsonFix::new).collect(),
            assumptions: verdict.assumptions.clone(),
            remarks: verdict.remarks.clone(),
            trace: JsonTrace { evaluations: verdict.evaluations.iter().map(JsonEvaluation::new).collect() },
            diagnostics: answer.diagnostics.iter().map(JsonDiagnostic::new).collect(),
        }
    }
}

pub(crate) const fn decision(decision: Decision) -> &'static str {
    match decision {
        Decision::Allowed => "allowed",
        Decision::ExplicitDeny => "explicitDeny",
        Decision::ImplicitDeny => "implicitDeny",
        Decision::Undetermined => "undetermined",
    }
}

/// What AWS answers.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonAws {
    /// The error code.
    code: String,
    /// The message, in the wording of 2026.
    message: String,
    /// The message in the wording before 2026, where it differed.
    old_message: Option<String>,
}

/// A cause.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonCause {
    /// The permanent id; `can-assume explain ID` prints its page.
    id: &'static str,
    /// One line.
    headline: String,
}

impl JsonCause {
    fn new(cause: &NamedCause) -> Self {
        Self { id: cause.id, headline: cause.headline.clone() }
    }
}

/// An element that keeps the request from being allowed.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonFailing {
    /// Position of the statement, from 0; null for the provider's registration.
    statement: Option<usize>,
    sid: Option<String>,
    /// The condition operator, or `Principal`, `Action`, `provider`.
    operator: String,
    /// The condition key, or the type of principal, `Action`, `iss`, `aud`.
    key: String,
    policy_values: Vec<String>,
    /// What was presented; null when the key is absent from the request context, a list when it is multivalued.
    token_value: JsonPresented,
    /// Why it fails.
    mismatch: &'static str,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
enum JsonPresented {
    One(Option<String>),
    Several(Vec<String>),
}

impl JsonFailing {
    fn new(failing: &Failing) -> Self {
        Self {
            statement: failing.statement,
            sid: failing.sid.clone(),
            operator: failing.operator.clone(),
            key: failing.key.clone(),
            policy_values: failing.policy_values.clone(),
            token_value: match failing.presented.as_deref() {
                None => JsonPresented::One(None),
                Some([one]) => JsonPresented::One(Some(one.clone())),
                Some(several) => JsonPresented::Several(several.to_vec()),
            },
            mismatch: failing.mismatch,
        }
    }
}

/// A key that would decide.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonMissing {
    key: String,
    reason: String,
}

impl JsonMissing {
    fn new(missing: &UnknownKey) -> Self {
        Self { key: missing.key.clone(), reason: missing.reason.clone() }
    }
}

/// A fix that was tried and found to help.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonFix {
    title: String,
    file: String,
    edits: Vec<JsonEdit>,
    /// The decision once the edits are made.
    decision_after: &'static str,
    /// What else the edits let in.
    gains: Vec<String>,
}

impl JsonFix {
    fn new(fix: &ProvenFix) -> Self {
        Self {
            title: fix.title.clone(),
            file: fix.file.clone(),
            edits: fix.edits.iter().map(JsonEdit::new).collect(),
            decision_after: decision(fix.decision_after),
            gains: fix.gains.clone(),
        }
    }
}

/// The evaluation of every policy.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonTrace {
    evaluations: Vec<JsonEvaluation>,
}
