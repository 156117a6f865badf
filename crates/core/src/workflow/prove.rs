//! The trial of a fix: the edits made, the text read again, everything decided again.

use std::cell::Cell;

use can_assume_github::workflow::{
    AssumeStep, Candidate, FileId, KeySet, NoToken, Oidc, Place, Resolver, Token, predict, predict_fragment,
};
use can_assume_iam::trace::Decision;

use super::role::{Joined, join};
use super::select::select;
use super::{RolePolicy, WorkflowQuestion, verdicts};
use crate::cause::Proposal;
use crate::diagnostic::{Edit, Help, SourceText};
use crate::edits::{apply, compose, permission, sorted};
use crate::explain::{self, Answer, ProvenFix};
use crate::verdict::Verdict;

/// A candidate and the policy whose fixes are tried.
#[derive(Clone, Copy)]
pub(super) struct OfPolicy<'a, 'q> {
    pub(super) question: &'a WorkflowQuestion<'q>,
    pub(super) candidate: &'a Candidate,
    pub(super) step: Option<&'a AssumeStep>,
    pub(super) policy: &'a RolePolicy,
}

impl OfPolicy<'_, '_> {
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
            if verdicts::overall(self.candidate, self.step, &cases) == Decision::Allowed {
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
    fn cases(&self, edits: &[Edit]) -> Option<Vec<verdicts::Decided>> {
        let edited = RolePolicy { role: self.policy.role.clone(), policy: self.policy.policy.edited(edits)? };
        Some(verdicts::verdicts(self.question, self.candidate, self.step, &edited))
    }
}

fn is_denied(verdict: &Verdict) -> bool {
    matches!(verdict.decision, Decision::ImplicitDeny | Decision::ExplicitDeny)
}

/// How many cases are not let in.
fn left(cases: &[verdicts::Decided]) -> usize {
    cases.iter().filter(|one| one.verdict.decision != Decision::Allowed).count()
}

/// The fix, if the job is issued a token and presents it once the edits of the workflow are made, and with them those that
/// grant a token to a job which lacks the permission.
pub(super) fn of_workflow(
    trials: &Trials,
    question: &WorkflowQuestion<'_>,
    candidate: &Candidate,
    step: Option<&AssumeStep>,
    proposal: &Proposal,
) -> Option<ProvenFix> {
    let was_without_token = matches!(candidate.token, Token::No { .. });
    settle(trials, question, proposal, |changed, candidates| {
        let Some(again) = candidates.iter().find(|other| is_same_run(candidate, other)) else {
            return Trial::Fails;
        };
        let step = match step {
            None => None,
            Some(step) => match same_step(step, again) {
                None => return Trial::Fails,
                found => found,
            },
        };
        // An edit that is about the step has to make it present the token.
        let presented = step.is_none_or(|step| !matches!(step.oidc, Oidc::No { .. }));
        match &again.token {
            Token::No { .. } => lacking(again),
            _ if presented => Trial::Decided(verdict(changed, again, step)),
            _ if was_without_token => Trial::Decided(Decision::ImplicitDeny),
            _ => Trial::Fails,
        }
    })
}

/// The fix, if every job that had the key assumes the role with a token of its own once the edits are made; runs for
/// forks have neither.
pub(super) fn of_keys(
    trials: &Trials,
    question: &WorkflowQuestion<'_>,
    keys: &KeySet,
    proposal: &Proposal,
) -> Option<ProvenFix> {
    settle(trials, question, proposal, |changed, candidates| {
        let mut decisions = Vec::new();
        let has_key = |candidate: &&Candidate| keys.jobs.iter().any(|job| job.id == candidate.job);
        for candidate in candidates.iter().filter(has_key) {
            if let Token::No { reason, .. } = &candidate.token {
                match reason {
                    NoToken::TokenFork | NoToken::EnvironmentBranchPolicy => continue,
                    _ => return lacking(candidate),
                }
            }
            let presents = |step: &&AssumeStep| step.role.is_some() && !matches!(step.oidc, Oidc::No { .. });
            let Some(step) = candidate.steps.iter().find(presents) else { return Trial::Fails };
            decisions.push(verdict(changed, candidate, Some(step)));
        }
        let worst =
            [Decision::ExplicitDeny, Decision::ImplicitDeny, Decision::Undetermined, Decision::Allowed]
                .into_iter()
                .find(|decision| decisions.contains(decision));
        worst.map_or(Trial::Fails, Trial::Decided)
    })
}

/// How much text may still be read and predicted again for all fixes of one workflow.
#[derive(Debug)]
pub(super) struct Trials {
    left: Cell<usize>,
}

impl Trials {
    /// The whole of it.
    pub(super) fn new() -> Self {
        Self { left: Cell::new(MOST_TEXT) }
    }

