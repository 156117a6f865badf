//! The policy has the ids after a hyphen, as a draft of the immutable form had them.

use crate::cause::comparison::Defect;
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The policy has the ids after a hyphen, as a draft of the immutable form had them.
pub(in crate::cause) struct DraftIdForm;

pub(crate) static META: CauseMeta = CauseMeta {
    id: "draft-id-form",
    title: "the policy has the ids after `-`; GitHub writes them after `@`",
    page: "\
The first announcement of immutable subjects showed the ids behind a hyphen, `repo:octo-org-583231/api-1296269:…`. What
GitHub issues has an `@`: `repo:octo-org@583231/api@1296269:…`. Copies of the first text are still about.

Sources: <https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/>, <https://docs.github.com/en/actions/reference/security/oidc>

## How to fix it

Replace the `-` before each id by `@`. A value with `-` is not just dead: an owner may be *called* `octo-org-583231`.
",
};

impl Cause for DraftIdForm {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) = case.defect(|defect| *defect == Defect::DraftIds)?;
        let finding = Finding::new("the policy has ids after `-`, GitHub writes them after `@`")
            .labels("ids after `-`, as in a draft", "what GitHub sends")
            .note("the form with `-` was announced in April 2026 and never issued");
        Some(finding.at(comparison.repository_part()).mend(case, comparison))
    }
}
