//! The answers about the jobs of a workflow.

use can_assume_core::iam::trace::Decision;
use can_assume_core::workflow::{Row, WorkflowAnswer};

use super::facts::{facts, verdict};
use super::words::{fold, sentence};
use crate::escape::{markdown as text, markdown_code as code};

/// The verdicts for the workflow called `name`: a table with a row for each job and role, and below it why.
pub fn workflow(name: &str, answer: &WorkflowAnswer) -> String {
    let count = |wanted: &[Decision]| {
        answer.rows.iter().filter(|row| wanted.contains(&row.answer.verdict.decision)).count()
    };
    let mut out = format!(
        "### {} — {} allowed, {} denied, {} undetermined\n",
        text(name),
        count(&[Decision::Allowed]),
        count(&[Decision::ExplicitDeny, Decision::ImplicitDeny]),
        count(&[Decision::Undetermined])
    );
    if !answer.rows.is_empty() {
        out.push_str("\n| verdict | job | when | role | because |\n|---|---|---|---|---|\n");
        answer.rows.iter().for_each(|row| out.push_str(&line(row)));
    }
    for row in &answer.rows {
        let title = format!("{}: {}", row.job, row.triggers.join(", "));
        out.push_str(&fold(&title, &details(row)));
    }
    for diagnostic in &answer.diagnostics {
        out.push_str(&format!("\n- {}", sentence(&diagnostic.headline)));
    }
    if !answer.diagnostics.is_empty() {
        out.push('\n');
    }
    out
}

fn line(row: &Row) -> String {
    let because = match &row.answer.cause {
        Some(cause) => sentence(&cause.headline),
        None => sentence(&crate::plain::because(&row.answer)),
    };
    format!(
        "| {} | {} | {} | {} | {because} |\n",
        verdict(row.answer.verdict.decision),
        text(&row.job),
        text(&row.triggers.join(", ")),
        row.role.as_deref().map(code).unwrap_or_default(),
    )
}

fn details(row: &Row) -> String {
    let mut out = String::new();
    for subject in &row.subjects {
        out.push_str(&format!("- {} {}\n", code("sub"), code(subject)));
    }
    for alternative in &row.alternatives {
        out.push_str(&format!(
            "- {}: {} ({})\n",
            verdict(alternative.decision),
            code(&alternative.subject),
            sentence(&alternative.when)
        ));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(&facts(&row.answer));
    out
}
