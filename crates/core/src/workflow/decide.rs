//! The answer for one candidate and the policy of the role that it asks for.

use can_assume_github::workflow::{AssumeStep, Candidate, Token};
use can_assume_iam::trace::{Decision, UnknownKey};

use super::role::{Joined, join};
use super::verdicts::{Decided, REQUESTED_REGION, doubt, endpoint_region, overall, verdicts};
use super::{Alternative, RolePolicy, WorkflowQuestion, prove};
use crate::diagnostic::Help;
use crate::explain::{self, Answer, Gains};
use crate::failure::Stage;
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
    if let Some(region) = endpoint_region(step).filter(|_| shown.question.mentions(REQUESTED_REGION)) {
        answer.verdict.assumptions.push(format!("the call goes to STS in `{region}`, as `aws-region` says"));
    }
    if decided.len() > 1 && alternatives.is_empty() {
        answer.verdict.remarks.push(format!(
            "the verdict is the same in all {} cases that the policy tells apart",
            decided.len()
        ));
    }
    Outcome { answer, alternatives }
}

/// The case that is shown: one with the overall decision, else the first that is not allowed.
fn shown(decided: &[Decided], decision: Decision) -> Option<&Decided> {
    decided
        .iter()
        .find(|one| one.verdict.decision == decision)
        .or_else(|| decided.iter().find(|one| one.verdict.decision != Decision::Allowed))
        .or(decided.first())
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
        let key = differing_claim(decided).unwrap_or("sub");
        missing.push(UnknownKey { key: key.into(), reason: cases.join("; ") });
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

/// The first claim, the subject before all others, that is not the same in every case.
fn differing_claim(decided: &[Decided]) -> Option<&str> {
    let (first, rest) = decided.split_first()?;
    let of_first = &first.world.claims;
    let differs = |name: &&str| rest.iter().any(|other| other.world.claims.get(name) != of_first.get(name));
    let others = of_first.iter().map(|claim| claim.name.as_str());
    std::iter::once("sub").chain(others).find(differs)
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
