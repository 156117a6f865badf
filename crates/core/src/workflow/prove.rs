//! The trial of a fix: the edits made, the text read again, everything decided again.

use can_assume_github::workflow::{
    AssumeStep, Candidate, FileId, Oidc, Resolver, Token, predict, predict_fragment,
};
use can_assume_iam::policy;
use can_assume_iam::trace::Decision;

use super::role::{Joined, join};
use super::select::select;
use super::{RolePolicy, WorkflowQuestion, decide};
use crate::cause::Proposal;
use crate::diagnostic::{Edit, SourceText};
use crate::explain::{Answer, ProvenFix, apply};
use crate::question::Policy;

/// Keeps of the answer's fixes those after which every case of the candidate is allowed.
pub(super) fn keep_proven(
    question: &WorkflowQuestion<'_>,
    candidate: &Candidate,
    step: Option<&AssumeStep>,
    policy: &RolePolicy,
    answer: &mut Answer,
) {
    let proven = |fix: &ProvenFix| {
        edited(&policy.policy, &fix.edits).is_some_and(|edited| {
            let edited = RolePolicy { role: policy.role.clone(), policy: edited };
            let decided = decide::verdicts(question, candidate, step, &edited);
            decide::overall(candidate, step, &decided) == Decision::Allowed
        })
    };
    let dropped: Vec<ProvenFix> = answer.fixes.iter().filter(|fix| !proven(fix)).cloned().collect();
    answer.fixes.retain(|fix| !dropped.contains(fix));
    for diagnostic in &mut answer.diagnostics {
        diagnostic
            .helps
            .retain(|help| help.edits.is_empty() || !dropped.iter().any(|fix| fix.edits == help.edits));
    }
}

/// The policy with these edits of its text; `None` when they are of another text or the result is no policy.
fn edited(policy: &Policy, edits: &[Edit]) -> Option<Policy> {
    if edits.iter().any(|edit| edit.source != policy.source) {
        return None;
    }
    let text = apply(&policy.source.text, edits)?;
    let before = policy.document.span;
    let grown =
        before.end.checked_add_signed(text.len().cast_signed() - policy.source.text.len().cast_signed())?;
    let parsed = policy::parse(text.get(before.start..grown)?, policy.document.kind).ok()?;
    Some(Policy {
        document: parsed.document,
        source: policy.source.clone(),
        notices: Vec::new(),
        embedded: policy.embedded,
    })
}

/// The fix, if the job is issued a token and presents it once the edits of the workflow are made.
pub(super) fn of_workflow(
    question: &WorkflowQuestion<'_>,
    candidate: &Candidate,
    step: Option<&AssumeStep>,
    proposal: &Proposal,
) -> Option<ProvenFix> {
    let source = &proposal.edits.first()?.source;
    if proposal.edits.iter().any(|edit| edit.source != *source) {
        return None;
    }
    let mut edits = proposal.edits.clone();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let text = apply(&source.text, &edits)?;
    let (workflow, overlay) = if *source == question.source.clone() {
        (text, None)
    } else {
        (question.source.text.to_string(), Some((source, text)))
    };
    let resolver = Overlay { files: question.resolver, edited: overlay };
    let name = &question.prediction.file(FileId(0))?.name;
    let prediction = predict(name, &workflow, question.facts, &resolver)
        .or_else(|_| predict_fragment(name, &workflow, question.facts, &resolver))
        .ok()?;
    let changed = WorkflowQuestion { prediction: &prediction, resolver: &resolver, ..*question };
    let candidates = select(&prediction, question.selection).ok()?;
    let again = candidates.iter().find(|other| is_same_run(candidate, other))?;
    if matches!(again.token, Token::No { .. }) {
        return None;
    }
    let same_step = step.map(|step| again.steps.iter().find(|other| is_same_step(step, other)));
    let step_again = match same_step {
        Some(None) => return None,
        Some(found) => found,
        None => None,
    };
    // An edit that is about the step has to make it present the token.
    let presented = step_again.is_none_or(|step| !matches!(step.oidc, Oidc::No { .. }));
    let was_without_token = matches!(candidate.token, Token::No { .. });
    if !presented && !was_without_token {
        return None;
    }
    let decision_after = match join(&changed, step_again) {
        _ if !presented => Decision::ImplicitDeny,
        Joined::Policy(policy) => {
            let decided = decide::verdicts(&changed, again, step_again, policy);
            decide::overall(again, step_again, &decided)
        }
        Joined::NoneGiven | Joined::NotAmong | Joined::Ambiguous => Decision::Undetermined,
    };
    Some(ProvenFix {
        title: proposal.title.clone(),
        file: source.name.clone(),
        edits,
        decision_after,
        gains: Vec::new(),
    })
}

/// Whether both are the same job under the same trigger.
fn is_same_run(one: &Candidate, other: &Candidate) -> bool {
    let calls = |candidate: &Candidate| -> Vec<String> {
        candidate.chain.iter().map(|call| call.job.clone()).collect()
    };
    one.job == other.job
        && calls(one) == calls(other)
        && one.scenario.describe() == other.scenario.describe()
        && (one.rows.is_empty() || one.rows.iter().any(|row| other.rows.contains(row)))
}

/// Whether both are the same step.
fn is_same_step(one: &AssumeStep, other: &AssumeStep) -> bool {
    one.label == other.label && one.method == other.method
}

/// The files of the repository, one of them edited.
struct Overlay<'a> {
    files: &'a dyn Resolver,
    edited: Option<(&'a SourceText, String)>,
}

impl Resolver for Overlay<'_> {
    fn read(&self, path: &str) -> Option<String> {
        match &self.edited {
            Some((source, text)) if source.name == path => Some(text.clone()),
            _ => self.files.read(path),
        }
    }
}
