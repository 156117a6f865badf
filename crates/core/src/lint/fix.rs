//! Proposals that were tried: applied, read again, linted again, and compared with what was there.

use can_assume_iam::policy;

use super::finding::{Finding, Fix};
use super::policy_case::PolicyCase;
use super::rule::Rule;
use super::workflow_case::WorkflowCase;
use crate::diagnostic::{Edit, SourceText};
use crate::edits::sorted;
use crate::exposure::{Level, admits_repository, lets_in_nobody_new, who};
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
            is_harmless(case, &edited).then_some(Fix { title: proposal.title, edits })
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

/// Whether the edited policy lets in nobody new, and still lets in who has to be.
fn is_harmless(case: &PolicyCase<'_>, edited: &Policy) -> bool {
    if !lets_in_nobody_new(case.policy, edited, case.role, case.options) {
        return false;
    }
    let nobody = |policy| who(policy, case.role, case.options).level == Level::Nobody;
    if nobody(edited) && !nobody(case.policy) {
        return false;
    }
    let facts = case.options.facts.as_ref().map(|facts| &facts.repository);
    let Some((owner, name)) = facts.and_then(|facts| Some((facts.owner.as_ref()?, facts.name.as_ref()?)))
    else {
        return true;
    };
    case.inquiries().iter().all(|inquiry| {
        let admits = |policy| {
            admits_repository(policy, case.role, inquiry.issuer(), case.options, owner, name).is_some()
        };
        admits(edited) || !admits(case.policy)
    })
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
            (rule.in_workflow(&after).len() < before).then_some(Fix { title: proposal.title, edits })
        });
        finding.fixes = fixes.take(SHOWN).collect();
    }
}
