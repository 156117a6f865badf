//! Any other request: `AssumeRole` by an AWS principal or a service, `AssumeRoleWithSAML`, or a web identity in its
//! plainest form. Its context is complete: nothing is derived and nothing is unknown.

use can_assume_iam::context::Request;
use can_assume_iam::evaluate::caller_permission;
use can_assume_iam::guardrails;
use can_assume_iam::principals::Caller;
use can_assume_iam::trace::{Decision, UnknownKey};

use super::{parameters, policies};
use crate::question::Question;
use crate::verdict::{Authenticity, Evaluated, Evaluation, Verdict};

/// Decides `request` by the role's trust policy, the guardrails and, where it counts, the caller's own policy.
pub(super) fn decide(question: &Question, request: &Request) -> Verdict {
    let mut verdict = Verdict {
        decision: Decision::ImplicitDeny,
        stage: crate::failure::Stage::TrustPolicy,
        authenticity: Authenticity::Unverified,
        standing: "request as given".into(),
        failure: None,
        missing: Vec::new(),
        evaluations: Vec::new(),
        assumptions: Vec::new(),
        remarks: Vec::new(),
    };
    if let Err(failure) = parameters::role_arn(&question.role) {
        verdict.stage = failure.stage;
        verdict.failure = Some(failure);
        return verdict;
    }
    let mut request = request.clone();
    if request.resource.is_none() {
        request.resource.clone_from(&question.role.arn);
    }
    for (key, value) in &question.context {
        request.context.insert(key, value.clone());
    }
    let mut outcome = policies::evaluate_all(question, std::slice::from_ref(&request));
    if matches!(outcome.decision, Decision::Allowed | Decision::Undetermined) {
        outcome = with_caller(question, &request, outcome);
    }
    if outcome.decision == Decision::Allowed
        && let Err(failure) = parameters::duration(&question.role, question.duration_seconds)
    {
        outcome.decision = Decision::ImplicitDeny;
        outcome.stage = failure.stage;
        outcome.failure = Some(failure);
    }
    if !question.service_control_policies.is_empty() {
        verdict.remarks.push(if guardrails::scps_bind(Caller::parse(&request.principal)) {
            "service control policies were accepted and not evaluated: those of the caller's account bind the caller, those of the role's account do not".into()
        } else {
            "service control policies bind principals of an account; this caller is none, so they do not gate the request".into()
        });
    }
    Verdict {
        decision: outcome.decision,
        stage: outcome.stage,
        failure: outcome.failure,
        missing: outcome.missing,
        evaluations: outcome.evaluations,
        ..verdict
    }
}

/// Adds the caller's own permission, where the trust policy alone is not enough.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html>
fn with_caller(question: &Question, request: &Request, outcome: policies::Outcome) -> policies::Outcome {
    let Some(trust) = outcome.evaluations.first() else { return outcome };
    let policy = question.caller_policy.as_ref().map(|policy| &policy.document);
    let permission = caller_permission(&trust.trace, request, policy);
    let mut evaluations = outcome.evaluations;
    if let Some(trace) = permission.trace {
        evaluations.push(Evaluation {
            policy: Evaluated::CallerPolicy,
            action: request.action.clone(),
            principal: request.principal.clone(),
            trace,
        });
    }
    match (permission.decision, permission.required) {
        (Decision::Undetermined, Some(side)) if policy.is_none() => policies::Outcome {
            decision: Decision::Undetermined,
            missing: vec![UnknownKey { key: "--caller-policy".into(), reason: side.to_string() }],
            evaluations,
            ..outcome
        },
        (Decision::ExplicitDeny | Decision::ImplicitDeny, _) => {
            policies::conclude(evaluations, &request.action, question.role.arn.as_deref())
        }
        (decision, _) => policies::Outcome { decision, evaluations, ..outcome },
    }
}
