//! A statement lets nobody in.

use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::rule::Rule;
use crate::exposure::{Level, Options, who};
use crate::question::Policy;

/// A statement lets nobody in.
pub(in crate::lint) struct StatementNeverApplies;

static META: RuleMeta = RuleMeta {
    id: "statement-never-applies",
    severity: Severity::Medium,
    confidence: Confidence::High,
    title: "no token of GitHub can satisfy the statement",
    page: "\
The statement was held against every token that GitHub can sign, with the default subject template and with every other, and
none satisfies it: a condition that no token meets, two conditions that exclude each other, or a Deny that takes away all
that is allowed. The role lets nobody in by it, and whoever is meant gets `Not authorized to perform
sts:AssumeRoleWithWebIdentity`.

## What to do

The proof names what is at fault. `can-assume check` with the claims of a job says what would have to be written.

Source: <https://docs.github.com/en/actions/reference/security/oidc>
",
};

impl Rule for StatementNeverApplies {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, statement) in
            case.allows().filter(|(index, _)| case.inquiries_of(*index).next().is_some())
        {
            let why = case.dead(index).map(str::to_owned).or_else(|| denied(case, index));
            let Some(why) = why else { continue };
            let span =
                statement.conditions.first().map_or(statement.effect.span, |first| first.operator.span);
            let finding = Finding::new(&META, "this statement lets nobody in")
                .at(&case.policy.source, statement.effect.span, "")
                .contradiction(why);
            let finding = if span == statement.effect.span {
                finding
            } else {
                finding.beside(&case.policy.source, span, "its conditions begin here")
            };
            found.push(case.about(index, finding));
        }
        found
    }
}

/// Why all that a statement allows is denied, where that is so whatever the repository.
fn denied(case: &PolicyCase<'_>, index: usize) -> Option<String> {
    case.statements()
        .any(|(_, statement)| statement.effect.value == can_assume_iam::policy::Effect::Deny)
        .then_some(())?;
    let mut alone: Policy = case.policy.clone();
    let mut at = 0;
    alone.document.statements.retain(|statement| {
        at += 1;
        at == index + 1 || statement.effect.value == can_assume_iam::policy::Effect::Deny
    });
    let options = Options { facts: None, ..case.options.clone() };
    (who(&alone, case.role, &options).level == Level::Nobody)
        .then(|| "every token that it allows is denied by a Deny statement".to_owned())
}
