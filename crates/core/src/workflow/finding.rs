//! What else is to be said of the workflow.

use can_assume_github::workflow::{Finding, FindingId};

use super::WorkflowQuestion;
use crate::cause::workflow::replace_keys;
use crate::diagnostic::{Diagnostic, Level};

/// The findings and the notes of the prediction.
pub(super) fn diagnostics(question: &WorkflowQuestion<'_>) -> Vec<Diagnostic> {
    let prediction = question.prediction;
    let mut all: Vec<Diagnostic> =
        prediction.findings.iter().map(|finding| of_finding(question, finding)).collect();
    for note in &prediction.notes {
        let mut diagnostic = Diagnostic::new(Level::Note, "", note.text.as_str());
        if let Some(place) = note.place {
            let (source, span) = question.place(place);
            diagnostic = diagnostic.primary(&source, span, "");
        }
        all.push(diagnostic);
    }
    all
}

fn of_finding(question: &WorkflowQuestion<'_>, finding: &Finding) -> Diagnostic {
    let level = match finding.id {
        id if id.stops_the_run() => Level::Error,
        FindingId::NotFollowed => Level::Note,
        _ => Level::Warning,
    };
    let (source, span) = question.place(finding.place);
    let diagnostic =
        Diagnostic::new(level, finding.id.as_str(), finding.message.as_str()).primary(&source, span, "");
    match finding.id {
        FindingId::LongLivedKeys => {
            let mut diagnostic = diagnostic;
            diagnostic.helps.push(replace_keys(question, finding));
            diagnostic
        }
        _ => diagnostic,
    }
}
