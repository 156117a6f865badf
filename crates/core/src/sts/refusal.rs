//! A denial by policy, in AWS's words.

use can_assume_iam::trace::Decision;

use crate::failure::{Stage, StsFailure};
use crate::verdict::{Evaluated, Evaluation};

/// What STS answers when a policy denies: for a web identity a text that names neither what was expected nor what came.
///
/// Source: <https://repost.aws/knowledge-center/iam-idp-access-error>. The text for a denial by a resource control
/// policy is not recorded; it is taken to be the same.
pub(super) fn refusal(evaluation: &Evaluation, main_action: &str, role: Option<&str>) -> Box<StsFailure> {
    let stage = match evaluation.policy {
        Evaluated::TrustPolicy | Evaluated::CallerPolicy => Stage::TrustPolicy,
        Evaluated::ResourceControlPolicy(_) => Stage::Guardrail,
    };
    let message = if main_action.eq_ignore_ascii_case("sts:AssumeRole") {
        format!(
            "User: {} is not authorized to perform: {} on resource: {}",
            evaluation.principal,
            evaluation.action,
            role.unwrap_or("the role")
        )
    } else {
        format!("Not authorized to perform {main_action}")
    };
    let headline = match (evaluation.policy, evaluation.decision()) {
        (Evaluated::ResourceControlPolicy(_), _) => "a resource control policy denies this request",
        (Evaluated::CallerPolicy, _) => "the caller's own policy does not allow this request",
        (Evaluated::TrustPolicy, Decision::ExplicitDeny) => "a Deny statement applies to this request",
        (Evaluated::TrustPolicy, _) => "no Allow statement applies to this request",
    };
    StsFailure::new(stage, "unexplained", "AccessDenied", 403, message, headline)
}
