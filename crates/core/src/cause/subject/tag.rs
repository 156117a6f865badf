//! The run is for a tag and the policy trusts branches, or the other way round.

use can_assume_github::git_ref::RefKind;

use super::branch::{git_ref, wanted_ref};
use crate::cause::comparison::Defect;
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The run is for a tag and the policy trusts branches, or the other way round.
pub(in crate::cause) struct TagNotBranch;

static META: CauseMeta = CauseMeta {
    id: "tag-not-branch",
    title: "the run is for a tag and the policy trusts branches, or the other way round",
    page: "\
A run for a tag, as for a release, has `ref:refs/tags/NAME` in its subject; a branch has `ref:refs/heads/NAME`. A pattern
for the one never matches the other.

Source: <https://docs.github.com/en/actions/reference/security/oidc>

## How to fix it

Trust the tags as well, and as few as will do: `…:ref:refs/tags/v*`. Whoever can push such a tag gets the role, so
protect tags with a ruleset; or let the release job declare a protected environment and trust that.
",
};

impl Cause for TagNotBranch {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) = case.defect(|defect| *defect == Defect::Tag)?;
        let came = git_ref(comparison)?;
        let wanted = wanted_ref(comparison);
        let (is, trusted) = match came.kind() {
            RefKind::Tag(_) => ("the run is for a tag", "branches"),
            RefKind::PullMerge(_) => ("the run is for a pull request", "tags"),
            _ => ("the run is for a branch", "tags"),
        };
        let finding = Finding::new(format!("{is}, `{came}`; the policy trusts `{wanted}`"))
            .labels(format!("trusts {trusted}"), "what the run is for");
        Some(finding.at(comparison.context_part()).mend(case, comparison))
    }
}
