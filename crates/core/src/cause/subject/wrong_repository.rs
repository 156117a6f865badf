//! The policy trusts another repository.

use can_assume_github::subject::{RepositorySegment, Subject};

use crate::cause::comparison::{Comparison, Defect, Key, Reading, without_ids};
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The policy trusts another repository.
pub(in crate::cause) struct WrongRepository;

static META: CauseMeta = CauseMeta {
    id: "wrong-repository",
    title: "the policy trusts another repository",
    page: "\
The subject names the repository in which the workflow runs. For a pull request that is the repository it goes to, for
a reusable workflow the caller's, for a push to a fork the fork. The trust policy names another one.

Where names agree and ids do not, the repository was deleted and made again, perhaps by somebody else.

Source: <https://docs.github.com/en/actions/reference/security/oidc>

## How to fix it

Run the job in the repository that is trusted, or trust this one too, by its exact subject. Do not widen the owner's
name with a `*`: `repo:octo*` fits every owner whose name begins so, and anyone can register one.
",
};

impl Cause for WrongRepository {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) = case.defect(|defect| *defect == Defect::WrongRepository)?;
        let wanted = Reading::new(&comparison.wanted).repository;
        let came = came(comparison)?;
        let headline = match without_ids(wanted) {
            Some(names) if without_ids(&came).is_some_and(|came| came == names) => {
                format!(
                    "the policy trusts `{wanted}`, the token comes from `{came}`: the names agree, the ids do not"
                )
            }
            _ => format!("the policy trusts the repository `{wanted}`, the token comes from `{came}`"),
        };
        let mut finding =
            Finding::new(headline).labels("the repository that is trusted", "the repository that came");
        let (owner, name) = came.split_once('/').unwrap_or_default();
        let (wanted_owner, wanted_name) = wanted.split_once('/').unwrap_or_default();
        let same_owner = owner.split('@').next() == wanted_owner.split('@').next();
        if same_owner && comparison.defects.contains(&Defect::Immutable) {
            finding = finding.note(format!(
                "a rename since 2026-07-15 puts the ids into `sub`: if `{wanted}` was renamed, its id is still that of `{name}`"
            ));
        }
        if owner != wanted_owner && name == wanted_name {
            finding = finding.note("a fork has the same name under another owner");
        }
        if !comparison.is_only_value() {
            finding = finding.note(format!(
                "the condition lists {} values, and none is this repository's",
                comparison.all.len()
            ));
        }
        let finding = finding.at(comparison.repository_part());
        if is_recycled(wanted, &came) {
            // What the ids are there to keep out, no edit lets in.
            return Some(
                finding
                    .note("whoever takes a name that its owner gave up has other ids")
                    .help("find out whose these ids are; only if both were made anew on purpose, trust them"),
            );
        }
        Some(finding.mend(case, comparison))
    }
}

/// Whether the names agree and neither id does: the sign of names that somebody else took over. Ids in each other's place
/// are a slip.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
fn is_recycled(wanted: &str, came: &str) -> bool {
    let (Some(wanted), Some(came)) = (RepositorySegment::parse(wanted), RepositorySegment::parse(came))
    else {
        return false;
    };
    let (Some(owner), Some(repository)) = (wanted.owner_id(), wanted.repository_id()) else { return false };
    let of_came = [came.owner_id(), came.repository_id()];
    wanted.full_name() == came.full_name()
        && of_came.iter().all(Option::is_some)
        && !of_came.contains(&Some(owner))
        && !of_came.contains(&Some(repository))
}

/// The repository that came.
pub(super) fn came(comparison: &Comparison) -> Option<String> {
    match comparison.key {
        Key::Repository => Some(comparison.presented.clone()),
        _ => Subject::parse(&comparison.presented).repository().map(ToString::to_string),
    }
}
