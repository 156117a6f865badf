//! What stands around the reason: AWS's own words, what would decide, what was taken for granted.

use can_assume_core::explain::Answer;

use crate::escape::terminal;

/// Lines of `label: text`, a blank line before them; empty when there is nothing to say.
pub(super) fn around(answer: &Answer) -> String {
    let verdict = &answer.verdict;
    let mut lines: Vec<(&str, String)> = Vec::new();
    if let Some(failure) = &verdict.failure {
        lines.push(("AWS says", format!("{}: {}", failure.code, failure.message)));
        if let Some(old) = &failure.old_message {
            lines.push(("before 2026", old.clone()));
        }
    }
    for key in &verdict.missing {
        lines.push(("unknown", format!("`{}`: {}", key.key, key.reason)));
    }
    if verdict.missing.iter().any(|key| !key.key.starts_with("--")) {
        lines.push(("help", "supply what is unknown with `--context KEY=VALUE`, or add the claim".into()));
    } else if let Some(option) = verdict.missing.first() {
        lines.push(("help", format!("give `{} FILE`", option.key)));
    }
    lines.extend(verdict.assumptions.iter().map(|text| ("assumed", text.clone())));
    lines.extend(verdict.remarks.iter().map(|text| ("note", text.clone())));
    if lines.is_empty() {
        return String::new();
    }
    let shown: String =
        lines.iter().map(|(label, text)| format!("  {label}: {}\n", terminal(text))).collect();
    format!("\n{shown}")
}
