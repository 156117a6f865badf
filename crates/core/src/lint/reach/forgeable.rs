//! A chosen subject template fills the wildcards.

use can_assume_github::issuer::Issuer;
use can_assume_iam::span::Span;

use super::super::edits;
use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::reaches::Reach;
use super::super::rule::Rule;
use super::super::subject_part::first_wildcard;
use crate::diagnostic::Edit;
use crate::exposure::Level;

/// A chosen subject template fills the wildcards.
pub(in crate::lint) struct ForgeableSubject;

static META: RuleMeta = RuleMeta {
    id: "forgeable-subject",
    severity: Severity::High,
    confidence: Confidence::Medium,
    title: "any GitHub account can make up a subject that the policy accepts",
    page: "\
Whoever administers a repository chooses the template of its subjects (`include_claim_keys`) and several texts in them:
the name of the workflow, of a branch, of an environment. A `*` in a policy spans `:` and `/`, so that it may be filled with
such text. `repo:*@123456/*@456789:ref:refs/heads/main` looks pinned by ids, and accepts
`repo:evil@666/x@777:workflow:z@123456/z@456789:ref:refs/heads/main`, which a repository with the template
`[\"repo\", \"workflow\", \"ref\"]` and a workflow called `z@123456/z@456789` gets. The witness shows template, names and claims.

This follows from GitHub's documented rules for templates; it was not tried against GitHub.

## What to do

A wildcard is safe only to the right of a literal that a stranger's subject cannot start with: write
`repo:OWNER@OWNER_ID/NAME@REPOSITORY_ID:` in full. Or test `repository_id` with `StringEquals` beside `sub`: no template
changes it.

Source: <https://docs.github.com/en/actions/reference/security/oidc>
",
};

impl Rule for ForgeableSubject {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let forged = case.reaches().iter().filter(|reach| !super::without_repository::concerns(reach));
        let found = forged.filter_map(|reach| {
            let identity = reach.worst(Level::AnyoneForged)?;
            let part = reach.value.as_ref().map_or((0, 0), |value| first_wildcard(&value.value));
            let label = "a stranger's subject template fills this";
            let message = format!("any GitHub account can forge a subject for this role: {}", identity.description);
            let mut finding = reach.finding(case, &META, identity, message, part, label)?;
            if let Some(edit) = with_repository_id(case, reach) {
                finding = finding.propose("test the id of the repository too", vec![edit]);
            }
            Some(finding.help(
                "write the repository in full before the first `*`, or test `repository_id` with `StringEquals` too",
            ))
        });
        found.collect()
    }
}

/// A test of the repository's id that the value itself names.
fn with_repository_id(case: &PolicyCase<'_>, reach: &Reach) -> Option<Edit> {
    let value = &reach.value.as_ref()?.value;
    let (_, behind) = value.strip_prefix("repo:")?.split_once('/')?;
    let (_, id) = behind.split(':').next()?.split_once('@')?;
    let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    let statement = case.policy.document.statements.get(reach.statement).filter(|_| is_id)?;
    let condition =
        statement.conditions.iter().find(|condition| Some(condition.values_span) == reach.condition)?;
    if condition.values.len() != 1 {
        return None;
    }
    add_test(case, condition.operator.span, &reach.issuer, id)
}

fn add_test(case: &PolicyCase<'_>, operator: Span, issuer: &Issuer, id: &str) -> Option<Edit> {
    edits::add_condition(case.policy, operator, "StringEquals", &issuer.key("repository_id"), id)
}
