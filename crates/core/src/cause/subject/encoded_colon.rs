//! A colon in an environment's name is not written as it came.

use crate::cause::comparison::{Defect, Key};
use crate::cause::{Case, Cause, CauseMeta, Finding};

/// A colon in an environment's name is not written as it came.
pub(in crate::cause) struct PercentEncodedColon;

static META: CauseMeta = CauseMeta {
    id: "percent-encoded-colon",
    title: "a `:` in a name is `%3A` in the subject",
    page: "\
GitHub writes a `:` inside a value as `%3A` in the subject, so that the environment `Production:V1` gives
`…:environment:Production%3AV1`. Nothing else is encoded. The claim `environment`, and so the condition key
`environment`, has the name as it is. GitHub Enterprise Server up to 3.18 leaves the `:` in the subject alone.

Source: <https://docs.github.com/en/actions/reference/security/oidc>

## How to fix it

In a value for `sub` write `%3A`, with a capital `A`; in one for `environment` write `:`.
",
};

impl Cause for PercentEncodedColon {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, _) = case.defect(|defect| *defect == Defect::Colon)?;
        let headline = if comparison.key == Key::Environment {
            "the key `environment` has the `:` of the name as it is, the policy encodes it"
        } else if comparison.presented.contains("%3A") {
            "the `:` of the environment's name is `%3A` in the subject, the policy writes it otherwise"
        } else {
            "this GitHub leaves the `:` of the environment's name as it is, the policy encodes it"
        };
        let finding = Finding::new(headline).labels("the colon as the policy has it", "the colon as it came");
        Some(finding.at(comparison.context_part()).mend(case, comparison))
    }
}
