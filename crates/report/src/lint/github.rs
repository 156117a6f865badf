//! Workflow commands: annotations in a run of GitHub Actions.
//!
//! Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use can_assume_core::iam::line_index::LineIndex;
use can_assume_core::lint::{Finding, Report, Severity};

use crate::escape::{command_message, command_property, terminal};

/// How many annotations a step shows of one kind.
const MOST: usize = 10;

/// At most ten annotations, the gravest findings first; where there are more, the tenth counts the others.
pub fn github(report: &Report) -> String {
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let shown = if findings.len() > MOST { MOST - 1 } else { findings.len() };
    let mut out: String = findings.iter().take(shown).map(|finding| command(finding)).collect();
    if findings.len() > shown {
        let others = findings.len() - shown;
        out.push_str(&format!(
            "::notice title=can-assume::{others} more findings; the log of the step has all\n"
        ));
    }
    out
}

fn command(finding: &Finding) -> String {
    let name = match finding.severity {
        Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    if let Some((source, span)) = finding.place() {
        let (from, to) = LineIndex::new(&source.text).range(span);
        properties.push(format!("file={}", command_property(&source.name)));
        properties.push(format!("line={}", from.line));
        properties.push(format!("endLine={}", to.line));
        // Columns of a range over several lines would be read as columns of its first line.
        if from.line == to.line {
            properties.push(format!("col={}", from.column));
            properties.push(format!("endColumn={}", to.column));
        }
    }
    properties.push(format!("title={}", command_property(&format!("can-assume {}", finding.rule.id))));
    let mut message = terminal(&finding.message).into_owned();
    for note in finding.diagnostic().notes {
        message.push('\n');
        message.push_str(&terminal(&note));
    }
    format!("::{name} {}::{}\n", properties.join(","), command_message(&message))
}
