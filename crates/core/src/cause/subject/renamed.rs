//! The repository or its owner was renamed, or it was transferred.

use super::wrong_repository::came;
use crate::cause::comparison::{Defect, Reading};
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The repository or its owner was renamed, or it was transferred.
pub(in crate::cause) struct RenamedOrTransferred;

static META: CauseMeta = CauseMeta {
    id: "renamed-or-transferred",
    title: "the repository or its owner was renamed, or the repository was transferred",
    page: "\
A token names the repository and its owner as they are called *now*. After a rename or a transfer `git` and the web
follow the old name, and the trust policy does not. Since 2026-07-15 a rename or a transfer also puts the ids of owner
and repository into the subject, for every repository of a renamed owner.

Sources: <https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/>, <https://github.com/aprin-labs/archimedes/pull/1759>

## How to fix it

Trust the subject under the new names, with the ids: they stay the same through the next rename. Remove the old value,
since whoever takes the old name can otherwise send it.
",
};

impl Cause for RenamedOrTransferred {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, defect) = case.defect(|defect| matches!(defect, Defect::Renamed { .. }))?;
        let proven = matches!(defect, Defect::Renamed { proven: true });
        let wanted = Reading::new(&comparison.wanted).repository;
        let came = came(comparison)?;
        let headline = if proven {
            format!("the policy names `{wanted}`, which is called `{came}` now: the ids are the same")
        } else {
            format!(
                "the policy names `{wanted}`, the token comes from `{came}`: the owner was renamed or has changed"
            )
        };
        let mut finding = Finding::new(headline).labels("the former name", "the present name");
        if !proven {
            finding = finding
                .note(
                    "a rename or a transfer since 2026-07-15 puts the ids of owner and repository into `sub`",
                )
                .note("a fork has another owner too: make sure that this is not one");
        }
        Some(finding.at(comparison.repository_part()).mend(case, comparison))
    }
}
