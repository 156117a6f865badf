//! The policy's subject ends after the repository.

use can_assume_github::subject::Subject;

use crate::cause::comparison::{Defect, Reading};
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The policy's subject ends after the repository.
pub(in crate::cause) struct SubjectTailMissing;

static META: CauseMeta = CauseMeta {
    id: "subject-tail-missing",
    title: "the policy's subject ends after the repository",
    page: "\
A subject goes on after the repository: `:ref:…`, `:environment:…` or `:pull_request`. A value that ends with
`repo:OWNER/NAME` matches none, and neither does `repo:OWNER/NAME/*`: what follows the repository begins with `:`.

Source: <https://docs.github.com/en/actions/reference/security/oidc>

## How to fix it

Write the whole subject of the job that is to have the role. `repo:OWNER/NAME:*` under `StringLike` would do too, but
lets in every branch, tag and pull request of the repository.
",
};

impl Cause for SubjectTailMissing {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) = case.defect(|defect| *defect == Defect::TailMissing)?;
        if Reading::new(&comparison.wanted).is_behind_slash() {
            let finding = Finding::new("the policy has `/` after the repository, GitHub writes `:`")
                .labels("goes on with `/`", "goes on with `:`");
            return Some(finding.at(comparison.whole()).mend(case, comparison));
        }
        let subject = Subject::parse(&comparison.presented);
        let rest = subject.context().map(|context| format!(": `:{context}` follows")).unwrap_or_default();
        let finding = Finding::new(format!("the policy's subject ends too early{rest}"))
            .labels("ends here", "goes on after the repository");
        Some(finding.at(comparison.whole()).mend(case, comparison))
    }
}
