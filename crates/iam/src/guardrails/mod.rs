//! Guardrails of an organization: resource control policies, which bind the role as a resource, and service control policies, which
//! bind principals.
//!
//! A resource control policy (RCP) only denies, and it denies web identities too: its `Principal` is `*`, its conditions may test the
//! provider's keys. It does not bind roles of the management account, which nothing in a request tells, nor service-linked roles.
//! A service control policy (SCP) binds users and roles of member accounts: it does not gate a web identity, a SAML assertion or a
//! service, only the session that they obtain.
//!
//! Sources: <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html>,
//! <https://github.com/aws-samples/data-perimeter-policy-examples/tree/8e0d3c5/resource_control_policies>; observed:
//! <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/docs/iam-resource-controls.md>

mod syntax;

pub use syntax::check;

use crate::context::Request;
use crate::evaluate::evaluate;
use crate::operators::arn::Arn;
use crate::policy::PolicyDocument;
use crate::principals::Caller;
use crate::trace::{Decision, PolicyTrace};

/// The evaluation of every resource control policy that binds a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardrailTrace {
    /// [`Decision::ExplicitDeny`] when one denies, else [`Decision::Undetermined`] when one may, else [`Decision::Allowed`].
    pub decision: Decision,
    /// The evaluation of each, in the order given; empty when they do not bind the role.
    pub policies: Vec<PolicyTrace>,
}

/// Evaluates resource control policies for a request: once for each action that the call uses, as for the trust policy.
#[must_use]
pub fn evaluate_rcps(rcps: &[PolicyDocument], request: &Request) -> GuardrailTrace {
    if request.resource.as_deref().is_some_and(is_service_linked_role) {
        return GuardrailTrace { decision: Decision::Allowed, policies: Vec::new() };
    }
    let policies: Vec<PolicyTrace> = rcps.iter().map(|rcp| evaluate(rcp, request)).collect();
    let any = |decision| policies.iter().any(|trace| trace.decision == decision);
    let decision = if any(Decision::ExplicitDeny) {
        Decision::ExplicitDeny
    } else if any(Decision::Undetermined) {
        Decision::Undetermined
    } else {
        Decision::Allowed
    };
    GuardrailTrace { decision, policies }
}

/// The decision of the trust policy (with the caller's own, where it is needed) under the guardrails: an explicit Deny of either wins,
/// and guardrails never grant.
#[must_use]
pub fn combine(policy: Decision, guardrails: Decision) -> Decision {
    match (policy, guardrails) {
        (Decision::ExplicitDeny, _) | (_, Decision::ExplicitDeny) => Decision::ExplicitDeny,
        (Decision::ImplicitDeny, _) => Decision::ImplicitDeny,
        (Decision::Undetermined, _) | (_, Decision::Undetermined) => Decision::Undetermined,
        (Decision::Allowed, guardrails) => guardrails,
    }
}

/// Whether service control policies bind a caller: they bind principals of accounts, not federated callers and services.
#[must_use]
pub fn scps_bind(caller: Caller<'_>) -> bool {
    caller.is_aws_principal()
}

/// Whether a role is service-linked; the path is reserved for such roles.
fn is_service_linked_role(arn: &str) -> bool {
    Arn::parse(arn).is_some_and(|arn| arn.resource().starts_with("role/aws-service-role/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::{ContextValue, RequestContext};
    use crate::policy::{PolicyKind, parse};

    /// The pattern of AWS's published data perimeter, for GitHub.
    const TENANTS: &str = r#"{"Version": "2012-10-17", "Statement": {"Sid": "EnforceTrustedOIDCTenants", "Effect": "Deny", "Principal": "*",
        "Action": "sts:AssumeRoleWithWebIdentity", "Resource": "*", "Condition": {
            "StringNotLikeIfExists": {"token.actions.githubusercontent.com:sub": "repo:my-org/*"},
            "Null": {"token.actions.githubusercontent.com:sub": "false"}}}}"#;

    fn rcp(text: &str) -> PolicyDocument {
        parse(text, PolicyKind::ResourceControl).expect("an RCP").document
    }

    fn request(role: &str, sub: Option<&str>) -> Request {
        let mut context = RequestContext::complete();
        if let Some(sub) = sub {
            context.insert("token.actions.githubusercontent.com:sub", ContextValue::Single(sub.to_owned()));
        }
        Request {
            action: "sts:AssumeRoleWithWebIdentity".to_owned(),
            principal: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
                .to_owned(),
            resource: Some(format!("arn:aws:iam::111122223333:role/{role}")),
            context,
        }
    }

    #[test]
    fn the_published_pattern() {
        let rcps = [rcp(TENANTS)];
        let decide = |sub| evaluate_rcps(&rcps, &request("deploy", sub)).decision;
        assert_eq!(decide(Some("repo:my-org/app:pull_request")), Decision::Allowed);
        assert_eq!(decide(Some("repo:other/app:pull_request")), Decision::ExplicitDeny);
        assert_eq!(decide(Some("repo:my-org@1/app@2:pull_request")), Decision::ExplicitDeny);
        assert_eq!(decide(None), Decision::Allowed, "another issuer: the Null guard keeps the statement out");
    }

    #[test]
    fn without_the_guard_every_issuer_is_denied() {
        let mut unguarded = rcp(TENANTS);
        unguarded.statements.iter_mut().for_each(|statement| statement.conditions.truncate(1));
        let rcps = [unguarded];
        assert_eq!(evaluate_rcps(&rcps, &request("deploy", None)).decision, Decision::ExplicitDeny);
    }

    #[test]
    fn service_linked_roles_are_not_bound() {
        let rcps = [rcp(TENANTS)];
        let trace =
            evaluate_rcps(&rcps, &request("aws-service-role/x.amazonaws.com/X", Some("repo:other/app:x")));
        assert_eq!((trace.decision, trace.policies.len()), (Decision::Allowed, 0));
    }

    #[test]
    fn guardrails_never_grant() {
        use Decision::{Allowed, ExplicitDeny, ImplicitDeny, Undetermined};
        for (policy, guardrails, both) in [
            (Allowed, Allowed, Allowed),
            (Allowed, ExplicitDeny, ExplicitDeny),
            (Allowed, Undetermined, Undetermined),
            (ImplicitDeny, Allowed, ImplicitDeny),
            (ImplicitDeny, Undetermined, ImplicitDeny),
            (ImplicitDeny, ExplicitDeny, ExplicitDeny),
            (Undetermined, Allowed, Undetermined),
            (Undetermined, ExplicitDeny, ExplicitDeny),
            (ExplicitDeny, Allowed, ExplicitDeny),
        ] {
            assert_eq!(combine(policy, guardrails), both, "{policy:?} {guardrails:?}");
        }
    }

    #[test]
    fn scps_do_not_gate_web_identity() {
        assert!(!scps_bind(Caller::parse("arn:aws:iam::111122223333:oidc-provider/gitlab.com")));
        assert!(scps_bind(Caller::parse("arn:aws:iam::111122223333:role/ci")));
    }
}
