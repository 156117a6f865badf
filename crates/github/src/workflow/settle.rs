//! What is said once all jobs were looked at.

use super::candidate::{JobPrediction, NoToken, Token};
use super::finding::{Finding, Report};
use crate::facts::Facts;
use crate::template::{EffectiveTemplate, Immutability};

/// GitHub refuses the workflow as a whole: no job of it is issued a token.
pub(super) fn run_does_not_start(jobs: &mut [JobPrediction], findings: &[Finding]) {
    let Some(finding) = findings.iter().find(|finding| finding.id.stops_the_run()) else { return };
    for candidate in jobs.iter_mut().flat_map(|job| &mut job.candidates) {
        if !matches!(candidate.token, Token::No { .. }) {
            candidate.token = Token::No {
                reason: NoToken::RunDoesNotStart,
                place: finding.place,
                text: format!("GitHub does not start the run: {}", finding.message),
            };
        }
    }
}

/// Says which facts would have narrowed the prediction.
pub(super) fn explain_open_facts(facts: &Facts, report: &mut Report) {
    if let Immutability::Unknown { reason, .. } = facts.immutability() {
        let text = format!(
            "whether the repository's subjects are immutable is not known, both forms are given: {}",
            reason.text()
        );
        report.note(None, text);
    }
    match facts.effective_template() {
        EffectiveTemplate::Is { .. } => {}
        EffectiveTemplate::Unknown(why) if facts.template.is_none() => {
            report.note(None, format!("{why}; GitHub's default is assumed"));
        }
        EffectiveTemplate::Unknown(why) => report.note(None, why),
        EffectiveTemplate::Malformed(why) => report.note(None, why),
    }
}
