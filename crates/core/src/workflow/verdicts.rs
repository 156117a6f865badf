//! One candidate against one policy: the verdict in every case that the policy tells apart.

use can_assume_github::workflow::{AssumeMethod, AssumeStep, Candidate, Oidc, Pattern, Token};
use can_assume_iam::context::ContextValue;
use can_assume_iam::trace::{Decision, UnknownKey};

use super::world::{Ingredients, World};
use super::{RolePolicy, WorkflowQuestion};
use crate::question::{Identity, Question, Role};
use crate::sts;
use crate::verdict::Verdict;

/// A case, what was asked in it, and the verdict.
pub(super) struct Decided {
    pub(super) world: World,
    pub(super) question: Question,
    pub(super) verdict: Verdict,
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

/// The first case: what was asked, and the verdict.
pub(super) fn first(decided: &[Decided]) -> Option<(&Question, &Verdict)> {
    decided.first().map(|one| (&one.question, &one.verdict))
}

/// Why a token may not be issued or not be presented.
pub(super) fn doubt(candidate: &Candidate, step: Option<&AssumeStep>) -> Option<UnknownKey> {
    if let Token::Maybe { text, .. } = &candidate.token {
        return Some(UnknownKey { key: "id-token".into(), reason: text.clone() });
    }
    match step.map(|step| &step.oidc) {
        Some(Oidc::Maybe { text, .. }) => Some(UnknownKey { key: "oidc".into(), reason: text.clone() }),
        _ => None,
    }
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
    let region = endpoint_region(step).map(str::to_owned);
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
        context: region
            .map(|region| (REQUESTED_REGION.to_owned(), ContextValue::Single(region)))
            .into_iter()
            .collect(),
        now: None,
        session_name: step.and_then(|step| exact(&step.session_name.value)),
        duration_seconds: step
            .and_then(|step| step.duration_seconds.as_ref())
            .and_then(|duration| leading_number(duration.value.exact()?)),
    }
}

/// The number with which a text begins, as the action reads one; without a number, or with zero, it takes its default.
///
/// Source: <https://github.com/aws-actions/configure-aws-credentials/blob/main/src/index.ts>
fn leading_number(text: &str) -> Option<u64> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end)?.parse().ok().filter(|seconds| *seconds != 0)
}

/// The region whose endpoint of STS the step calls, where it says so: the action calls that of `aws-region`.
///
/// Source: <https://github.com/aws-actions/configure-aws-credentials#options>
pub(super) fn endpoint_region(step: Option<&AssumeStep>) -> Option<&str> {
    let step = step.filter(|step| matches!(step.method, AssumeMethod::ConfigureAwsCredentials { .. }))?;
    step.region.as_ref()?.value.exact().filter(|region| !region.is_empty())
}

/// The key for the region of the endpoint that is called.
pub(super) const REQUESTED_REGION: &str = "aws:RequestedRegion";
