//! One candidate against the policy of the role that it asks for.

use can_assume_github::workflow::{AssumeStep, Candidate, Pattern, Token};
use can_assume_iam::trace::{Decision, UnknownKey};

use super::role::{Joined, join};
use super::world::{Ingredients, World};
use super::{Alternative, RolePolicy, WorkflowQuestion, prove};
use crate::diagnostic::Help;
use crate::explain::{self, Answer, Gains};
use crate::failure::Stage;
use crate::question::{Identity, Question, Role};
use crate::sts;
use crate::verdict::{Authenticity, Verdict};

/// What is answered of one candidate.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    /// The verdict in words.
    pub(super) answer: Answer,
    /// The verdicts that it is made of, where they differ.
    pub(super) alternatives: Vec<Alternative>,
}

impl Outcome {
    /// An answer that is the same in every case.
    pub(super) fn of(answer: Answer) -> Self {
        Self { answer, alternatives: Vec::new() }
    }
}

/// A case, what was asked in it, and the verdict.
pub(super) struct Decided {
    world: World,
    pub(super) question: Question,
    pub(super) verdict: Verdict,
}

/// Decides for a job that is, or may be, issued a token.
pub(super) fn decide(
    question: &WorkflowQuestion<'_>,
    candidate: &Candidate,
    step: Option<&AssumeStep>,
    gains: &mut Gains,
) -> Outcome {
    let policy = match join(question, step) {
        Joined::Policy(policy) => policy,
        Joined::NoneGiven => {
            return undecided(candidate, step, "no trust policy was given");
        }
        Joined::NotAmong => {
            return undecided(
                candidate,
                step,
                "the trust policy of this role is not among those that were given",
            );
        }
        Joined::Ambiguous => {
            return undecided(
                candidate,
                step,
                "several trust policies were given, and none is known to be this role's",
            );
        }
    };
    let decided = verdicts(question, candidate, step, policy);
    let decision = overall(candidate, step, &decided);
    let Some(shown) = shown(&decided, decision) else {
        return undecided(candidate, step, "the subject is not known");
    };
    let mut answer = explain::explain(&shown.question, shown.verdict.clone());
    let alternatives = if decided.iter().all(|one| one.verdict.decision == shown.verdict.decision) {
        Vec::new()
    } else {
        decided.iter().map(alternative).collect()
    };
    let trial = prove::OfPolicy { question, candidate, step, policy };
    trial.keep_proven(&mut answer);
    let forms: Vec<String> =
        candidate.subjects.iter().filter_map(|form| form.subject.exact().map(str::to_owned)).collect();
    gains.fill(&shown.question, &mut answer, &forms);
    if decision != Decision::Allowed && answer.fixes.is_empty() {
        ask_for_ids(candidate, &mut answer);
    }
    if decision == Decision::Undetermined && shown.verdict.decision != Decision::Undetermined {
        answer.verdict.missing = open(candidate, step, &decided);
        answer.verdict.failure = None;
        answer.cause = None;
        answer.other_causes.clear();
    }
    answer.verdict.decision = decision;
    answer.verdict.standing = standing(candidate);
    answer.verdict.assumptions.splice(0..0, assumptions(candidate, step));
    answer.verdict.assumptions.extend(taken_for(step, policy));
    if decided.len() > 1 && alternatives.is_empty() {
        answer.verdict.remarks.push(format!(
            "the verdict is the same in all {} cases that the policy tells apart",
            decided.len()
        ));
    }
    Outcome { answer, alternatives }
}

/// The verdict in every case of the candidate.
pub(super) fn verdicts(
    question: &WorkflowQuestion<'_>,
    candidate: &Candidate,
    step: Option<&AssumeStep>,
    policy: &RolePolicy,
) -> Vec<Decided> {
    let default = Pattern::literal("sts.amazonaws.com");
    let audience = step.map_or(&default, |step| &step.audience.value);
    let client_ids: Vec<String> = question
        .providers
        .iter()
        .flat_map(|providers| providers.iter())
        .flat_map(|provider| provider.client_ids.iter().cloned())
        .collect();
    let mut decided = Vec::new();
    for form in &candidate.subjects {
        let ingredients = Ingredients { candidate, form, audience, client_ids: client_ids.clone() };
        let policies = [&policy.policy].into_iter().chain(question.resource_control_policies);
        for world in ingredients.worlds(policies) {
            let asked = question_of(question, step, policy, &world);
            let verdict = sts::decide(&asked);
            decided.push(Decided { world, question: asked, verdict });
        }
    }
    decided
}

