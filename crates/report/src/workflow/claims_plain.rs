//! The claims of a workflow's jobs, for people.

use anstyle::Style as Ansi;
use can_assume_core::github::workflow::{Candidate, Oidc, Prediction, Token};
use can_assume_core::workflow::job_path;

use super::table::table;
use crate::escape::terminal;

/// A table of jobs and triggers with the subject each would send, and below it why, and what was taken for granted.
///
/// Where the terminal is narrower than `width` columns, each case stands on lines of its own.
pub fn claims(prediction: &Prediction, candidates: &[Candidate], width: usize) -> String {
    let rows: Vec<Vec<String>> = candidates.iter().flat_map(rows).collect();
    let bold = Ansi::new().bold();
    let mut out = format!("{bold}{}{bold:#}\n\n", terminal(&prediction.workflow));
    out.push_str(&table(&["JOB", "TRIGGER", "SUBJECT"], &rows, width).unwrap_or_else(|| stacked(&rows)));
    out.push_str(&all_details(prediction, candidates));
    let skipped = skipped(prediction);
    if !skipped.is_empty() {
        out.push_str(&format!("\n{bold}does not run{bold:#}\n{skipped}"));
    }
    if !prediction.findings.is_empty() || !prediction.notes.is_empty() {
        out.push('\n');
    }
    for finding in &prediction.findings {
        let place = place(prediction, finding.place);
        out.push_str(&format!("{}{place}: {}\n", finding.id.as_str(), terminal(&finding.message)));
    }
    for note in &prediction.notes {
        let place = note.place.map(|at| place(prediction, at)).unwrap_or_default();
        out.push_str(&format!("note{place}: {}\n", terminal(&note.text)));
    }
    out
}

/// One row for each subject a candidate can have.
fn rows(candidate: &Candidate) -> Vec<Vec<String>> {
    let job = terminal(&job_path(candidate)).into_owned();
    let trigger = terminal(&candidate.scenario.describe()).into_owned();
    let subjects: Vec<String> = match &candidate.token {
        Token::No { reason, .. } => vec![format!("no token: {}", reason.as_str())],
        _ => candidate.subjects.iter().map(|form| terminal(&form.subject.to_string()).into_owned()).collect(),
    };
    subjects
        .into_iter()
        .enumerate()
        .map(|(index, subject)| {
            if index == 0 {
                vec![job.clone(), trigger.clone(), subject]
            } else {
                vec![String::new(), String::new(), subject]
            }
        })
        .collect()
}

fn stacked(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for row in rows {
        if let [job, trigger, subject] = row.as_slice() {
            if !job.is_empty() {
                out.push_str(&format!("{job}: {trigger}\n"));
            }
            out.push_str(&format!("  {subject}\n"));
        }
    }
    out
}

/// What stands behind the cases of each job; triggers of which the same is to be said stand together.
fn all_details(prediction: &Prediction, candidates: &[Candidate]) -> String {
    let mut blocks: Vec<(String, Vec<String>, Vec<String>)> = Vec::new();
    for candidate in candidates {
        let (job, lines) = (job_path(candidate), details(prediction, candidate));
        let trigger = candidate.scenario.describe();
        match blocks.iter_mut().find(|(known, _, same)| *known == job && *same == lines) {
            Some((_, triggers, _)) if !triggers.contains(&trigger) => triggers.push(trigger),
            Some(_) => {}
            None => blocks.push((job, vec![trigger], lines)),
        }
    }
    let bold = Ansi::new().bold();
    let mut out = String::new();
    for (job, triggers, lines) in blocks.iter().filter(|(_, _, lines)| !lines.is_empty()) {
        out.push_str(&format!("\n{bold}{}{bold:#}: {}\n", terminal(job), terminal(&triggers.join(", "))));
        for line in lines {
            out.push_str(&format!("  {}\n", terminal(line)));
        }
    }
    out
}

/// What stands behind one case: the line that decides, the role, what has to hold.
fn details(prediction: &Prediction, candidate: &Candidate) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    match &candidate.token {
        Token::Yes { .. } => {}
        Token::No { reason, place: at, text } => {
            lines.push(format!("no token ({}){}: {text}", reason.as_str(), place(prediction, *at)));
        }
        Token::Maybe { reason, place: at, text } => {
            lines.push(format!("perhaps no token ({}){}: {text}", reason.as_str(), place(prediction, *at)));
        }
    }
    if !matches!(candidate.token, Token::No { .. }) {
        let forms = candidate.subjects.iter().filter(|_| candidate.subjects.len() > 1);
        for form in forms {
            if let Some(when) = &form.when {
                lines.push(format!("sub {} {when}", form.subject));
            }
        }
        if candidate.subjects.iter().any(|form| form.unsettled) {
            lines.push("what GitHub writes for a claim that the token lacks is not settled".to_owned());
        }
    }
    if !candidate.rows.is_empty() {
        lines.push(format!("matrix {}", candidate.rows.join("; ")));
    }
    for step in &candidate.steps {
        let role =
            step.role.as_ref().map_or_else(|| "no role".to_owned(), |role| format!("role {}", role.value));
        let how = match &step.oidc {
            Oidc::Yes => String::new(),
            Oidc::No { text, .. } => format!(", not with the token: {text}"),
            Oidc::Maybe { text, .. } => format!(", perhaps not with the token: {text}"),
        };
        lines.push(format!(
            "{role} for audience {}{}{how}",
            step.audience.value,
            place(prediction, step.place)
        ));
        lines.extend(step.assumptions.iter().map(|assumption| format!("assumed: {}", assumption.text)));
    }
    lines.extend(candidate.assumptions.iter().map(|assumption| format!("assumed: {}", assumption.text)));
    lines
}

/// The triggers for which a job does not run, one a line.
fn skipped(prediction: &Prediction) -> String {
    let mut out = String::new();
    for job in &prediction.jobs {
        for skipped in &job.skipped {
            let at = skipped.place.map(|at| place(prediction, at)).unwrap_or_default();
            out.push_str(&format!(
                "  {}: {}{at}\n",
                terminal(&job.id),
                terminal(&skipped.scenario.describe())
            ));
        }
    }
    out
}

/// ` at FILE:LINE:COLUMN`.
fn place(prediction: &Prediction, at: can_assume_core::github::workflow::Place) -> String {
    match prediction.line_column(at) {
        Some((file, line, column)) => format!(" at {}:{line}:{column}", terminal(file)),
        None => String::new(),
    }
}
