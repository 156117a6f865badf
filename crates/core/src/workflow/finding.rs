//! What else is to be said of the workflow.

use can_assume_github::workflow::{Finding, FindingId};
use can_assume_iam::trace::Decision;

use super::{WorkflowFix, WorkflowQuestion, prove};
use crate::cause::workflow::{replace_keys, replace_keys_in_words};
use crate::diagnostic::{Diagnostic, Help, Level};
use crate::explain::ProvenFix;

/// The findings and the notes of the prediction.
pub(super) fn diagnostics(question: &WorkflowQuestion<'_>, fixes: &[WorkflowFix]) -> Vec<Diagnostic> {
    let prediction = question.prediction;
    let mut all: Vec<Diagnostic> =
        prediction.findings.iter().map(|finding| of_finding(question, finding, fixes)).collect();
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

fn of_finding(question: &WorkflowQuestion<'_>, finding: &Finding, fixes: &[WorkflowFix]) -> Diagnostic {
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
            let known = fixes.iter().find(|known| known.place == finding.place);
            diagnostic.helps.push(match known.map(|known| known.fix.clone()) {
                Some(fix) => Help { text: format!("{}; {}", fix.title, then(&fix)), edits: fix.edits },
                None => replace_keys_in_words(question, finding.place),
            });
            diagnostic
        }
        _ => diagnostic,
    }
}

/// The fixes of the findings.
pub(super) fn fixes(trials: &prove::Trials, question: &WorkflowQuestion<'_>) -> Vec<WorkflowFix> {
    let findings = question.prediction.findings.iter().filter(|one| one.id == FindingId::LongLivedKeys);
    findings
        .take(MOST_TRIED)
        .filter_map(|finding| {
            let fix = fix_of(trials, question, finding)?;
            let cause = finding.id.as_str();
            Some(WorkflowFix { cause, headline: finding.message.clone(), place: finding.place, fix })
        })
        .collect()
}

/// The fix that puts a role in the place of a key.
fn fix_of(trials: &prove::Trials, question: &WorkflowQuestion<'_>, finding: &Finding) -> Option<ProvenFix> {
    let keys = question.prediction.keys.iter().find(|keys| keys.place == finding.place)?;
    prove::of_keys(trials, question, keys, &replace_keys(question, finding.place)?)
}

fn then(fix: &ProvenFix) -> &'static str {
    match fix.decision_after {
        Decision::Allowed => "the role's policy then lets the job in",
        Decision::ExplicitDeny | Decision::ImplicitDeny => {
            "the job then has a token, which the role's policy still denies"
        }
        Decision::Undetermined => {
            "the job then has a token; whether the role's policy lets it in is undetermined"
        }
    }
}

/// How many keys of one workflow are looked into.
const MOST_TRIED: usize = 10;
