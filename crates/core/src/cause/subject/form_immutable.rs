//! The token has names with ids, the policy names only.

use crate::cause::comparison::Defect;
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The token has names with ids, the policy names only.
pub(in crate::cause) struct SubjectFormImmutable;

static META: CauseMeta = CauseMeta {
    id: "subject-form-immutable",
    title: "the subject has immutable ids, the policy has names only",
    page: "\
The subject of repositories that were created, renamed or transferred after 2026-07-15, and of those that opted in,
carries the ids of owner and repository: `repo:octo-org@583231/api@1296269:ref:refs/heads/main`. A policy with names
only, `repo:octo-org/api:…` or `repo:octo-org/*`, does not match it.

Only `sub` changes; the claim `repository` keeps its names.

Sources: <https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/>, <https://docs.github.com/en/actions/reference/security/oidc>

## How to fix it

Trust the form with the ids. List both forms only while both are sent: the form without ids names whoever holds the
names. Do not write `repo:octo-org*/api*:…`, which fits `octo-org-x` too, and avoid `@*`, which gives up what the ids
are for.
",
};

impl Cause for SubjectFormImmutable {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) = case.defect(|defect| *defect == Defect::Immutable)?;
        let finding = Finding::new("the subject has immutable ids, the policy has names only")
            .labels("names only", "names with immutable ids")
            .note("repositories created, renamed or transferred since 2026-07-15 put owner and repository ids in `sub`");
        Some(finding.at(comparison.repository_part()).mend(case, comparison))
    }
}
