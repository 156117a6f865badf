//! The ids in the subject are wildcards.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::reaches::Reach;
use super::super::rule::Rule;
use super::super::subject_part::repository_part;
use crate::exposure::Level;

/// The ids in the subject are wildcards.
pub(in crate::lint) struct OwnerIdWildcard;

static META: RuleMeta = RuleMeta {
    id: "owner-id-wildcard",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    title: "the ids in the subject are left open, which gives up what they are for",
    page: "\
Ids were put into subjects because names are recycled: an account that is renamed or deleted sets its name free, and who
registers it gets the same name and another id. `repo:octo-org@*/api@*:…` accepts every id. The `*` also spans `:`, so that
any other repository of the owner can make up a fitting subject with a template and a workflow name of its choice, as the
witness shows.

## What to do

Write the ids. `gh api repos/OWNER/NAME --jq '.owner.id, .id'` prints them, and `can-assume facts` keeps them.

Source: <https://docs.github.com/en/actions/reference/security/oidc>
",
};

impl Rule for OwnerIdWildcard {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let found = case.reaches().iter().filter_map(|reach| {
            let part = concerns(reach)?;
            let level = [Level::Owner, Level::Repository];
            let identity = level.into_iter().find_map(|level| reach.worst(level))?;
            let message = "the subject accepts every id, so that it says no more than the names";
            let label = "accepts every id";
            Some(
                reach
                    .finding(case, &META, identity, message, part, label)?
                    .note(format!("let in: {}", identity.description))
                    .help("write the ids: `gh api repos/OWNER/NAME --jq '.owner.id, .id'` prints them"),
            )
        });
        found.collect()
    }
}

/// The `@*` behind a name in the value that reaches too far.
pub(super) fn concerns(reach: &Reach) -> Option<(usize, usize)> {
    let text = &reach.value.as_ref()?.value;
    let (start, end) = repository_part(text)?;
    let names = text.get(start..end)?;
    let at = names.find("@*")?;
    // A wildcard before it is the graver mistake.
    (!names.get(..at)?.contains(['*', '?'])).then_some((start + at, start + at + 2))
}
