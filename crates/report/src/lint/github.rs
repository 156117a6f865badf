//! Workflow commands: annotations in a run of GitHub Actions.

use can_assume_core::diagnostic::Diagnostic;
use can_assume_core::lint::Report;

use crate::github::diagnostics;

/// At most ten annotations, the gravest findings first; where there are more, the tenth counts the others.
pub fn github(report: &Report) -> String {
    let all: Vec<Diagnostic> = report.findings.iter().map(|finding| finding.diagnostic()).collect();
    diagnostics(&all)
}
