//! The policy writes a URL or a host into the subject.

use crate::cause::comparison::{Defect, Reading};
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The policy writes a URL or a host into the subject.
pub(in crate::cause) struct HostInSubject;

static META: CauseMeta = CauseMeta {
    id: "host-in-subject",
    title: "the policy writes a URL or a host into the subject",
    page: "\
The value of the policy holds a host, a URL or a clone address, such as `repo:https://github.com/octo-org/api:…`. A
subject names owner and repository only: `repo:octo-org/api:…`. Which GitHub issued the token is said by the provider
in `Principal`, not by the subject.

Source: <https://docs.github.com/en/actions/reference/security/oidc>

## How to fix it

Write `repo:OWNER/NAME:` and what follows, without scheme, host and `.git`.
",
};

impl Cause for HostInSubject {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) = case.defect(|defect| *defect == Defect::Host)?;
        let host = Reading::new(&comparison.wanted).host.unwrap_or_default();
        let headline = if host.starts_with('.') {
            format!("the policy names the repository with `{host}`, the subject has its name only")
        } else {
            format!(
                "the policy writes the host `{host}` into the subject, which has owner and repository only"
            )
        };
        let finding = Finding::new(headline).labels("a clone address", "owner and repository only");
        Some(finding.at(comparison.whole()).mend(case, comparison))
    }
}
