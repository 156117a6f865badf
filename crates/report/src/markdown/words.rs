//! Sentences with quoted values, and blocks of code.

use crate::escape::{html, markdown as text, markdown_code as code};

/// A sentence in which backticks quote what users wrote: each quoted part becomes a code span.
pub(crate) fn sentence(words: &str) -> String {
    let parts: Vec<&str> = words.split('`').collect();
    // An odd number of backticks quotes nothing.
    if parts.len().is_multiple_of(2) {
        return text(words);
    }
    parts
        .iter()
        .enumerate()
        .map(|(at, part)| match at % 2 {
            1 if !part.is_empty() => code(part),
            1 => String::new(),
            _ => text(part),
        })
        .collect()
}

/// A fenced block of lines that are safe to show; nothing in it ends the block.
pub(super) fn block(language: &str, lines: &str) -> String {
    let longest = lines.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let end = if lines.is_empty() || lines.ends_with('\n') { "" } else { "\n" };
    format!("{fence}{language}\n{lines}{end}{fence}\n")
}

/// Something that is folded in until somebody asks for it.
pub(super) fn fold(title: &str, inside: &str) -> String {
    format!("\n<details><summary>{}</summary>\n\n{inside}\n</details>\n", html(title))
}

/// A table with two columns and no head.
pub(super) fn table(rows: &[(&str, String)]) -> String {
    let rows: String = rows.iter().map(|(name, value)| format!("| {name} | {value} |\n")).collect();
    format!("| | |\n|---|---|\n{rows}")
}
