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

use crate::operators::arn::Arn;
use crate::principals::Caller;

/// Whether resource control policies bind the role with this ARN; without one they are taken to.
#[must_use]
pub fn rcps_bind(role_arn: Option<&str>) -> bool {
    !role_arn.is_some_and(is_service_linked_role)
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
    use crate::context::{ContextValue, Request, RequestContext};
    use crate::evaluate::evaluate;
    use crate::policy::{PolicyDocument, PolicyKind, parse};
    use crate::trace::Decision;

    /// The pattern of AWS's published data perimeter, for GitHub.
    const TENANTS: &str = r#"{"Version": "2012-10-17", "Statement": {"Sid": "EnforceTrustedOIDCTenants", "Effect": "Deny", "Principal": "*",
        "Action": "sts:AssumeRoleWithWebIdentity", "Resource": "*", "Condition": {
            "StringNotLikeIfExists": {"token.actions.githubusercontent.com:sub": "repo:my-org/*"},
            "Null": {"token.actions.githubusercontent.com:sub": "false"}}}}"#;

    fn rcp(text: &str) -> PolicyDocument {
        parse(text, PolicyKind::ResourceControl).expect("an RCP").document
    }

    fn decide(rcp: &PolicyDocument, sub: Option<&str>) -> Decision {
        let mut context = RequestContext::complete();
        if let Some(sub) = sub {
            context.insert("token.actions.githubusercontent.com:sub", ContextValue::Single(sub.to_owned()));
        }
        let request = Request {
            action: "sts:AssumeRoleWithWebIdentity".to_owned(),
            principal: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
                .to_owned(),
            resource: Some("arn:aws:iam::111122223333:role/deploy".to_owned()),
            context,
        };
        evaluate(rcp, &request).decision
    }

    #[test]
    fn the_published_pattern() {
        let rcp = rcp(TENANTS);
        assert_eq!(decide(&rcp, Some("repo:my-org/app:pull_request")), Decision::Allowed);
        assert_eq!(decide(&rcp, Some("repo:other/app:pull_request")), Decision::ExplicitDeny);
        assert_eq!(decide(&rcp, Some("repo:my-org@1/app@2:pull_request")), Decision::ExplicitDeny);
        assert_eq!(
            decide(&rcp, None),
            Decision::Allowed,
            "another issuer: the Null guard keeps the statement out"
        );
    }

    #[test]
    fn without_the_guard_every_issuer_is_denied() {
        let mut unguarded = rcp(TENANTS);
        unguarded.statements.iter_mut().for_each(|statement| statement.conditions.truncate(1));
        assert_eq!(decide(&unguarded, None), Decision::ExplicitDeny);
    }

    #[test]
    fn service_linked_roles_are_not_bound() {
        assert!(rcps_bind(Some("arn:aws:iam::111122223333:role/deploy")));
        assert!(rcps_bind(None));
        assert!(!rcps_bind(Some("arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/X")));
    }

    #[test]
    fn scps_do_not_gate_web_identity() {
        assert!(!scps_bind(Caller::parse("arn:aws:iam::111122223333:oidc-provider/gitlab.com")));
        assert!(scps_bind(Caller::parse("arn:aws:iam::111122223333:role/ci")));
    }
}
