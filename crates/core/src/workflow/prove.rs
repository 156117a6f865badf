//! The trial of a fix: the edits made, the text read again, everything decided again.

use can_assume_github::workflow::{
    AssumeStep, Candidate, FileId, Oidc, Resolver, Token, predict, predict_fragment,
};
use can_assume_iam::trace::Decision;

use super::role::{Joined, join};
use super::select::select;
use super::{RolePolicy, WorkflowQuestion, decide};
use crate::cause::Proposal;
use crate::diagnostic::{Edit, Help, SourceText};
use crate::edits::{apply, compose};
use crate::explain::{self, Answer, ProvenFix};
use crate::verdict::Verdict;

/// A candidate and the policy whose fixes are tried.
#[derive(Clone, Copy)]
pub(super) struct Trial<'a, 'q> {
    pub(super) question: &'a WorkflowQuestion<'q>,
    pub(super) candidate: &'a Candidate,
    pub(super) step: Option<&'a AssumeStep>,
    pub(super) policy: &'a RolePolicy,
}

impl Trial<'_, '_> {
    /// Keeps of the answer's fixes those after which every case of the candidate is allowed; one that lets in some cases
    /// only, such as one of two forms of the subject, is completed by what the others need.
    pub(super) fn keep_proven(&self, answer: &mut Answer) {
        let tried = std::mem::take(&mut answer.fixes);
        let mut proven: Vec<(Vec<Edit>, Option<ProvenFix>)> =
            tried.into_iter().map(|fix| (fix.edits.clone(), self.completed(fix))).collect();
        // What lets in every case by itself is better than what has to be completed.
        let whole = |(before, found): &(Vec<Edit>, Option<ProvenFix>)| {
            found.as_ref().is_some_and(|found| found.edits == *before)
        };
        if proven.iter().any(whole) {
            for one in proven.iter_mut().filter(|one| !whole(one)) {
                one.1 = None;
            }
        }
        answer.fixes.extend(proven.iter().filter_map(|(_, found)| found.clone()));
        for diagnostic in &mut answer.diagnostics {
            diagnostic.helps = std::mem::take(&mut diagnostic.helps)
                .into_iter()
                .filter_map(|help| match proven.iter().find(|(before, _)| *before == help.edits) {
                    Some((_, found)) => {
                        found.as_ref().map(|fix| Help { text: fix.title.clone(), edits: fix.edits.clone() })
                    }
                    None => Some(help),
                })
                .collect();
        }
    }

    /// The fix, with what the cases need that it does not let in; `None` when they cannot all be let in.
    fn completed(&self, mut fix: ProvenFix) -> Option<ProvenFix> {
        let mut cases = self.cases(&fix.edits)?;
        for _ in 0..MOST_CASES {
            if decide::overall(self.candidate, self.step, &cases) == Decision::Allowed {
                return Some(fix);
            }
            let open = left(&cases);
            let denied = cases.into_iter().find(|one| is_denied(&one.verdict))?;
            let between = denied.question.policy.source.text.clone();
            let further = explain::explain(&denied.question, denied.verdict).fixes.into_iter();
            // One that lets in this case and shuts out another does not count.
            (fix, cases) = further.into_iter().find_map(|more| {
                let edits = compose(&self.policy.policy.source, &fix.edits, &between, &more.edits)?;
                let cases = self.cases(&edits)?;
                let title = format!("{}; {}", fix.title, more.title);
                (left(&cases) < open).then(|| (ProvenFix { title, edits, ..fix.clone() }, cases))
            })?;
        }
        None
    }

    /// The verdicts once the edits are made.
    fn cases(&self, edits: &[Edit]) -> Option<Vec<decide::Decided>> {
        let edited = RolePolicy { role: self.policy.role.clone(), policy: self.policy.policy.edited(edits)? };
        Some(decide::verdicts(self.question, self.candidate, self.step, &edited))
    }
}

fn is_denied(verdict: &Verdict) -> bool {
    matches!(verdict.decision, Decision::ImplicitDeny | Decision::ExplicitDeny)
}

/// How many cases are not let in.
fn left(cases: &[decide::Decided]) -> usize {
    cases.iter().filter(|one| one.verdict.decision != Decision::Allowed).count()
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

/// How many edits are put together so that every case is let in.
const MOST_CASES: usize = 4;
