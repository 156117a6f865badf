//! What is answered of a workflow.

use can_assume_github::workflow::{AssumeStep, Candidate, Place, Token};
use can_assume_iam::trace::Decision;

use super::decide::Outcome;
use crate::diagnostic::Diagnostic;
use crate::explain::{Answer, ProvenFix};

/// The answer for a workflow.
#[derive(Debug, Clone)]
pub struct WorkflowAnswer {
    /// One for each job, trigger and role; equal answers for several triggers are one row.
    pub rows: Vec<Row>,
    /// What else is to be said of the workflow.
    pub diagnostics: Vec<Diagnostic>,
    /// Fixes of the workflow that are not one job's.
    pub fixes: Vec<WorkflowFix>,
}

/// A fix of what a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkflowFix {
    /// The permanent id of the cause.
    pub cause: &'static str,
    /// One line: what is the case.
    pub headline: String,
    /// Where the finding stands.
    pub place: Place,
    /// The edits, which were tried.
    pub fix: ProvenFix,
}

/// The answer for one job and role, and the triggers it is the same for.
#[derive(Debug, Clone)]
pub struct Row {
    /// The job; behind `›` the job of a workflow that it calls.
    pub job: String,
    /// The triggers, in the order of the workflow.
    pub triggers: Vec<String>,
    /// The rows of the matrix; empty without a matrix.
    pub matrix: Vec<String>,
    /// The role as the step names it.
    pub role: Option<String>,
    /// The subjects that the token can have; empty when there is no token.
    pub subjects: Vec<String>,
    /// The verdict in words.
    pub answer: Answer,
    /// Where the verdict depends on what is not known: the verdict in each case.
    pub alternatives: Vec<Alternative>,
}

/// The verdict in one of several cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// The case, e.g. `branch` is `main`.
    pub when: String,
    /// The subject in this case.
    pub subject: String,
    /// The verdict in this case.
    pub decision: Decision,
}

impl WorkflowAnswer {
    /// The worst decision of all rows: a denial before what is undetermined before what is allowed; `None` without rows.
    pub fn worst(&self) -> Option<Decision> {
        let rank = |decision: &Decision| match decision {
            Decision::ExplicitDeny => 3,
            Decision::ImplicitDeny => 2,
            Decision::Undetermined => 1,
            Decision::Allowed => 0,
        };
        self.rows.iter().map(|row| row.answer.verdict.decision).max_by_key(rank)
    }
}

impl Row {
    /// The row of one candidate and step.
    pub(super) fn new(candidate: &Candidate, step: Option<&AssumeStep>, outcome: Outcome) -> Self {
        let mut subjects: Vec<String> = Vec::new();
        if !matches!(candidate.token, Token::No { .. }) {
            subjects.extend(candidate.subjects.iter().map(|form| form.subject.to_string()));
        }
        Self {
            job: job_path(candidate),
            triggers: vec![candidate.scenario.describe()],
            matrix: candidate.rows.clone(),
            role: step.and_then(|step| step.role.as_ref()).map(|role| role.value.to_string()),
            subjects,
            answer: outcome.answer,
            alternatives: outcome.alternatives,
        }
    }

    /// Whether the other row differs in nothing but its trigger.
    pub(super) fn is_same_case(&self, other: &Self) -> bool {
        let same = |one: &Answer, other: &Answer| {
            one.verdict.decision == other.verdict.decision
                && one.verdict.stage == other.verdict.stage
                && one.cause == other.cause
                && one.other_causes == other.other_causes
                && one.fixes == other.fixes
                && one.verdict.assumptions == other.verdict.assumptions
        };
        self.job == other.job
            && self.matrix == other.matrix
            && self.role == other.role
            && self.subjects == other.subjects
            && self.alternatives == other.alternatives
            && same(&self.answer, &other.answer)
    }

    /// Adds the triggers of the same case.
    pub(super) fn merge(&mut self, other: Self) {
        for trigger in other.triggers {
            if !self.triggers.contains(&trigger) {
                self.triggers.push(trigger);
            }
        }
    }
}

/// The job's id, behind those of the jobs that call it.
pub fn job_path(candidate: &Candidate) -> String {
    let callers = candidate.chain.iter().map(|call| call.job.as_str());
    callers.chain([candidate.job.as_str()]).collect::<Vec<_>>().join(" › ")
}
