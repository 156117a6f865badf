//! The trust policy and the guardrails, for every action that the request needs.

use can_assume_iam::context::Request;
use can_assume_iam::evaluate::evaluate;
use can_assume_iam::guardrails;
use can_assume_iam::trace::{Decision, UnknownKey};

use super::refusal::refusal;
use crate::failure::{Stage, StsFailure};
use crate::question::Question;
use crate::verdict::{Evaluated, Evaluation};

/// What the policies decide together.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) decision: Decision,
    pub(super) stage: Stage,
    pub(super) evaluations: Vec<Evaluation>,
    pub(super) missing: Vec<UnknownKey>,
    pub(super) failure: Option<Box<StsFailure>>,
}

/// Evaluates the trust policy, then every resource control policy, for each of `requests`; the first is the main one.
///
/// All of them must pass: a token that carries session tags needs `sts:TagSession` as well.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html>
pub(super) fn evaluate_all(question: &Question, requests: &[Request]) -> Outcome {
    let mut evaluations = Vec::new();
    let role = requests.first().and_then(|request| request.resource.as_deref());
    for request in requests {
        let trace = evaluate(&question.policy.document, request);
        evaluations.push(evaluation(Evaluated::TrustPolicy, request, trace));
    }
    let bound = guardrails::rcps_bind(role);
    for (index, policy) in question.resource_control_policies.iter().enumerate().filter(|_| bound) {
        for request in requests {
            let trace = evaluate(&policy.document, request);
            evaluations.push(evaluation(Evaluated::ResourceControlPolicy(index), request, trace));
        }
    }
    let main = requests.first().map(|request| request.action.clone()).unwrap_or_default();
    conclude(evaluations, &main, role)
}

fn evaluation(policy: Evaluated, request: &Request, trace: can_assume_iam::trace::PolicyTrace) -> Evaluation {
    Evaluation { policy, action: request.action.clone(), principal: request.principal.clone(), trace }
}

/// The first denial decides; without one, anything open leaves the whole open.
pub(super) fn conclude(evaluations: Vec<Evaluation>, main_action: &str, role: Option<&str>) -> Outcome {
    let denial = evaluations.iter().find(|evaluation| denies(evaluation));
    if let Some(evaluation) = denial {
        let failure = refusal(evaluation, main_action, role);
        let (decision, stage) = (evaluation.decision(), failure.stage);
        return Outcome { decision, stage, missing: Vec::new(), failure: Some(failure), evaluations };
    }
    let open = || evaluations.iter().filter(|evaluation| evaluation.decision() == Decision::Undetermined);
    let stage = match open().next().map(|evaluation| evaluation.policy) {
        Some(Evaluated::ResourceControlPolicy(_)) => Stage::Guardrail,
        _ => Stage::TrustPolicy,
    };
    let mut missing: Vec<UnknownKey> = Vec::new();
    for key in open().flat_map(|evaluation| &evaluation.trace.unknown) {
        if !missing.iter().any(|known| known.key.eq_ignore_ascii_case(&key.key)) {
            missing.push(key.clone());
        }
    }
    let decision = if open().next().is_some() { Decision::Undetermined } else { Decision::Allowed };
    Outcome { decision, stage, evaluations, missing, failure: None }
}

/// A resource control policy only denies: that none of its statements applies is no refusal.
fn denies(evaluation: &Evaluation) -> bool {
    match (evaluation.policy, evaluation.decision()) {
        (_, Decision::ExplicitDeny) => true,
        (Evaluated::ResourceControlPolicy(_), _) => false,
        (_, decision) => decision == Decision::ImplicitDeny,
    }
}
