//! The jobs, events and refs that are asked for.

use std::collections::BTreeSet;
use std::fmt;

use can_assume_github::workflow::{Candidate, Pattern, Prediction};

use super::Selection;

/// The selection fits nothing in the workflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectionError {
    /// What is, in one line.
    pub message: String,
    /// The way out.
    pub help: String,
}

impl SelectionError {
    /// Steps assume a role, and none of them ever runs.
    pub(super) fn no_step(prediction: &Prediction) -> Self {
        Self::stopped(prediction).unwrap_or_else(|| Self {
            message: "no step that assumes a role runs here".to_owned(),
            help: "check the `if:` of these steps against the triggers".to_owned(),
        })
    }

    /// No job ever runs.
    fn no_job(prediction: &Prediction) -> Self {
        Self::stopped(prediction).unwrap_or_else(|| Self {
            message: "no job of this workflow ever runs".to_owned(),
            help: "check its triggers and the `if:` of its jobs".to_owned(),
        })
    }

    /// What keeps GitHub from starting the run, where something does.
    fn stopped(prediction: &Prediction) -> Option<Self> {
        let finding = prediction.findings.iter().find(|finding| finding.id.stops_the_run())?;
        let place = prediction
            .line_column(finding.place)
            .map_or_else(String::new, |(file, line, column)| format!(" at {file}:{line}:{column}"));
        Some(Self {
            message: format!("GitHub does not start the run: {}", finding.message),
            help: format!("correct the workflow{place}"),
        })
    }
}

impl fmt::Display for SelectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SelectionError {}

/// The candidates that `selection` asks for; a ref is put into those that may run on it.
///
/// # Errors
/// When there is none, naming what there is.
pub fn select(prediction: &Prediction, selection: &Selection) -> Result<Vec<Candidate>, SelectionError> {
    let mut found: Vec<Candidate> = prediction
        .jobs
        .iter()
        .flat_map(|job| {
            let called_so = |wanted: &String| *wanted == job.id;
            let whole = selection.job.as_ref().is_none_or(called_so);
            job.candidates.iter().filter(move |candidate| {
                whole || selection.job.as_ref().is_some_and(|wanted| *wanted == candidate.job)
            })
        })
        .cloned()
        .collect();
    if found.is_empty() && selection.job.is_some() {
        let known: BTreeSet<&str> = prediction.jobs.iter().map(|job| job.id.as_str()).collect();
        if !selection.job.as_deref().is_some_and(|job| known.contains(job)) {
            return Err(none("job", selection.job.as_deref(), &known));
        }
    }
    if let Some(event) = &selection.event {
        let known: BTreeSet<String> =
            found.iter().map(|candidate| candidate.scenario.event.clone()).collect();
        found.retain(|candidate| candidate.scenario.event == *event);
        if found.is_empty() {
            return Err(none("event", Some(event), &known.iter().map(String::as_str).collect()));
        }
    }
    if let Some(git_ref) = &selection.git_ref {
        let known: BTreeSet<String> =
            found.iter().map(|candidate| candidate.scenario.git_ref.full().to_string()).collect();
        found = found.into_iter().filter_map(|candidate| at_ref(candidate, git_ref)).collect();
        if found.is_empty() && !git_ref.starts_with("refs/") {
            return Err(SelectionError {
                message: format!("`{git_ref}` is not a ref in full"),
                help: format!("write `refs/heads/{git_ref}` for a branch, `refs/tags/{git_ref}` for a tag"),
            });
        }
        if found.is_empty() {
            let known = known.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
            return Err(none("ref", Some(git_ref), &known));
        }
    }
    if found.is_empty() {
        return Err(SelectionError::no_job(prediction));
    }
    Ok(found)
}

fn none(what: &str, wanted: Option<&str>, known: &BTreeSet<&str>) -> SelectionError {
    let known: Vec<String> = known.iter().take(10).map(|name| format!("`{name}`")).collect();
    SelectionError {
        message: format!("no job runs for the {what} `{}`", wanted.unwrap_or_default()),
        help: if known.is_empty() {
            "leave the option out to see every job and trigger".to_owned()
        } else {
            format!("there are {}", known.join(", "))
        },
    }
}

/// The candidate on this ref; `None` when it does not run there.
fn at_ref(candidate: Candidate, git_ref: &str) -> Option<Candidate> {
    let full = candidate.scenario.git_ref.full();
    if let Some(exact) = full.exact() {
        return (exact == git_ref).then_some(candidate);
    }
    let (before, hole, after) = full.around_hole()?;
    let value = git_ref.strip_prefix(before)?.strip_suffix(after)?;
    if !hole.constraint.accepts(value) {
        return None;
    }
    let name = hole.name.clone();
    let put = |pattern: &Pattern| pattern.replace(&name, &Pattern::literal(value));
    let mut bound = candidate;
    bound.scenario.git_ref.name = put(&bound.scenario.git_ref.name);
    for claim in bound.claims.values_mut() {
        *claim = put(claim);
    }
    for form in &mut bound.subjects {
        form.subject = put(&form.subject);
    }
    Some(bound)
}
