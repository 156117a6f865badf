//! The policy has names with ids, the token names only.

use crate::cause::comparison::{Defect, Key};
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The policy has names with ids, the token names only.
pub(in crate::cause) struct SubjectFormClassic;

static META: CauseMeta = CauseMeta {
    id: "subject-form-classic",
    title: "the policy has immutable ids, the token sends names only",
    page: "\
The policy expects the ids of owner and repository, `repo:octo-org@583231/api@1296269:…`, and the token names them
without: the repository was created before 2026-07-15, has not been renamed or transferred since, and has not opted in.
The claim `repository` never has ids.

Sources: <https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/>, <https://docs.github.com/en/actions/reference/security/oidc>

## How to fix it

Switch the repository to immutable subjects (*Settings → Actions → OIDC*, or `use_immutable_subject` over the API),
which makes the policy right as it is; or list the form without ids beside it until then.
",
};

impl Cause for SubjectFormClassic {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) = case.defect(|defect| *defect == Defect::Classic)?;
        let subject = comparison.key == Key::Subject;
        let headline = if subject {
            "the policy has immutable ids, the subject has names only"
        } else {
            "the policy has ids, the claim `repository` has names only"
        };
        let mut finding = Finding::new(headline).labels("names with immutable ids", "names only");
        if subject {
            finding = finding
                .help("switch the repository to immutable subjects, which makes the policy right as it is");
        }
        Some(finding.at(comparison.repository_part()).mend(case, comparison))
    }
}
