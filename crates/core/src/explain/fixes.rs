//! Fixes that were tried: the edits applied, the text parsed again, the question decided again.

use can_assume_iam::policy;
use can_assume_iam::trace::Decision;

use super::diagnose::Diagnosis;
use super::{Failing, ProvenFix};
use crate::cause::Proposal;
use crate::diagnostic::Edit;
use crate::question::Question;
use crate::sts;

/// How many of one cause's proposals are shown.
const SHOWN: usize = 2;
/// How many combinations of stacked defects' proposals are tried.
const MOST_TRIED: usize = 64;

/// The proposals that turn the verdict into `allowed`: those of one cause alone, or, where defects are stacked, one of
/// each at once.
pub(super) fn prove(question: &Question, diagnoses: &[Diagnosis]) -> Vec<ProvenFix> {
    let mut proven: Vec<ProvenFix> = Vec::new();
    for diagnosis in diagnoses {
        let fixes = diagnosis.finding.proposals.iter().filter_map(|proposal| try_edits(question, proposal));
        for fix in fixes.take(SHOWN) {
            if !proven.iter().any(|known| known.edits == fix.edits) {
                proven.push(fix);
            }
        }
    }
    if proven.is_empty() && diagnoses.len() > 1 {
        proven.extend(together(question, diagnoses));
    }
    proven
}

/// One proposal for each element at fault, all applied at once: the first combination that helps.
fn together(question: &Question, diagnoses: &[Diagnosis]) -> Option<ProvenFix> {
    let mut elements: Vec<(Option<&Failing>, Vec<&Proposal>)> = Vec::new();
    for diagnosis in diagnoses {
        let element = diagnosis.failing.as_ref();
        match elements.iter_mut().find(|(known, _)| *known == element) {
            Some((_, proposals)) => proposals.extend(&diagnosis.finding.proposals),
            None => elements.push((element, diagnosis.finding.proposals.iter().collect())),
        }
    }
    let mut combinations: Vec<Vec<&Proposal>> = vec![Vec::new()];
    for (_, proposals) in elements.iter().filter(|(_, proposals)| !proposals.is_empty()) {
        let longer = combinations.iter().flat_map(|chosen| {
            proposals.iter().map(move |proposal| [chosen.as_slice(), &[*proposal]].concat())
        });
        combinations = longer.take(MOST_TRIED).collect();
    }
    combinations.iter().find_map(|chosen| {
        let mut titles: Vec<&str> = chosen.iter().map(|proposal| proposal.title.as_str()).collect();
        titles.dedup();
        let edits = chosen.iter().flat_map(|proposal| proposal.edits.clone()).collect();
        try_edits(question, &Proposal { title: titles.join("; "), edits })
    })
}

fn try_edits(question: &Question, proposal: &Proposal) -> Option<ProvenFix> {
    let source = &question.policy.source;
    let edits: Vec<Edit> = sorted(&proposal.edits)?;
    if edits.is_empty() || edits.iter().any(|edit| edit.source != *source) {
        return None;
    }
    let text = apply(&source.text, &edits)?;
    let before = question.policy.document.span;
    let grown = before.end.checked_add_signed(text.len().cast_signed() - source.text.len().cast_signed())?;
    let parsed = policy::parse(text.get(before.start..grown)?, question.policy.document.kind).ok()?;
    let mut edited = question.clone();
    edited.policy.document = parsed.document;
    let decision_after = sts::decide(&edited).decision;
    (decision_after == Decision::Allowed).then(|| ProvenFix {
        title: proposal.title.clone(),
        file: source.name.clone(),
        edits,
        decision_after,
        gains: Vec::new(),
    })
}

/// The edits in order of place; `None` when two of them overlap.
fn sorted(edits: &[Edit]) -> Option<Vec<Edit>> {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    edits.dedup();
    let apart = edits.windows(2).all(|pair| match pair {
        [left, right] => left.span.end <= right.span.start,
        _ => true,
    });
    apart.then_some(edits)
}

/// `text` with the edits made; `None` when one of them lies outside it.
pub(crate) fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start)?);
        out.push_str(&edit.replacement);
        at = edit.span.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}
