//! Proposals that were tried: applied, read again, linted again, and compared with what was there.

use can_assume_iam::policy;

use super::finding::{Finding, Fix};
use super::policy_case::PolicyCase;
use super::rule::Rule;
use super::workflow_case::WorkflowCase;
use crate::diagnostic::{Edit, SourceText};
use crate::edits::sorted;
use crate::exposure::{Change, Level, admits_repository, diff, who};
use crate::question::Policy;

/// How many fixes of one finding are shown.
const SHOWN: usize = 2;

/// Replaces the proposals of the findings of `rule` by the fixes among them: edits after which the rule finds less, nobody is let in who
/// was not before, somebody still is if somebody was, and the repository of the facts is if it was.
pub(super) fn prove_in_policy(rule: &dyn Rule, case: &PolicyCase<'_>, findings: &mut [Finding]) {
    let before = findings.len();
    for finding in findings {
        let proposals = std::mem::take(&mut finding.proposals);
        let fixes = proposals.into_iter().filter_map(|proposal| {
            let edits = sorted(&proposal.edits)?;
            let (edited, warnings) = edited(case, &edits)?;
            let after = PolicyCase::new(case.role, &edited, &warnings, case.options);
            if rule.in_policy(&after).len() >= before {
                return None;
            }
            let change = harmless(case, &edited)?;
            Some(Fix { title: proposal.title, edits, change: Some(change) })
        });
        let proven: Vec<Fix> = fixes.take(SHOWN).collect();
        for fix in proven {
            if case.policy.embedded {
                // The text of the policy stands in a string of the file: its spans are not the file's.
                finding.helps.insert(0, format!("in the decoded policy: {}", fix.title));
            } else {
                finding.fixes.push(fix);
            }
        }
    }
}

/// The policy with the edits made, and what is odd about its text.
fn edited(case: &PolicyCase<'_>, edits: &[Edit]) -> Option<(Policy, Vec<policy::PolicyWarning>)> {
    let source = &case.policy.source;
    if edits.is_empty() || edits.iter().any(|edit| edit.source != *source) {
        return None;
    }
    let text = crate::edits::apply(&source.text, edits)?;
    let span = case.policy.document.span;
    let end = span.end.checked_add_signed(text.len().cast_signed() - source.text.len().cast_signed())?;
    let parsed = policy::parse(text.get(span.start..end)?, case.policy.document.kind).ok()?;
    let source = SourceText::new(source.name.as_str(), text.get(span.start..end)?);
    let edited =
        Policy { document: parsed.document, source, embedded: case.policy.embedded, notices: Vec::new() };
    Some((edited, parsed.warnings))
}

/// What the edited policy changes, if it lets in nobody new and still lets in who has to be.
fn harmless(case: &PolicyCase<'_>, edited: &Policy) -> Option<Change> {
    let difference = diff(case.policy, edited, case.role, case.options);
    if !matches!(difference.change, Change::Equivalent | Change::Narrower)
        || !difference.gained_principals.is_empty()
    {
        return None;
    }
    if difference.change == Change::Equivalent {
        return Some(Change::Equivalent);
    }
    let nobody = |policy| who(policy, case.role, case.options).level == Level::Nobody;
    if nobody(edited) && !nobody(case.policy) {
        return None;
    }
    if let Some(repository) = case.options.facts.as_ref().map(|facts| &facts.repository)
        && let (Some(owner), Some(name)) = (&repository.owner, &repository.name)
    {
        for inquiry in case.inquiries() {
            let admits = |policy| {
                admits_repository(policy, case.role, inquiry.issuer(), case.options, owner, name).is_some()
            };
            if admits(case.policy) && !admits(edited) {
                return None;
            }
        }
    }
    Some(Change::Narrower)
}

/// Replaces the proposals of the findings of `rule` in a workflow by those after which it finds less.
pub(super) fn prove_in_workflow(rule: &dyn Rule, case: &WorkflowCase<'_>, findings: &mut [Finding]) {
    let before = findings.len();
    for finding in findings {
        let proposals = std::mem::take(&mut finding.proposals);
        let fixes = proposals.into_iter().filter_map(|proposal| {
            let edits = sorted(&proposal.edits)?;
            if edits.is_empty() || edits.iter().any(|edit| edit.source != *case.source) {
                return None;
            }
            let text = crate::edits::apply(&case.source.text, &edits)?;
            let source = SourceText::new(case.source.name.as_str(), text);
            let after = WorkflowCase::new(&source, case.facts, case.resolver, case.policies).ok()?;
            (rule.in_workflow(&after).len() < before).then_some(Fix {
                title: proposal.title,
                edits,
                change: None,
            })
        });
        finding.fixes = fixes.take(SHOWN).collect();
    }
}
