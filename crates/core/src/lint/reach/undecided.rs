//! Who is let in was not decided.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;

/// Who is let in was not decided.
pub(in crate::lint) struct UndecidedExposure;

static META: RuleMeta = RuleMeta {
    id: "undecided-exposure",
    severity: Severity::Info,
    confidence: Confidence::High,
    title: "who can assume the role was not decided",
    page: "\
The policy uses something that the exact analysis does not model, such as a policy variable in the middle of a pattern, or
the search was given up because it grew too large. Nothing is claimed then, neither that strangers are let in nor that they
are not, and the run ends with status 3 if nothing else was found.

## What to do

Write the values without policy variables, or raise the budget (`--budget`). `can-assume check` decides any one token.
",
};

impl Rule for UndecidedExposure {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let found = case.reaches().iter().filter_map(|reach| {
            let identity = reach.undecided()?;
            let finding = Finding::new(&META, "who can assume this role was not decided");
            let whole = reach.value.as_ref().map_or((0, 0), |value| (0, value.value.len()));
            let mut finding = reach.place(case, finding, whole, "not decided");
            for why in &identity.assumes {
                finding = finding.note(why.clone());
            }
            Some(Finding { undetermined: true, ..finding })
        });
        found.collect()
    }
}
