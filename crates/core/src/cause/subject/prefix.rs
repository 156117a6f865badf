//! The beginning of the subject, `repo:OWNER/NAME`, is not whole.

use crate::cause::comparison::{Defect, Key, Prefix, Reading};
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The beginning of the subject, `repo:OWNER/NAME`, is not whole.
pub(in crate::cause) struct SubjectPrefixMissing;

static META: CauseMeta = CauseMeta {
    id: "subject-prefix-missing",
    title: "the policy's subject lacks `repo:`, the owner or the repository",
    page: "\
Every subject of GitHub's default form begins with `repo:OWNER/NAME:`. The value of the policy lacks the label `repo:`
(or has another one in its place), the owner, or the repository, so it matches no token.

Source: <https://docs.github.com/en/actions/reference/security/oidc>

## How to fix it

Write the whole beginning, `repo:OWNER/NAME:`, or `repo:OWNER@OWNER_ID/NAME@REPOSITORY_ID:` where the repository has
ids in its subject. Do not put a `*` in the place of the owner: every owner would fit.
",
};

impl Cause for SubjectPrefixMissing {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, defect) = case.defect(|defect| matches!(defect, Defect::Prefix(_)))?;
        let Defect::Prefix(missing) = defect else { return None };
        let wanted = Reading::new(&comparison.wanted).repository;
        let (headline, label) = match missing {
            Prefix::Label if comparison.key == Key::Repository => {
                ("the claim `repository` has no `repo:` before it".to_owned(), "`repo:` belongs to `sub`")
            }
            Prefix::Label => {
                ("the policy's subject does not begin with `repo:`".to_owned(), "`repo:` is missing")
            }
            Prefix::Owner => {
                (format!("the policy names `{wanted}` without its owner"), "the owner is missing")
            }
            Prefix::Name => (
                format!("the policy names the owner `{wanted}` without a repository"),
                "the repository is missing",
            ),
        };
        let finding = Finding::new(headline).labels(label, "what came");
        Some(finding.at(comparison.whole()).mend(case, comparison))
    }
}
