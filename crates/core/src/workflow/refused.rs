//! A job without a token, and a step that does not present it: STS is never asked.

use can_assume_github::workflow::{AssumeStep, Candidate, NoOidc, NoToken, Oidc, Place, Token};
use can_assume_iam::trace::Decision;

use super::prove::Trials;
use super::role::{Joined, join};
use super::{WorkflowQuestion, decide, prove, verdicts};
use crate::cause::workflow::{WorkflowCase, propose};
use crate::diagnostic::{Diagnostic, Help, Level};
use crate::explain::{self, Answer, NamedCause};
use crate::failure::Stage;
use crate::verdict::{Authenticity, Verdict};

/// Whether the step is known to leave the token aside.
pub(super) fn is_not_presented(step: &AssumeStep) -> bool {
    matches!(step.oidc, Oidc::No { .. })
}

/// The answer for a job that is issued no token.
pub(super) fn no_token(
    trials: &Trials,
    question: &WorkflowQuestion<'_>,
    candidate: &Candidate,
    step: Option<&AssumeStep>,
) -> Answer {
    let Token::No { reason, place, text } = &candidate.token else {
        return refused(trials, question, candidate, step, "unexplained", "the job has no token", None);
    };
    let mut answer = refused(trials, question, candidate, step, reason.as_str(), text, Some(*place));
    if matches!(reason, NoToken::TokenPermissionMissing | NoToken::TokenCallerPermission) {
        add_later_causes(trials, question, candidate, step, &mut answer);
    }
    answer
}

/// The answer for a step that does not present the job's token.
pub(super) fn not_presented(
    trials: &Trials,
    question: &WorkflowQuestion<'_>,
    candidate: &Candidate,
    step: &AssumeStep,
) -> Answer {
    match &step.oidc {
        Oidc::No { reason, place, text } => refused(
            trials,
            question,
            candidate,
            Some(step),
            reason.as_str(),
            text,
            place.or(Some(step.place)),
        ),
        Oidc::Yes | Oidc::Maybe { .. } => refused(
            trials,
            question,
            candidate,
            Some(step),
            "unexplained",
            "the token is not presented",
            None,
        ),
    }
}

fn refused(
    trials: &Trials,
    question: &WorkflowQuestion<'_>,
    candidate: &Candidate,
    step: Option<&AssumeStep>,
    id: &'static str,
    text: &str,
    place: Option<Place>,
) -> Answer {
    let case = WorkflowCase { question, candidate, step, place };
    let proposals = propose(id, &case);
    let fixes: Vec<_> = proposals
        .edits
        .iter()
        .filter_map(|proposal| prove::of_workflow(trials, question, candidate, step, proposal))
        .take(1)
        .collect();
    let mut diagnostic = Diagnostic::new(Level::Error, id, text);
    if let Some(place) = place {
        let (source, span) = question.place(place);
        diagnostic = diagnostic.primary(&source, span, "this decides");
    }
    if let Some(step) = step.filter(|step| Some(step.place) != place) {
        let (source, span) = question.place(step.place);
        diagnostic = diagnostic.context(&source, span, "this step assumes the role");
    }
    for note in proposals.notes {
        diagnostic = diagnostic.note(note);
    }
    diagnostic
        .helps
        .extend(fixes.iter().map(|fix| Help { text: fix.title.clone(), edits: fix.edits.clone() }));
    if fixes.is_empty() {
        for help in proposals.helps {
            diagnostic = diagnostic.help(help);
        }
    }
    let (stage, standing) = match &candidate.token {
        Token::No { .. } => (Stage::Token, "no token is issued"),
        _ if id == NoOidc::RegionInput.as_str() => (Stage::Request, "the action stops before the call"),
        _ if id == NoOidc::AccountNotAllowed.as_str() => {
            (Stage::Request, "the action does not accept the role's account")
        }
        _ => (Stage::Token, "the token is not presented"),
    };
    Answer {
        verdict: Verdict {
            decision: Decision::ImplicitDeny,
            stage,
            authenticity: Authenticity::Predicted,
            standing: standing.to_owned(),
            failure: None,
            missing: Vec::new(),
            evaluations: Vec::new(),
            assumptions: decide::assumptions(candidate, step),
            remarks: Vec::new(),
        },
        failing: Vec::new(),
        cause: Some(NamedCause { id, headline: text.to_owned() }),
        other_causes: Vec::new(),
        fixes,
        diagnostics: vec![diagnostic],
    }
}

/// What would keep the role from the job even if it had its token.
fn add_later_causes(
    trials: &Trials,
    question: &WorkflowQuestion<'_>,
    candidate: &Candidate,
    step: Option<&AssumeStep>,
    answer: &mut Answer,
) {
    if let Some(step) = step.filter(|step| is_not_presented(step)) {
        let later = not_presented(trials, question, candidate, step);
        answer.other_causes.extend(later.cause);
        answer.diagnostics.extend(later.diagnostics);
        return;
    }
    let Joined::Policy(policy) = join(question, step) else { return };
    let decided = verdicts::verdicts(question, candidate, step, policy);
    if !matches!(
        verdicts::overall(candidate, step, &decided),
        Decision::ExplicitDeny | Decision::ImplicitDeny
    ) {
        return;
    }
    if let Some((asked, verdict)) = verdicts::first(&decided) {
        let later = explain::explain(asked, verdict.clone());
        answer.other_causes.extend(later.cause.into_iter().chain(later.other_causes));
        answer.diagnostics.extend(later.diagnostics);
    }
}