/// The decision on which every case agrees; `undetermined` when they do not, or when it is open whether there is a token.
pub(super) fn overall(candidate: &Candidate, step: Option<&AssumeStep>, decided: &[Decided]) -> Decision {
    let mut decisions = decided.iter().map(|one| one.verdict.decision);
    let Some(first) = decisions.next() else { return Decision::Undetermined };
    let denies = |decision: Decision| matches!(decision, Decision::ExplicitDeny | Decision::ImplicitDeny);
    let agreed = decided
        .iter()
        .all(|one| one.verdict.decision == first || (denies(one.verdict.decision) && denies(first)));
    // Without a token the role is not assumed either: only a yes hangs on it.
    match first {
        _ if !agreed => Decision::Undetermined,
        Decision::Allowed if doubt(candidate, step).is_some() => Decision::Undetermined,
        decision => decision,
    }
}

/// The case that is shown: one with the overall decision, else the first that is not allowed.
fn shown(decided: &[Decided], decision: Decision) -> Option<&Decided> {
    decided
        .iter()
        .find(|one| one.verdict.decision == decision)
        .or_else(|| decided.iter().find(|one| one.verdict.decision != Decision::Allowed))
        .or(decided.first())
}

fn question_of(
    question: &WorkflowQuestion<'_>,
    step: Option<&AssumeStep>,
    policy: &RolePolicy,
    world: &World,
) -> Question {
    let exact = |pattern: &Pattern| pattern.exact().map(str::to_owned);
    let named = step.and_then(|step| step.role.as_ref()).and_then(|role| exact(&role.value));
    let arn = named.filter(|arn| arn.starts_with("arn:")).or_else(|| policy.role.arn.clone());
    Question {
        role: Role { arn, ..policy.role.clone() },
        policy: policy.policy.clone(),
        identity: Identity::Claims {
            claims: world.claims.clone(),
            source: world.source.clone(),
            predicted: true,
        },
        providers: question.providers.map(<[_]>::to_vec),
        resource_control_policies: question.resource_control_policies.to_vec(),
        service_control_policies: Vec::new(),
        caller_policy: None,
        context: Vec::new(),
        now: None,
        session_name: step.and_then(|step| exact(&step.session_name.value)),
        duration_seconds: step
            .and_then(|step| step.duration_seconds.as_ref())
            .and_then(|duration| duration.value.exact()?.parse().ok()),
    }
}

/// The answer where there is no policy to decide by.
fn undecided(candidate: &Candidate, step: Option<&AssumeStep>, reason: &str) -> Outcome {
    let mut missing = vec![UnknownKey { key: "policy".into(), reason: reason.into() }];
    missing.extend(doubt(candidate, step));
    Outcome::of(Answer {
        verdict: Verdict {
            decision: Decision::Undetermined,
            stage: Stage::TrustPolicy,
            authenticity: Authenticity::Predicted,
            standing: standing(candidate),
            failure: None,
            missing,
            evaluations: Vec::new(),
            assumptions: assumptions(candidate, step),
            remarks: Vec::new(),
        },
        failing: Vec::new(),
        cause: None,
        other_causes: Vec::new(),
        fixes: Vec::new(),
        diagnostics: Vec::new(),
    })
}

/// What keeps the cases from agreeing, each with the verdicts it leads to.
fn open(candidate: &Candidate, step: Option<&AssumeStep>, decided: &[Decided]) -> Vec<UnknownKey> {
    let mut missing: Vec<UnknownKey> = doubt(candidate, step).into_iter().collect();
    let word = |decision: Decision| match decision {
        Decision::Allowed => "allowed",
        Decision::ExplicitDeny | Decision::ImplicitDeny => "denied",
        Decision::Undetermined => "undetermined",
    };
    let differ = decided.windows(2).any(|pair| match pair {
        [one, other] => one.verdict.decision != other.verdict.decision,
        _ => false,
    });
    if differ {
        let cases: Vec<String> = decided
            .iter()
            .take(MAX_CASES)
            .map(|one| format!("{} {}", word(one.verdict.decision), when(one)))
            .collect();
        missing.push(UnknownKey { key: "sub".into(), reason: cases.join("; ") });
    }
    for key in decided.iter().flat_map(|one| &one.verdict.missing) {
        if !missing.iter().any(|known| known.key == key.key) {
            missing.push(key.clone());
        }
    }
    missing
}

