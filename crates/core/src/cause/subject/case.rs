//! A value differs from what came in case only.

use crate::cause::comparison::{Comparison, Defect, Key};
use crate::cause::{Case, Cause, CauseMeta, Finding, Part};

/// A value differs from what came in case only.
pub(in crate::cause) struct OwnerOrRepoCase;

static META: CauseMeta = CauseMeta {
    id: "owner-or-repo-case",
    title: "a name differs in upper and lower case only",
    page: "\
AWS compares values letter by letter: `repo:Octo-Org/api:…` is not `repo:octo-org/api:…`. GitHub writes owner and
repository as their owner spells them, whatever the workflow says. Names of condition *keys* fold case; their values
do not. The case of an environment's name is the one that GitHub keeps for it or the one in the workflow: which of the
two is not documented.

Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>, <https://github.com/aws-actions/configure-aws-credentials/issues/318>

## How to fix it

Copy the spelling from the token. `StringEqualsIgnoreCase` exists, but has no wildcards, and is not needed here.
",
};

impl Cause for OwnerOrRepoCase {
    fn meta(&self) -> &'static CauseMeta {
        &META
    }

    fn find(&self, case: &Case<'_>) -> Option<Finding> {
        let (comparison, defect) = case.defect(|defect| matches!(defect, Defect::Case { .. }))?;
        let what = match (defect, comparison.key) {
            (Defect::Case { environment: true }, _) | (_, Key::Environment) => "the environment",
            (_, Key::Subject) => "the subject",
            _ => "the value",
        };
        let finding = Finding::new(format!("{what} differs in upper and lower case only"))
            .labels("spelled so in the policy", "spelled so by GitHub")
            .note("values are compared letter by letter, only names of keys fold case");
        Some(finding.at(differing(comparison)).mend(case, comparison))
    }
}

/// From the first letter of another case on, where that is one place in both.
fn differing(comparison: &Comparison) -> Part {
    let same =
        comparison.wanted.bytes().zip(comparison.presented.bytes()).take_while(|(a, b)| a == b).count();
    let written = comparison.value.resolved.is_none() && comparison.wanted.is_char_boundary(same);
    let policy = (written && same < comparison.wanted.len()).then_some(same..comparison.wanted.len());
    let inside = comparison.presented.is_char_boundary(same) && same < comparison.presented.len();
    Part { policy, claim: inside.then_some(same..comparison.presented.len()), ..comparison.whole() }
}
