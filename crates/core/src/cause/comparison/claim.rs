//! A value against the claims `ref`, `environment` and `repository`, as condition keys of their own.

use can_assume_github::git_ref::GitRef;
use can_assume_github::subject::RepositorySegment;

use super::context::{environment_name, git_refs};
use super::{Defect, Known, Prefix, Reading, repository};

pub(super) fn of_ref(wanted: &str, presented: &str) -> Vec<Defect> {
    let found = git_refs(wanted, &GitRef::new(presented));
    if found.is_empty() { vec![Defect::Differs] } else { found }
}

pub(super) fn of_environment(wanted: &str, presented: &str) -> Vec<Defect> {
    vec![match wanted.strip_prefix("environment:") {
        Some(_) => Defect::LabelMissing,
        None => environment_name(wanted, presented),
    }]
}

/// The claim has names only, whatever the form of the subject.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
pub(super) fn of_repository(wanted: &str, presented: &str, known: &Known<'_>) -> Vec<Defect> {
    let Some(came) = RepositorySegment::parse(presented) else { return vec![Defect::Differs] };
    if wanted.strip_prefix("repo:").is_some_and(repository::is_two_names) {
        return vec![Defect::Prefix(Prefix::Label)];
    }
    let text = format!("repo:{wanted}");
    let reading = Reading::new(&text);
    let mut found = Vec::new();
    if reading.host.is_some() {
        found.push(Defect::Host);
    }
    repository::compare(&reading, &came, known, &mut found);
    if found.is_empty() { vec![Defect::Differs] } else { found }
}
