//! The older controls on the built-in identity providers.

use crate::policy::Statement;
use crate::quote::quote;
use crate::span::Spanned;

use super::Refusal;
use super::federation::{is_string_equality, issuer, trusted};

const SOURCE: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html";

/// A statement that trusts Google, Amazon or Facebook must test an application id for equality; one that trusts
/// Cognito must have a condition (and is subject to the control on shared issuers besides).
///
/// Accepted are `StringEquals` and `StringEqualsIgnoreCase`, with or without a set qualifier, without `IfExists`, on
/// keys in exactly this spelling; any value will do, `*` and the empty one included. Observed:
/// <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/docs/iam-oidc-trust-controls.md>
pub(super) fn check(statement: &Statement) -> Vec<Refusal> {
    trusted(statement).into_iter().filter_map(|principal| check_principal(statement, principal)).collect()
}

fn check_principal(statement: &Statement, principal: &Spanned<String>) -> Option<Refusal> {
    let issuer = issuer(&principal.value);
    let claims: &[&str] = match issuer {
        "accounts.google.com" => &["aud", "oaud", "sub"],
        "www.amazon.com" | "graph.facebook.com" => &["app_id", "sub"],
        "cognito-identity.amazonaws.com" if statement.conditions.is_empty() => {
            let headline = "the statement trusts every Cognito identity pool there is; expected a condition";
            let help = "add `\"StringEquals\": {\"cognito-identity.amazonaws.com:aud\": …}` with your identity pool's id";
            let refusal = Refusal::malformed("cognito-condition", principal.span, headline, help, SOURCE);
            return Some(refusal.aws_message("A condition block must be present for the Cognito provider"));
        }
        _ => return None,
    };
    let keys: Vec<_> = claims.iter().map(|claim| format!("{issuer}:{claim}")).collect();
    let is_tested = statement.conditions.iter().any(|condition| {
        let operator = condition.operator.value;
        is_string_equality(operator.kind) && !operator.if_exists && keys.contains(&condition.key.value)
    });
    if is_tested {
        return None;
    }
    let listed = keys.iter().map(|key| quote(key)).collect::<Vec<_>>().join(" or ");
    Some(
        Refusal::malformed(
            "built-in-issuer-control",
            principal.span,
            format!("no `StringEquals` tests {listed}"),
            format!(
                "add `\"StringEquals\": {{\"{issuer}:{}\": …}}` with your application's id",
                claims.first()?
            ),
            SOURCE,
        )
        .aws_message(format!(
            "Policy trusting {issuer} requires a StringEquals condition on an application id"
        )),
    )
}
