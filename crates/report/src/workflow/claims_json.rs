//! The output of `claims`.

use std::collections::BTreeMap;

use can_assume_core::github::workflow::{
    AssumeStep, Candidate, JobEnvironment, Oidc, Place, Prediction, Token,
};
use can_assume_core::workflow::job_path;
use schemars::JsonSchema;
use serde::Serialize;

use crate::json::pretty;

/// The claims of the candidates as one JSON document with a final newline.
pub fn claims(prediction: &Prediction, candidates: &[Candidate]) -> String {
    pretty(&ClaimsReport::new(prediction, candidates))
}

/// The JSON schema of [`claims`], with a final newline.
pub fn claims_schema() -> String {
    pretty(&schemars::schema_for!(ClaimsReport))
}

/// The answer of `claims`. A text that is not known before the run has holes, written `<name>`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClaimsReport {
    /// Version of this format.
    version: u32,
    /// `name:` of the workflow, else the path of its file.
    workflow: String,
    /// The file as it was given.
    file: String,
    /// One for each job, trigger and row of the matrix.
    tokens: Vec<JsonToken>,
    /// The triggers for which a job does not run.
    skipped: Vec<JsonSkipped>,
    /// What is wrong or unusual whatever the trigger.
    findings: Vec<JsonFinding>,
    /// Remarks on the input and on the limits of the prediction.
    notes: Vec<String>,
    /// Whether every case was looked at.
    complete: bool,
}

impl ClaimsReport {
    /// The report of these candidates.
    pub fn new(prediction: &Prediction, candidates: &[Candidate]) -> Self {
        let skipped = prediction.jobs.iter().flat_map(|job| {
            job.skipped.iter().map(|skipped| JsonSkipped {
                job: job.id.clone(),
                trigger: skipped.scenario.describe(),
                place: skipped.place.and_then(|at| JsonLine::new(prediction, at)),
            })
        });
        Self {
            version: 1,
            workflow: prediction.workflow.clone(),
            file: prediction.files.first().map(|file| file.name.clone()).unwrap_or_default(),
            tokens: candidates.iter().map(|candidate| JsonToken::new(prediction, candidate)).collect(),
            skipped: skipped.collect(),
            findings: prediction
                .findings
                .iter()
                .map(|finding| JsonFinding {
                    id: finding.id.as_str(),
                    place: JsonLine::new(prediction, finding.place),
                    message: finding.message.clone(),
                })
                .collect(),
            notes: prediction.notes.iter().map(|note| note.text.clone()).collect(),
            complete: prediction.complete,
        }
    }
}

/// The token of one job under one trigger.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonToken {
    /// The job; behind `›` the job of a workflow that it calls.
    job: String,
    /// The event and the refs, e.g. `push refs/heads/main`.
    trigger: String,
    /// The event.
    event: String,
    /// The ref; empty when the run has none.
    r#ref: String,
    /// The rows of the matrix; empty without a matrix.
    matrix: Vec<String>,
    /// The environment; null without one.
    environment: Option<String>,
    /// `yes`, `no` or `maybe`.
    token: &'static str,
    /// Why there is no token, or why there may be none.
    reason: Option<&'static str>,
    /// The same in a sentence.
    text: Option<String>,
    /// The line that decides about the token.
    place: Option<JsonLine>,
    /// The subjects that the token can have, the likeliest first; what they would be where there is no token.
    subjects: Vec<JsonSubject>,
    /// The other claims, as far as they are known.
    claims: BTreeMap<String, String>,
    /// The steps that assume a role.
    steps: Vec<JsonStep>,
    /// What has to hold and the workflow does not say.
    assumptions: Vec<String>,
}

impl JsonToken {
    fn new(prediction: &Prediction, candidate: &Candidate) -> Self {
        let (token, reason, text, place) = match &candidate.token {
            Token::Yes { place } => ("yes", None, None, *place),
            Token::No { reason, place, text } => ("no", Some(reason.as_str()), Some(text), *place),
            Token::Maybe { reason, place, text } => ("maybe", Some(reason.as_str()), Some(text), *place),
        };
        Self {
            job: job_path(candidate),
            trigger: candidate.scenario.describe(),
            event: candidate.scenario.event.clone(),
            r#ref: candidate.scenario.git_ref.full().to_string(),
            matrix: candidate.rows.clone(),
            environment: match &candidate.environment {
                JobEnvironment::None => None,
                JobEnvironment::Named { name, .. } => Some(name.to_string()),
                JobEnvironment::Unknown { .. } => Some("<environment>".to_owned()),
            },
            token,
            reason,
            text: text.cloned(),
            place: JsonLine::new(prediction, place),
            subjects: candidate
                .subjects
                .iter()
                .map(|form| JsonSubject {
                    subject: form.subject.to_string(),
                    immutable: form.immutable,
                    when: form.when.clone(),
                    unsettled: form.unsettled,
                })
                .collect(),
            claims: candidate.claims.iter().map(|(name, value)| (name.clone(), value.to_string())).collect(),
            steps: candidate.steps.iter().map(|step| JsonStep::new(prediction, step)).collect(),
            assumptions: candidate.assumptions.iter().map(|assumption| assumption.text.clone()).collect(),
        }
    }
}

/// One form that the subject can have.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonSubject {
    subject: String,
    /// Whether the repository's segment has ids.
    immutable: bool,
    /// Under which condition it has this form, if there are several.
    when: Option<String>,
    /// Whether GitHub's behaviour is not documented for it.
    unsettled: bool,
}

/// A step that assumes a role, or means to.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonStep {
    label: String,
    place: Option<JsonLine>,
    role: Option<String>,
    audience: String,
    session_name: String,
    duration_seconds: Option<String>,
    /// `yes`, `no` or `maybe`: whether it presents the job's token to STS.
    oidc: &'static str,
    /// Why it does not, or may not.
    reason: Option<String>,
    assumptions: Vec<String>,
}

impl JsonStep {
    fn new(prediction: &Prediction, step: &AssumeStep) -> Self {
        let (oidc, reason) = match &step.oidc {
            Oidc::Yes => ("yes", None),
            Oidc::No { text, .. } => ("no", Some(text.clone())),
            Oidc::Maybe { text, .. } => ("maybe", Some(text.clone())),
        };
        Self {
            label: step.label.clone(),
            place: JsonLine::new(prediction, step.place),
            role: step.role.as_ref().map(|role| role.value.to_string()),
            audience: step.audience.value.to_string(),
            session_name: step.session_name.value.to_string(),
            duration_seconds: step.duration_seconds.as_ref().map(|duration| duration.value.to_string()),
            oidc,
            reason,
            assumptions: step.assumptions.iter().map(|assumption| assumption.text.clone()).collect(),
        }
    }
}

/// A trigger for which a job does not run.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonSkipped {
    job: String,
    trigger: String,
    /// The `if:` that decides, if one of the job's own does.
    place: Option<JsonLine>,
}

/// Something wrong or unusual.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonFinding {
    /// The permanent id.
    id: &'static str,
    place: Option<JsonLine>,
    message: String,
}

/// A place in a file.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonLine {
    file: String,
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
}

impl JsonLine {
    fn new(prediction: &Prediction, at: Place) -> Option<Self> {
        let (file, line, column) = prediction.line_column(at)?;
        Some(Self { file: file.to_owned(), line, column })
    }
}
