//! Values of `Federated` principals.

use crate::operators::arn::Arn;
use crate::quote::quote;
use crate::span::Spanned;

use super::Refusal;
use super::aws_principal::{is_account_id, is_partition};
use super::federation::BUILT_IN;

const SOURCE: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html";

/// A `Federated` principal is a built-in provider's domain or the ARN of an OIDC or SAML provider, without
/// wildcards. That the provider exists is not checked when a policy is written, as was observed. What IAM says to
/// another domain is not on record; it never matches a token.
///
/// Observed: <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/docs/iam-oidc-trust-controls.md>
pub(super) fn check(value: &Spanned<String>) -> Option<Refusal> {
    let text = value.value.as_str();
    if BUILT_IN.contains(&text) || is_provider_arn(text) {
        return None;
    }
    let name = quote(text);
    let help = "write `arn:aws:iam::<account>:oidc-provider/<issuer without https://>`";
    if is_domain(text) {
        let headline = format!("{name} is a domain, but no built-in provider's; it matches no token");
        return Some(
            Refusal::malformed("federated-principal", value.span, headline, help, SOURCE).into_note(),
        );
    }
    let trouble = if text.contains(['*', '?']) {
        "holds a wildcard; expected one provider"
    } else if text.contains("://") {
        "is a URL; expected the provider's ARN"
    } else {
        "is not the ARN of an identity provider"
    };
    Some(
        Refusal::malformed("federated-principal", value.span, format!("{name} {trouble}"), help, SOURCE)
            .aws_message("Federated principals must be valid domain names or SAML metadata ARNs"),
    )
}

fn is_provider_arn(text: &str) -> bool {
    let Some(arn) = Arn::parse(text) else { return false };
    let is_provider = match arn.resource().split_once('/') {
        Some(("oidc-provider", issuer)) => is_issuer(issuer),
        Some(("saml-provider", name)) => {
            !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
        }
        _ => false,
    };
    is_provider
        && is_partition(arn.partition())
        && arn.service() == "iam"
        && text.split(':').nth(3) == Some("")
        && is_account_id(arn.account())
}

/// A URL without its scheme: host, and path perhaps.
fn is_issuer(text: &str) -> bool {
    text.split('/').next().is_some_and(is_host)
        && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"*?".contains(&byte))
}

fn is_domain(text: &str) -> bool {
    text.contains('.') && is_host(text)
}

fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.split('.').all(is_label)
}
