//! A table with details, for a job summary or an issue.

use can_assume_core::diagnostic::Help;
use can_assume_core::iam::line_index::LineIndex;
use can_assume_core::lint::{Finding, Report};

use super::plain::summary;
use crate::escape::{markdown as text, markdown_code as code};
use crate::markdown::sentence;

/// The counts, a table of the findings, and the details of each in a fold.
pub fn markdown(report: &Report) -> String {
    let mut out = format!("### can-assume lint: {}\n", text(summary(report).trim_end()));
    if report.findings.is_empty() {
        return out;
    }
    out.push_str("\n| severity | rule | place | finding |\n|---|---|---|---|\n");
    for finding in &report.findings {
        out.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            finding.severity.as_str(),
            code(finding.rule.id),
            place(finding),
            sentence(&finding.message)
        ));
    }
    for finding in &report.findings {
        out.push_str(&details(finding));
    }
    out
}

fn place(finding: &Finding) -> String {
    let Some((source, span)) = finding.place() else { return String::new() };
    let at = LineIndex::new(&source.text).position(span.start);
    code(&format!("{}:{}:{}", source.name, at.line, at.column))
}

fn details(finding: &Finding) -> String {
    let diagnostic = finding.diagnostic();
    let mut out =
        format!("\n<details><summary>{} {}</summary>\n\n", text(finding.rule.id), text(&finding.message));
    for label in diagnostic.labels.iter().filter(|label| !label.text.is_empty()) {
        let written: String = label.span.text(&label.source.text).chars().take(200).collect();
        out.push_str(&format!("- {}: {}\n", code(&written), sentence(&label.text)));
    }
    for note in &diagnostic.notes {
        out.push_str(&format!("- {}\n", sentence(note)));
    }
    for help in &diagnostic.helps {
        out.push_str(&format!("- **help**: {}{}\n", sentence(&help.text), edits(help)));
    }
    out.push_str("\n</details>\n");
    out
}

fn edits(help: &Help) -> String {
    let one = |edit: &can_assume_core::diagnostic::Edit| {
        let line = LineIndex::new(&edit.source.text).position(edit.span.start).line;
        let old = edit.span.text(&edit.source.text);
        match (old.is_empty(), edit.replacement.is_empty()) {
            (true, _) => format!("line {line}: insert {}", code(&edit.replacement)),
            (_, true) => format!("line {line}: take {} out", code(old)),
            _ => format!("line {line}: {} → {}", code(old), code(&edit.replacement)),
        }
    };
    let all: Vec<String> = help.edits.iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!(" ({})", all.join("; ")) }
}
