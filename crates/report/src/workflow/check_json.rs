//! The output of `check --workflow`.

use can_assume_core::workflow::{Alternative, Row, WorkflowAnswer};
use schemars::JsonSchema;
use serde::Serialize;

use crate::json::{CheckReport, JsonDiagnostic, decision, pretty};

/// The verdicts for the workflow called `workflow`, as one JSON document with a final newline.
pub fn check(workflow: &str, answer: &WorkflowAnswer) -> String {
    pretty(&WorkflowReport::new(workflow, answer))
}

/// The JSON schema of [`check`], with a final newline.
pub fn check_schema() -> String {
    pretty(&schemars::schema_for!(WorkflowReport))
}

/// The answer of `check --workflow`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct WorkflowReport {
    /// Version of this format.
    version: u32,
    /// One for each job, trigger and role.
    results: Vec<JsonResult>,
    /// What else is to be said of the workflow.
    diagnostics: Vec<JsonDiagnostic>,
}

impl WorkflowReport {
    /// The report of `answer`; a row that holds for several triggers becomes one result for each.
    pub fn new(workflow: &str, answer: &WorkflowAnswer) -> Self {
        let results = answer
            .rows
            .iter()
            .flat_map(|row| row.triggers.iter().map(move |trigger| JsonResult::new(workflow, row, trigger)))
            .collect();
        Self {
            version: 1,
            results,
            diagnostics: answer.diagnostics.iter().map(JsonDiagnostic::new).collect(),
        }
    }
}

/// The verdict for one job, trigger and role, with the members of `check`'s answer.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonResult {
    /// The file.
    workflow: String,
    /// The job; behind `›` the job of a workflow that it calls.
    job: String,
    /// The event and the refs, e.g. `push refs/heads/main`.
    trigger: String,
    /// The rows of the matrix; empty without a matrix.
    matrix: Vec<String>,
    /// The role as the step names it; null when no step is known to assume one.
    role: Option<String>,
    /// The subjects that the token can have; empty when there is no token.
    subjects: Vec<String>,
    /// Where the verdict depends on what is not known: the verdict in each case.
    alternatives: Vec<JsonAlternative>,
    #[serde(flatten)]
    check: CheckReport,
}

impl JsonResult {
    fn new(workflow: &str, row: &Row, trigger: &str) -> Self {
        Self {
            workflow: workflow.to_owned(),
            job: row.job.clone(),
            trigger: trigger.to_owned(),
            matrix: row.matrix.clone(),
            role: row.role.clone(),
            subjects: row.subjects.clone(),
            alternatives: row.alternatives.iter().map(JsonAlternative::new).collect(),
            check: CheckReport::new(&row.answer),
        }
    }
}

/// The verdict in one of several cases.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct JsonAlternative {
    /// The case.
    when: String,
    /// The subject in this case.
    subject: String,
    /// `allowed`, `explicitDeny`, `implicitDeny` or `undetermined`.
    decision: &'static str,
}

impl JsonAlternative {
    fn new(alternative: &Alternative) -> Self {
        Self {
            when: alternative.when.clone(),
            subject: alternative.subject.clone(),
            decision: decision(alternative.decision),
        }
    }
}