/// Says what has to be known before both forms of the subject can be trusted.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc>
fn ask_for_ids(candidate: &Candidate, answer: &mut Answer) {
    let both = candidate.subjects.iter().any(|form| form.immutable)
        && candidate.subjects.iter().any(|form| !form.immutable);
    let without_ids =
        candidate.subjects.iter().any(|form| form.subject.holes().any(|hole| hole.name.ends_with(" id")));
    let Some(primary) = answer.diagnostics.first_mut().filter(|_| both && without_ids) else { return };
    primary.helps.push(Help {
        text: "give `repository.ownerId` and `repository.id` in a facts file, and `subject.subClaimPrefix`, which says what form the subject has: `can-assume facts --repo OWNER/NAME` asks GitHub for all three".to_owned(),
        edits: Vec::new(),
    });
}

/// Why a token may not be issued or not be presented.
fn doubt(candidate: &Candidate, step: Option<&AssumeStep>) -> Option<UnknownKey> {
    if let Token::Maybe { text, .. } = &candidate.token {
        return Some(UnknownKey { key: "id-token".into(), reason: text.clone() });
    }
    match step.map(|step| &step.oidc) {
        Some(can_assume_github::workflow::Oidc::Maybe { text, .. }) => {
            Some(UnknownKey { key: "oidc".into(), reason: text.clone() })
        }
        _ => None,
    }
}

fn alternative(one: &Decided) -> Alternative {
    Alternative {
        when: when(one),
        subject: one
            .world
            .claims
            .sub()
            .map_or_else(|| one.world.subject.clone(), std::borrow::Cow::into_owned),
        decision: one.verdict.decision,
    }
}

/// The case in words: `if …, for branch `main``.
fn when(one: &Decided) -> String {
    let values: Vec<String> =
        one.world.values.iter().map(|(name, value)| format!("for {name} `{value}`")).collect();
    let parts: Vec<String> = one.world.when.iter().cloned().chain(values).collect();
    if parts.is_empty() { "in every case".to_owned() } else { parts.join(", ") }
}

/// What is taken for granted of the candidate and the step.
pub(super) fn assumptions(candidate: &Candidate, step: Option<&AssumeStep>) -> Vec<String> {
    let of_step = step.iter().flat_map(|step| &step.assumptions);
    let mut all: Vec<String> =
        candidate.assumptions.iter().chain(of_step).map(|assumption| assumption.text.clone()).collect();
    if step.is_none() {
        all.push(
            "no step of the job is known to assume a role; the audience is `sts.amazonaws.com`".to_owned(),
        );
    }
    all.dedup();
    all
}

/// That a role which is not known before the run is the one whose policy was taken.
fn taken_for(step: Option<&AssumeStep>, policy: &RolePolicy) -> Option<String> {
    let role = &step?.role.as_ref()?.value;
    let taken = policy.role.arn.as_deref().or(policy.role.name.as_deref())?;
    role.exact().is_none().then(|| format!("`{role}` is `{taken}`"))
}

fn standing(candidate: &Candidate) -> String {
    match candidate.token {
        Token::Yes { .. } => "claims predicted from the workflow".to_owned(),
        Token::Maybe { .. } => "claims predicted from the workflow, if a token is issued".to_owned(),
        Token::No { .. } => "no token is issued".to_owned(),
    }
}

/// The cases that are named where they differ.
const MAX_CASES: usize = 4;

/// The first case: what was asked, and the verdict.
pub(super) fn first(decided: &[Decided]) -> Option<(&Question, &Verdict)> {
    decided.first().map(|one| (&one.question, &one.verdict))
}
