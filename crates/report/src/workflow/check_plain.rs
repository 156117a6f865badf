//! The verdicts for a workflow, for people.

use anstyle::{AnsiColor, Style as Ansi};
use can_assume_core::iam::trace::Decision;
use can_assume_core::workflow::{Row, WorkflowAnswer};

use crate::concise;
use crate::escape::terminal;
use crate::plain::{self, Style};

/// A block for each row, what else is to be said of the workflow, and the count of the verdicts.
pub fn check(answer: &WorkflowAnswer, style: Style) -> String {
    let mut out = String::new();
    for row in &answer.rows {
        out.push_str(&block(row, style));
        out.push('\n');
    }
    if !answer.diagnostics.is_empty() {
        out.push_str(&plain::diagnostics(&answer.diagnostics, style));
        out.push('\n');
    }
    out.push_str(&summary(answer));
    out
}

/// One line a row, and its diagnostics.
pub fn check_concise(answer: &WorkflowAnswer) -> String {
    let mut out = String::new();
    for row in &answer.rows {
        let role = row.role.as_deref().unwrap_or("-");
        out.push_str(&format!(
            "{}: {}: {}: {}",
            terminal(&row.job),
            terminal(&row.triggers.join(", ")),
            terminal(role),
            concise::answer(&row.answer)
        ));
    }
    out.push_str(&concise::diagnostics(&answer.diagnostics));
    out
}

fn block(row: &Row, style: Style) -> String {
    let (word, colour) = match row.answer.verdict.decision {
        Decision::Allowed => ("ALLOWED", AnsiColor::Green),
        Decision::ExplicitDeny => ("DENIED (explicit)", AnsiColor::Red),
        Decision::ImplicitDeny => ("DENIED (implicit)", AnsiColor::Red),
        Decision::Undetermined => ("UNDETERMINED", AnsiColor::Yellow),
    };
    let verdict = &row.answer.verdict;
    let (strong, bold) = (Ansi::new().bold().fg_color(Some(colour.into())), Ansi::new().bold());
    let mut out = format!(
        "{strong}{word}{strong:#}   {bold}{}{bold:#}   {}\n",
        terminal(&row.job),
        terminal(&row.triggers.join(", "))
    );
    let mut fact = |name: &str, text: &str| out.push_str(&format!("  {name:8} {}\n", terminal(text)));
    if !row.matrix.is_empty() {
        fact("matrix", &row.matrix.join("; "));
    }
    if let Some(role) = &row.role {
        fact("role", role);
    }
    if verdict.decision == Decision::Allowed {
        fact("by", &plain::because(&row.answer));
    }
    for subject in &row.subjects {
        fact("sub", subject);
    }
    for alternative in &row.alternatives {
        let said = match alternative.decision {
            Decision::Allowed => "allowed",
            Decision::ExplicitDeny | Decision::ImplicitDeny => "denied",
            Decision::Undetermined => "open",
        };
        fact(said, &format!("{} ({})", alternative.subject, alternative.when));
    }
    if verdict.decision == Decision::Undetermined {
        // The cases stand above.
        let said = |key: &str| key == "sub" && !row.alternatives.is_empty();
        for missing in verdict.missing.iter().filter(|missing| !said(&missing.key)) {
            fact("open", &format!("`{}`: {}", missing.key, missing.reason));
        }
    }
    for assumption in &verdict.assumptions {
        fact("assumed", assumption);
    }
    for remark in &verdict.remarks {
        fact("note", remark);
    }
    if !row.answer.diagnostics.is_empty() {
        out.push('\n');
        out.push_str(&plain::diagnostics(&row.answer.diagnostics, style));
    }
    out
}

/// `3 verdicts: 1 allowed, 2 denied, 0 undetermined`.
fn summary(answer: &WorkflowAnswer) -> String {
    let count = |wanted: &[Decision]| -> usize {
        answer
            .rows
            .iter()
            .filter(|row| wanted.contains(&row.answer.verdict.decision))
            .map(|row| row.triggers.len())
            .sum()
    };
    let total: usize = answer.rows.iter().map(|row| row.triggers.len()).sum();
    format!(
        "{total} verdict{}: {} allowed, {} denied, {} undetermined\n",
        if total == 1 { "" } else { "s" },
        count(&[Decision::Allowed]),
        count(&[Decision::ExplicitDeny, Decision::ImplicitDeny]),
        count(&[Decision::Undetermined])
    )
}
