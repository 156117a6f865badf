//! Fixes that were tried: the edits applied, the text parsed again, the question decided again.

use can_assume_iam::policy;
use can_assume_iam::trace::Decision;

use super::{Diagnosis, ProvenFix};
use crate::cause::Proposal;
use crate::diagnostic::Edit;
use crate::question::Question;
use crate::sts;

/// The proposals that turn the verdict into `allowed`: each cause's first good one alone, or, where defects are
/// stacked, the first proposals of all causes together.
pub(super) fn prove(question: &Question, diagnoses: &[Diagnosis]) -> Vec<ProvenFix> {
    let mut proven: Vec<ProvenFix> = diagnoses
        .iter()
        .filter_map(|diagnosis| {
            diagnosis.finding.proposals.iter().find_map(|proposal| try_edits(question, proposal))
        })
        .collect();
    if proven.is_empty() && diagnoses.len() > 1 {
        proven.extend(together(question, diagnoses));
    }
    proven
}

/// The first proposal of every cause, applied at once.
fn together(question: &Question, diagnoses: &[Diagnosis]) -> Option<ProvenFix> {
    let chosen: Vec<&Proposal> =
        diagnoses.iter().map(|diagnosis| diagnosis.finding.proposals.first()).collect::<Option<_>>()?;
    let titles: Vec<&str> = chosen.iter().map(|proposal| proposal.title.as_str()).collect();
    let edits = chosen.iter().flat_map(|proposal| proposal.edits.clone()).collect();
    try_edits(question, &Proposal { title: titles.join("; "), edits })
}

fn try_edits(question: &Question, proposal: &Proposal) -> Option<ProvenFix> {
    let source = &question.policy.source;
    let edits: Vec<Edit> = sorted(&proposal.edits)?;
    if edits.iter().any(|edit| edit.source != *source) {
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
