//! The rules of AWS Organizations for resource control policies.

use crate::policy::{
    ActionElement, Effect, PolicyDocument, Principal, PrincipalElement, PrincipalKind, Statement,
};
use crate::span::Span;

use super::{ErrorCode, Refusal};

/// A resource control policy that is not AWS's own denies only, speaks of everybody, and names its actions.
///
/// Source: <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html>; observed:
/// <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/docs/iam-resource-controls.md>
pub(super) fn check(policy: &PolicyDocument) -> Vec<Refusal> {
    policy.statements.iter().flat_map(check_statement).collect()
}

fn check_statement(statement: &Statement) -> Vec<Refusal> {
    let mut found = Vec::new();
    if statement.effect.value == Effect::Allow {
        let headline = "`Effect` is `Allow`; a resource control policy only denies";
        found.push(refusal("rcp-effect", statement.effect.span, headline, "write `\"Effect\": \"Deny\"`"));
    }
    if let Some(principal) = statement.principal.as_ref().filter(|principal| !is_everybody(&principal.value))
    {
        let headline = "`Principal` is not `*`; a resource control policy speaks of everybody";
        let help = "write `\"Principal\": \"*\"`, and narrow by `Condition`";
        found.push(refusal("rcp-principal", principal.span, headline, help));
    }
    let help = "name the service's actions, such as `sts:AssumeRoleWithWebIdentity`";
    match &statement.action.value {
        ActionElement::NotAction(_) => {
            let headline = "the statement has `NotAction`; a resource control policy takes `Action` only";
            found.push(refusal("rcp-action", statement.action.span, headline, help));
        }
        ActionElement::Action(actions) => {
            for action in actions.iter().filter(|action| action.value == "*") {
                let headline = "`Action` is `*` alone; a resource control policy names its services";
                found.push(refusal("rcp-action", action.span, headline, help));
            }
        }
    }
    found
}

fn is_everybody(element: &PrincipalElement) -> bool {
    match element {
        PrincipalElement::Principal(Principal::Star) => true,
        PrincipalElement::Principal(Principal::Entries(entries)) => {
            matches!(entries.as_slice(), [entry] if entry.kind.value == PrincipalKind::Aws
                && matches!(entry.values.as_slice(), [value] if value.value == "*"))
        }
        PrincipalElement::NotPrincipal(_) => false,
    }
}

fn refusal(rule: &'static str, span: Span, headline: &str, help: &str) -> Refusal {
    const SOURCE: &str =
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html";
    Refusal::malformed(rule, span, headline, help, SOURCE).code(ErrorCode::MalformedPolicyDocumentException)
}
