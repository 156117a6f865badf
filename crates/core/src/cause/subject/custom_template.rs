//! The subject has another shape than the policy expects.

use can_assume_github::subject::Subject;

use crate::cause::comparison::Defect;
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The subject has another shape than the policy expects.
pub(in crate::cause) struct CustomTemplate;

static META: CauseMeta = CauseMeta {
    id: "custom-template",
    title: "the subject is made by another template than the policy expects",
    page: "\
A repository can replace the default subject by a template of its own (`include_claim_keys`): the subject is then a row
of `KEY:VALUE`, in the template's order, and a policy for the default form does not match; nor does a policy for a
template that is not in effect. A template of the organisation counts only for repositories that have opted in.

Other issuers have shapes of their own: a claim that is added to a token does not become a part of its subject, and a
part without a value may be left out.

Sources: <https://docs.github.com/en/actions/reference/security/oidc>, <https://docs.github.com/en/rest/actions/oidc?apiVersion=2026-03-10>

## How to fix it

Write the value as the template writes the subject, or change the template
(`gh api repos/OWNER/NAME/actions/oidc/customization/sub` shows it). A template without `repo`, `repository` or
`repository_id` gives subjects that any repository can produce: test `repository_id` beside it.
",
};

impl Cause for CustomTemplate {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) = case.defect(|defect| *defect == Defect::Template)?;
        let github = case.issuer().is_some_and(|issuer| issuer.is_github());
        let subject = Subject::parse(&comparison.presented);
        let headline = match &subject {
            Subject::Default(_) => {
                "the policy expects the subject of a custom template, the token has the default subject"
            }
            Subject::Template(_) => {
                "the subject is made by a custom template, the policy expects another one"
            }
            Subject::Other(_) if github => "the subject is not of a form that GitHub documents",
            Subject::Other(_) => "the subject has other parts than the policy expects",
        };
        let mut finding = Finding::new(headline).labels("another shape of subject", "the subject that came");
        if github {
            finding = finding
                .help("see the template with `gh api repos/OWNER/NAME/actions/oidc/customization/sub`");
        }
        Some(finding.at(comparison.whole()).mend(case, comparison))
    }
}
