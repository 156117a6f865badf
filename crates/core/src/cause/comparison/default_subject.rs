//! A value against a subject of GitHub's default form.

use can_assume_github::claims::claim_info;
use can_assume_github::subject::{Context, DefaultSubject};

use super::reading::is_label;
use super::{Defect, Known, Reading, context, fits, repository};

/// How `wanted` differs from `subject`.
pub(super) fn defects(wanted: &str, subject: &DefaultSubject, known: &Known<'_>) -> Vec<Defect> {
    let reading = Reading::new(wanted);
    if let (Some((environment, git_ref)), Context::Environment(name)) =
        (reading.environment_and_ref(), &subject.context)
        && fits(environment, name.as_str())
    {
        let mut found = Vec::new();
        repository::compare(&reading, &subject.repository, known, &mut found);
        let proven = known.claim("ref").is_some_and(|came| fits(git_ref, &came));
        found.push(Defect::EnvironmentReplacesRef { proven });
        return found;
    }
    if is_of_template(wanted, &reading) {
        let mut found = Vec::new();
        if wanted.starts_with("repo:") {
            repository::compare(&reading, &subject.repository, known, &mut found);
        }
        found.push(Defect::Template);
        return found;
    }
    let mut found = Vec::new();
    if reading.host.is_some() {
        found.push(Defect::Host);
    }
    repository::compare(&reading, &subject.repository, known, &mut found);
    context::compare(&reading, subject, known, &mut found);
    if found.is_empty() { vec![Defect::Differs] } else { found }
}

/// Whether the value has labels that the default template never writes.
fn is_of_template(wanted: &str, reading: &Reading<'_>) -> bool {
    let first = wanted.split(':').next().unwrap_or_default();
    if first != "repo" && first != "repository" && claim_info(first).is_some() {
        return true;
    }
    let Some(context) = reading.context else { return false };
    let mut parts = context.split(':');
    match parts.next().unwrap_or_default() {
        // The value of a ref or an environment follows its label; a label after that is a further claim's.
        "ref" | "environment" => parts.skip(1).any(is_label),
        "pull_request" => parts.any(is_label),
        other => is_label(other),
    }
}