    /// Whether `size` bytes more may be read; takes them off.
    fn afford(&self, size: usize) -> bool {
        let left = self.left.get().checked_sub(size);
        self.left.set(left.unwrap_or_default());
        left.is_some()
    }
}

/// What came of a trial.
enum Trial {
    /// It helps, and this is the decision then.
    Decided(Decision),
    /// A job still lacks the permission to ask for a token, which this place decides.
    Lacks(Place),
    /// It does not help.
    Fails,
}

/// What a job lacks that has no token.
fn lacking(candidate: &Candidate) -> Trial {
    match &candidate.token {
        Token::No {
            reason: NoToken::TokenPermissionMissing | NoToken::TokenCallerPermission, place, ..
        } => Trial::Lacks(*place),
        _ => Trial::Fails,
    }
}

fn verdict(question: &WorkflowQuestion<'_>, candidate: &Candidate, step: Option<&AssumeStep>) -> Decision {
    match join(question, step) {
        Joined::Policy(policy) => {
            let decided = verdicts::verdicts(question, candidate, step, policy);
            verdicts::overall(candidate, step, &decided)
        }
        Joined::NoneGiven | Joined::NotAmong | Joined::Ambiguous => Decision::Undetermined,
    }
}

/// Makes the edits, reads and predicts again, and grants what is still lacking, until `tried` comes to an end.
fn settle(
    trials: &Trials,
    question: &WorkflowQuestion<'_>,
    proposal: &Proposal,
    tried: impl Fn(&WorkflowQuestion<'_>, &[Candidate]) -> Trial,
) -> Option<ProvenFix> {
    let source = &proposal.edits.first()?.source;
    if proposal.edits.iter().any(|edit| edit.source != *source) {
        return None;
    }
    let mut edits = sorted(&proposal.edits)?;
    let mut title = proposal.title.clone();
    let size = question.prediction.files.iter().map(|file| file.text.len()).sum();
    for _ in 0..MOST_GRANTS {
        if !trials.afford(size) {
            return None;
        }
        let edited = SourceText::new(source.name.as_str(), apply(&source.text, &edits)?);
        let of_workflow = *source == *question.source;
        let (workflow, overlay) =
            if of_workflow { (edited.clone(), None) } else { (question.source.clone(), Some(&edited)) };
        let resolver = Overlay { files: question.resolver, edited: overlay };
        let name = &question.prediction.file(FileId(0))?.name;
        let prediction = predict(name, &workflow.text, question.facts, &resolver)
            .or_else(|_| predict_fragment(name, &workflow.text, question.facts, &resolver))
            .ok()?;
        let changed =
            WorkflowQuestion { source: &workflow, prediction: &prediction, resolver: &resolver, ..*question };
        let candidates = select(&prediction, question.selection).ok()?;
        let place = match tried(&changed, &candidates) {
            Trial::Decided(decision_after) => {
                let file = source.name.clone();
                return Some(ProvenFix { title, file, edits, decision_after, gains: Vec::new() });
            }
            Trial::Lacks(place) => place,
            Trial::Fails => return None,
        };
        let (file, span) = changed.place(place);
        if file.name != edited.name {
            return None;
        }
        let grant = permission::grant(&file, span)?;
        edits = compose(source, &edits, &edited.text, &[grant])?;
        if !title.ends_with(GRANT) {
            title.push_str(GRANT);
        }
    }
    None
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

/// The same step of the candidate; where a script has several, the one with the same role before any other.
fn same_step<'c>(step: &AssumeStep, candidate: &'c Candidate) -> Option<&'c AssumeStep> {
    let role = |step: &AssumeStep| step.role.as_ref().map(|role| role.value.clone());
    let mut same =
        candidate.steps.iter().filter(|other| step.label == other.label && step.method == other.method);
    same.clone().find(|other| role(step) == role(other)).or_else(|| same.next())
}

/// The files of the repository, one of them edited.
struct Overlay<'a> {
    files: &'a dyn Resolver,
    edited: Option<&'a SourceText>,
}

impl Resolver for Overlay<'_> {
    fn read(&self, path: &str) -> Option<String> {
        match &self.edited {
            Some(source) if source.name == path => Some(source.text.to_string()),
            _ => self.files.read(path),
        }
    }
}

/// How many edits are put together so that every case is let in.
const MOST_CASES: usize = 4;
/// How many jobs one fix grants a token to.
const MOST_GRANTS: usize = 12;
/// What is said of a fix that grants one too.
const GRANT: &str = ", and grant `id-token: write`";
/// In bytes: a workflow of usual size is tried hundreds of times, one of five megabytes not at all.
const MOST_TEXT: usize = 4 << 20;
