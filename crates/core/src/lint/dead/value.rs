//! A value matches no token.

use super::super::edits;
use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;

/// A value matches no token.
pub(in crate::lint) struct ValueNeverMatches;

static META: RuleMeta = RuleMeta {
    id: "value-never-matches",
    severity: Severity::Low,
    confidence: Confidence::High,
    title: "GitHub issues no token that the value matches",
    page: "\
The value was held against every token that GitHub can sign, with the default subject template and with every other, and
none has such a claim: a subject without `repo:`, a ref without `refs/heads/`, one id of two, a name with a character that
names do not have. Other values of the condition still match, so that the role works for some jobs and not for those that
this value was written for.

## What to do

Write the value as GitHub does: `can-assume claims --workflow FILE` prints the subjects of a workflow's jobs.

Source: <https://docs.github.com/en/actions/reference/security/oidc>
",
};

impl Rule for ValueNeverMatches {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let dead = case.dead_values().iter().filter(|dead| {
            // Where all are dead the statement is reported, and more telling rules go before this one.
            !dead.is_all && !dead.has_literal_wildcard() && !dead.has_raw_colon()
        });
        let found = dead.map(|dead| {
            let finding = Finding::new(&META, "no token of GitHub is matched by this value")
                .at(&case.policy.source, case.whole(dead.value), "never matches")
                .contradiction(dead.contradiction())
                .note(dead.consequence());
            let edit = edits::remove_element(case.policy, dead.value.span);
            let finding = finding.propose("take the value out", edit.into_iter().collect());
            case.about(dead.statement, finding)
        });
        found.collect()
    }
}
