//! The ref or environment stands in the policy without its label.

use can_assume_github::subject::Subject;

use crate::cause::comparison::{Defect, Key, Reading};
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// The ref or environment stands in the policy without its label.
pub(in crate::cause) struct RefPrefixMissing;

static META: CauseMeta = CauseMeta {
    id: "ref-prefix-missing",
    title: "the policy names a branch without `ref:refs/heads/`, or an environment without `environment:`",
    page: "\
What follows the repository is labelled: `ref:refs/heads/main`, `ref:refs/tags/v1`, `environment:production`. A bare
name, `repo:octo-org/api:main`, or a ref without `refs/heads/`, `repo:octo-org/api:ref:main`, matches no token. The
claim `ref` has the prefix too: `refs/heads/main`.

Source: <https://docs.github.com/en/actions/reference/security/oidc>

## How to fix it

Write the label and the whole ref.
",
};

impl Cause for RefPrefixMissing {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) = case.defect(|defect| *defect == Defect::LabelMissing)?;
        let wanted = match comparison.key {
            Key::Subject => Reading::new(&comparison.wanted).context.unwrap_or(&comparison.wanted),
            _ => comparison.wanted.as_str(),
        };
        let came = match comparison.key {
            Key::Subject => Subject::parse(&comparison.presented).context().map(ToString::to_string)?,
            _ => comparison.presented.clone(),
        };
        let headline = if comparison.key == Key::Environment {
            format!("the key `environment` holds the name alone, the policy says `{wanted}`")
        } else {
            format!("the policy says `{wanted}`, GitHub writes `{came}`")
        };
        let finding = Finding::new(headline).labels("not as GitHub writes it", "with its label");
        Some(finding.at(comparison.context_part()).mend(case, comparison))
    }
}
