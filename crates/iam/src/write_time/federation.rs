//! What the rules on issuers have in common.

use crate::glob::Glob;
use crate::policy::{
    ActionElement, Effect, OperatorKind, Principal, PrincipalElement, PrincipalKind, Statement,
};
use crate::span::Spanned;

/// The identity providers that every account has without registering them.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
pub(super) const BUILT_IN: [&str; 4] =
    ["accounts.google.com", "cognito-identity.amazonaws.com", "www.amazon.com", "graph.facebook.com"];

/// The federated principals whose tokens `statement` lets in: none unless it allows `sts:AssumeRoleWithWebIdentity`.
pub(super) fn trusted(statement: &Statement) -> Vec<&Spanned<String>> {
    const ACTION: &str = "sts:AssumeRoleWithWebIdentity";
    let matches = |pattern: &Spanned<String>| Glob::ignoring_ascii_case(&pattern.value).matches(ACTION);
    let covers = match &statement.action.value {
        ActionElement::Action(actions) => actions.iter().any(matches),
        ActionElement::NotAction(actions) => !actions.iter().any(matches),
    };
    let Some(PrincipalElement::Principal(Principal::Entries(entries))) =
        statement.principal.as_ref().map(|principal| &principal.value)
    else {
        return Vec::new();
    };
    if statement.effect.value != Effect::Allow || !covers {
        return Vec::new();
    }
    let federated = entries.iter().filter(|entry| entry.kind.value == PrincipalKind::Federated);
    federated.flat_map(|entry| &entry.values).collect()
}

/// The issuer of a federated principal: what follows `:oidc-provider/` in an ARN, else the principal itself.
pub(super) fn issuer(principal: &str) -> &str {
    principal.split_once(":oidc-provider/").map_or(principal, |(_, issuer)| issuer)
}

/// Whether the operator compares a string for equality.
pub(super) fn is_string_equality(kind: OperatorKind) -> bool {
    matches!(kind, OperatorKind::StringEquals | OperatorKind::StringEqualsIgnoreCase)
}
