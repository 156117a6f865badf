//! A statement is covered by another one.

use can_assume_iam::policy::Statement;
use can_assume_regular::Language;

use super::super::edits;
use super::super::finding::Finding;
use super::super::meta::{Confidence, RuleMeta, Severity};
use super::super::policy_case::PolicyCase;
use super::super::policy_view::principals;
use super::super::rule::Rule;
use super::{actions, same_condition};

/// A statement is covered by another one.
pub(in crate::lint) struct StatementSwallowed;

static META: RuleMeta = RuleMeta {
    id: "statement-swallowed",
    severity: Severity::Low,
    confidence: Confidence::High,
    title: "another statement already says all that this one says",
    page: "\
Statements of one effect are joined. One whose principals, actions and conditions all lie within another's changes nothing: every
token that it lets in is let in by the other one. That is proved by the exact analysis for conditions on claims of GitHub's tokens, and
read off the text for all others. Often it is the sign of the opposite mistake: the wide statement was meant to be taken out.

## What to do

Take this statement out, or narrow the other one if this one is what was meant.

Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>
",
};

/// How many statements are compared with each other.
const MOST_STATEMENTS: usize = 40;

impl Rule for StatementSwallowed {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn in_policy(&self, case: &PolicyCase<'_>) -> Vec<Finding> {
        let all: Vec<(usize, &Statement)> = case.statements().take(MOST_STATEMENTS).collect();
        let mut found = Vec::new();
        for (inner, statement) in &all {
            // A statement that never applies is covered by anything; that is another finding.
            if case.dead(*inner).is_some() {
                continue;
            }
            let covering = all.iter().find(|(outer, other)| {
                outer != inner
                    && covers(case, *outer, other, *inner, statement)
                    // Of two that say the same the first counts.
                    && (outer < inner || !covers(case, *inner, statement, *outer, other))
            });
            let Some((outer, other)) = covering else { continue };
            let name = other.sid.as_ref().map(|sid| sid.value.as_str()).filter(|sid| !sid.is_empty());
            let name = match name {
                Some(sid) => format!("statement {} `{sid}`", outer + 1),
                None => format!("statement {}", outer + 1),
            };
            let source = &case.policy.source;
            let edit = edits::remove_element(case.policy, statement.span);
            let finding = Finding::new(&META, format!("{name} already says all that this statement says"))
                .at(source, statement.effect.span, "adds nothing")
                .beside(source, other.effect.span, "covers it")
                .contradiction(format!(
                    "every request that this statement speaks of is one that {name} speaks of"
                ))
                .propose("take the statement out", edit.into_iter().collect());
            found.push(case.about(*inner, finding));
        }
        found
    }
}

/// Whether every request that `small` speaks of is one that `large` speaks of: proved.
fn covers(case: &PolicyCase<'_>, outer: usize, large: &Statement, inner: usize, small: &Statement) -> bool {
    if large.effect.value != small.effect.value || large.resource.is_some() || large.not_resource.is_some() {
        return false;
    }
    let has_principal = |kind, value: &str| {
        let entries = principals(large).iter().filter(|entry| entry.kind.value == kind);
        entries.flat_map(|entry| &entry.values).any(|other| other.value == value)
    };
    let principals_within = !principals(small).is_empty()
        && principals(small)
            .iter()
            .all(|entry| entry.values.iter().all(|value| has_principal(entry.kind.value, &value.value)));
    let within = |action: &str| {
        actions(large).iter().any(|pattern| {
            let fold = |text: &str| Language::glob(&text.to_ascii_lowercase());
            pattern.value.eq_ignore_ascii_case(action)
                || fold(action).is_subset(&fold(&pattern.value), &case.options.budget) == Ok(true)
        })
    };
    let actions_within =
        !actions(small).is_empty() && actions(small).iter().all(|action| within(&action.value));
    if !principals_within || !actions_within {
        return false;
    }
    let shared: Vec<usize> = large
        .conditions
        .iter()
        .enumerate()
        .filter(|(_, condition)| small.conditions.iter().any(|other| same_condition(condition, other)))
        .map(|(position, _)| position)
        .collect();
    if shared.len() == large.conditions.len() {
        return true;
    }
    // The rest is only proved for tokens of GitHub: nobody else may be meant.
    let issuers = super::super::policy_view::github_issuers(small).count();
    let values: usize = principals(small).iter().map(|entry| entry.values.len()).sum();
    let only_web_identity = actions(small)
        .iter()
        .all(|action| action.value.eq_ignore_ascii_case("sts:AssumeRoleWithWebIdentity"));
    let mut inquiries = case.inquiries_of(inner).peekable();
    issuers == values
        && only_web_identity
        && inquiries.peek().is_some()
        && inquiries.all(|inquiry| inquiry.covers(outer, inner, &shared) == Ok(true))
}
