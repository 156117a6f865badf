//! From a workflow and policies to verdicts: which job, started by what, gets which role.
//!
//! [`check`] takes a prediction apart into one [`Row`] for each job, trigger and step that assumes a role, and answers
//! each as [`crate::explain`] would: a job without a token is denied at the stage `token`, with the line that decides
//! and an edit that was tried; any other is decided by its role's policy.
//!
//! What the workflow leaves open is decided exactly where that can be done: the values of a hole are split by the
//! conditions of the policies, one value of each part is decided, and only a verdict on which all agree is given.
//!
//! | file | what |
//! |---|---|
//! | `row` | what is answered; what is asked is in [`crate::question`] |
//! | `select` | the jobs, events and refs that are asked for |
//! | `role` | which policy belongs to the role of a step |
//! | `hole`, `atom`, `world` | the values of the holes, split by what the policies ask of them |
//! | `verdicts` | one candidate against one policy, case by case |
//! | `decide` | the answer for one candidate |
//! | `refused` | no token, or a token that is not presented |
//! | `prove` | the trial of a fix |
//! | `finding` | what else is to be said of the workflow |

mod atom;
mod decide;
mod finding;
mod hole;
mod prove;
mod refused;
mod role;
mod row;
mod select;
mod verdicts;
mod world;

pub use crate::question::{RolePolicy, Selection, WorkflowQuestion};
pub use row::{Alternative, Row, WorkflowAnswer, WorkflowFix, job_path};
pub use select::{SelectionError, select};

use can_assume_github::workflow::{AssumeStep, Candidate, Token};

use crate::explain::Gains;

/// Answers for every job, trigger and step of the prediction that the question selects; equal answers are put
/// together.
///
/// # Errors
/// When the selection fits no job, no event or no ref of the workflow, or no step of it that assumes a role.
pub fn check(question: &WorkflowQuestion<'_>) -> Result<WorkflowAnswer, SelectionError> {
    let candidates = select::select(question.prediction, question.selection)?;
    let (mut gains, trials) = (Gains::default(), prove::Trials::new());
    let mut rows: Vec<Row> = Vec::new();
    let wanted: Vec<&Candidate> = candidates.iter().filter(|candidate| !candidate.steps.is_empty()).collect();
    if wanted.is_empty() && candidates.iter().any(|candidate| candidate.steps_left_out) {
        return Err(SelectionError::no_step(question.prediction));
    }
    // A workflow in which no step is known to assume a role is answered for all of its jobs.
    let wanted = if wanted.is_empty() { candidates.iter().collect() } else { wanted };
    for candidate in wanted {
        let steps: Vec<Option<&AssumeStep>> =
            if candidate.steps.is_empty() { vec![None] } else { candidate.steps.iter().map(Some).collect() };
        for step in steps {
            let row = row_of(question, candidate, step, &trials, &mut gains);
            match rows.iter_mut().find(|known| known.is_same_case(&row)) {
                Some(known) => known.merge(row),
                None => rows.push(row),
            }
        }
    }
    let fixes = finding::fixes(&trials, question);
    let diagnostics = finding::diagnostics(question, &fixes);
    Ok(WorkflowAnswer { rows, diagnostics, fixes })
}

/// The answer for one step of one candidate.
fn row_of(
    question: &WorkflowQuestion<'_>,
    candidate: &Candidate,
    step: Option<&AssumeStep>,
    trials: &prove::Trials,
    gains: &mut Gains,
) -> Row {
    let outcome = match (&candidate.token, step) {
        (Token::No { .. }, _) => decide::Outcome::of(refused::no_token(trials, question, candidate, step)),
        (_, Some(step)) if refused::is_not_presented(step) => {
            decide::Outcome::of(refused::not_presented(trials, question, candidate, step))
        }
        _ => decide::decide(question, candidate, step, gains),
    };
    Row::new(candidate, step, outcome)
}
