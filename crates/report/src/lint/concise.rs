//! One line a finding, for editors and grep.

use can_assume_core::diagnostic::Diagnostic;
use can_assume_core::lint::Report;

use crate::concise::diagnostics;

/// One line for each finding: `file:line:column: level[rule]: message: label`.
pub fn concise(report: &Report) -> String {
    let all: Vec<Diagnostic> = report.findings.iter().map(|finding| finding.diagnostic()).collect();
    diagnostics(&all)
}
