//! Any other request: `AssumeRole` by an AWS principal or a service, `AssumeRoleWithSAML`, or a web identity in its
//! plainest form. Its context is complete: nothing is derived and nothing is unknown. What it says of session tags and
//! of a source identity says, too, which other actions `AssumeRole` and `AssumeRoleWithSAML` need.

use can_assume_iam::context::{ContextValue, Lookup, Request};
use can_assume_iam::evaluate::caller_permission;
use can_assume_iam::guardrails;
use can_assume_iam::principals::{Action, Caller};
use can_assume_iam::trace::{Decision, UnknownKey};

use super::{caller, parameters, policies};
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
    if let Err(failure) = caller::may_assume(&request) {
        verdict.stage = failure.stage;
        verdict.failure = Some(failure);
        return verdict;
    }
    let requests = with_companions(request);
    let mut outcome = policies::evaluate_all(question, &requests);
    if matches!(outcome.decision, Decision::Allowed | Decision::Undetermined) {
        outcome = with_caller(question, &requests, outcome);
    }
    if outcome.decision == Decision::Allowed
        && let Err(failure) = parameters::duration(&question.role, question.duration_seconds)
    {
        outcome.decision = Decision::ImplicitDeny;
        outcome.stage = failure.stage;
        outcome.failure = Some(failure);
    }
    if !question.service_control_policies.is_empty() {
        verdict.remarks.push(if requests.first().is_some_and(|request| guardrails::scps_bind(Caller::parse(&request.principal))) {
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

/// The request, and one for each action that its context asks for beside it: session tags need `sts:TagSession`, a source
/// identity `sts:SetSourceIdentity`. A request that is one of these itself stands alone, and so does a web identity in its
/// plainest form: what its token asks for is known only of `--token` and `--claims`.
///
/// Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html>
fn with_companions(request: Request) -> Vec<Request> {
    let mut actions = Vec::new();
    if matches!(Action::parse(&request.action), Action::AssumeRole | Action::AssumeRoleWithSaml) {
        let set = |wanted: fn(&str) -> bool| {
            request.context.iter().any(|(key, found)| {
                wanted(key) && matches!(found, Lookup::Present(value) if !is_empty(value))
            })
        };
        if set(|key| {
            key.starts_with("aws:requesttag/") || key == "aws:tagkeys" || key == "sts:transitivetagkeys"
        }) {
            actions.push("sts:TagSession");
        }
        if set(|key| key == "sts:sourceidentity") {
            actions.push("sts:SetSourceIdentity");
        }
    }
    let companions: Vec<Request> =
        actions.into_iter().map(|action| Request { action: action.to_owned(), ..request.clone() }).collect();
    std::iter::once(request).chain(companions).collect()
}

/// A list without entries sets nothing; a tag may have an empty value.
fn is_empty(value: &ContextValue) -> bool {
    matches!(value, ContextValue::Multi(values) if values.is_empty())
}

/// Adds the caller's own permission for each of `requests`, where the trust policy alone is not enough.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html>
fn with_caller(question: &Question, requests: &[Request], outcome: policies::Outcome) -> policies::Outcome {
    let policy = question.caller_policy.as_ref().map(|policy| &policy.document);
    let main = requests.first().map(|request| request.action.as_str()).unwrap_or_default();
    let mut decision = outcome.decision;
    let mut missing = outcome.missing;
    let mut own = Vec::new();
    for (request, trust) in requests.iter().zip(&outcome.evaluations) {
        let permission = caller_permission(&trust.trace, request, policy);
        let evaluation = permission.trace.map(|trace| Evaluation {
            policy: Evaluated::CallerPolicy,
            action: request.action.clone(),
            principal: request.principal.clone(),
            trace,
        });
        if matches!(permission.decision, Decision::ExplicitDeny | Decision::ImplicitDeny) {
            let evaluations = outcome.evaluations.into_iter().chain(evaluation).collect();
            return policies::conclude(evaluations, main, request.resource.as_deref());
        }
        own.extend(evaluation);
        if permission.decision == Decision::Undetermined {
            decision = Decision::Undetermined;
            if let Some(side) = permission.required
                && policy.is_none()
            {
                missing = vec![UnknownKey { key: "--caller-policy".into(), reason: side.to_string() }];
            }
        }
    }
    let evaluations = outcome.evaluations.into_iter().chain(own).collect();
    policies::Outcome { decision, missing, evaluations, ..outcome }
}
