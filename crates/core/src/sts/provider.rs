//! Which OIDC provider of the role's account the token's issuer is.

use can_assume_iam::policy::{PolicyDocument, Principal, PrincipalElement, PrincipalKind};
use can_assume_sources::provider::{Provider, is_loopback_http};

use crate::failure::{COULD_NOT_BE_VALIDATED, Stage, StsFailure};
use crate::question::Question;

/// Identity providers that IAM knows without a provider ARN, by the host of their issuer.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
const BUILT_IN: [&str; 4] =
    ["accounts.google.com", "cognito-identity.amazonaws.com", "www.amazon.com", "graph.facebook.com"];

/// The provider that vouches for a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// The principal of the request: the provider's ARN, or the domain of a built-in provider.
    pub principal: String,
    /// The account of the role, and so of the provider; `None` when nothing tells.
    pub account: Option<String>,
    /// The client ids; `None` when nobody said.
    pub client_ids: Option<Vec<String>>,
    /// How the registration is known: one sentence, where it was inferred.
    pub inferred: Option<String>,
}

/// The issuer as provider ARNs and condition keys spell it: without its scheme.
pub(super) fn issuer_path(issuer: &str) -> &str {
    issuer.strip_prefix("https://").or_else(|| issuer.strip_prefix("http://")).unwrap_or(issuer)
}

/// Finds the provider of `issuer` in the account of the role.
///
/// `known` is what was said of the account's providers; without it the registration is inferred from the policy.
///
/// # Errors
/// `InvalidIdentityToken` at the stage `provider` when the providers are known and none is this issuer's.
pub(super) fn find(
    issuer: &str,
    known: Option<&[Provider]>,
    role_account: Option<&str>,
    partition: Option<&str>,
    policy: &PolicyDocument,
) -> Result<Registration, Box<StsFailure>> {
    if !issuer.starts_with("https://") && !is_loopback_http(issuer) && !BUILT_IN.contains(&issuer) {
        return Err(not_https(issuer));
    }
    let path = issuer_path(issuer);
    // A built-in provider needs no registration; an account may have registered it all the same.
    let names_domain = federated(policy).any(|value| value == path);
    let registered = known.is_some_and(|known| known.iter().any(|provider| provider.url == issuer));
    if BUILT_IN.contains(&path) && (names_domain || !registered && named_in(policy, path).is_empty()) {
        return Ok(Registration {
            principal: path.to_owned(),
            account: role_account.map(str::to_owned),
            client_ids: None,
            inferred: None,
        });
    }
    let named = named_in(policy, path);
    let partition = partition.unwrap_or_else(|| named.first().map_or("aws", |arn| arn.partition));
    let arn = |account: &str| format!("arn:{partition}:iam::{account}:oidc-provider/{path}");
    let Some(known) = known else {
        let account = role_account.or_else(|| named.first().map(|arn| arn.account));
        let inferred = match account {
            Some(account) if role_account.is_some() || !named.is_empty() => {
                format!(
                    "account {account} has an OIDC provider for `{issuer}` that registers the token's audience"
                )
            }
            _ => format!(
                "the role's account has an OIDC provider for `{issuer}` that registers the token's audience"
            ),
        };
        return Ok(Registration {
            principal: arn(account.unwrap_or("000000000000")),
            account: account.map(str::to_owned),
            client_ids: None,
            inferred: Some(inferred),
        });
    };
    let in_account = |provider: &&Provider| match (role_account, provider.account.as_deref()) {
        (Some(role), Some(own)) => role == own,
        _ => true,
    };
    let Some(provider) = known.iter().filter(in_account).find(|provider| provider.url == issuer) else {
        return Err(missing(issuer, known, role_account));
    };
    let account =
        role_account.or(provider.account.as_deref()).or_else(|| named.first().map(|arn| arn.account));
    Ok(Registration {
        principal: arn(account.unwrap_or("000000000000")),
        account: account.map(str::to_owned),
        client_ids: Some(provider.client_ids.clone()),
        inferred: None,
    })
}

/// The issuer that claims without `iss` are taken to be of: the only registered one, else the only one that the policy
/// names, else GitHub's.
pub(crate) fn only_issuer(question: &Question) -> String {
    let policy = &question.policy.document;
    if let Some([only]) = question.providers.as_deref() {
        return only.url.clone();
    }
    let mut paths: Vec<&str> = federated(policy)
        .filter_map(|value| value.split_once(":oidc-provider/"))
        .map(|(_, path)| path)
        .collect();
    paths.dedup();
    match paths.as_slice() {
        [only] => format!("https://{only}"),
        _ => "https://token.actions.githubusercontent.com".to_owned(),
    }
}

/// A provider ARN that the policy names.
struct NamedProvider<'a> {
    partition: &'a str,
    account: &'a str,
}

/// The provider ARNs of the policy that belong to the issuer at `path`, in order of writing.
fn named_in<'a>(policy: &'a PolicyDocument, path: &str) -> Vec<NamedProvider<'a>> {
    federated(policy)
        .filter_map(|value| {
            let parts: Vec<&str> = value.splitn(6, ':').collect();
            match parts.as_slice() {
                ["arn", partition, "iam", "", account, resource]
                    if resource.strip_prefix("oidc-provider/") == Some(path) =>
                {
                    Some(NamedProvider { partition, account })
                }
                _ => None,
            }
        })
        .collect()
}

/// Every `Federated` value of the policy.
fn federated(policy: &PolicyDocument) -> impl Iterator<Item = &str> {
    policy.statements.iter().filter_map(|statement| statement.principal.as_ref()).flat_map(|principal| {
        let entries = match &principal.value {
            PrincipalElement::Principal(Principal::Entries(entries)) => entries.as_slice(),
            _ => &[],
        };
        let federated = entries.iter().filter(|entry| entry.kind.value == PrincipalKind::Federated);
        federated.flat_map(|entry| &entry.values).map(|value| value.value.as_str())
    })
}

fn missing(issuer: &str, known: &[Provider], role_account: Option<&str>) -> Box<StsFailure> {
    let elsewhere = known.iter().find(|provider| provider.url == issuer);
    let alike = known.iter().find(|provider| {
        provider.url.trim_end_matches('/').eq_ignore_ascii_case(issuer.trim_end_matches('/'))
    });
    let (id, headline) = match (elsewhere, alike) {
        (Some(provider), _) => (
            "provider-account",
            format!(
                "the provider for `{issuer}` is registered in account {}, the role is in account {}",
                provider.account.as_deref().unwrap_or("unknown"),
                role_account.unwrap_or("unknown")
            ),
        ),
        (None, Some(provider)) => (
            "provider-issuer",
            format!("the token's `iss` is `{issuer}`, the provider's URL is `{}`", provider.url),
        ),
        (None, None) if known.is_empty() => {
            ("provider-missing", format!("no OIDC provider is registered, the token's `iss` is `{issuer}`"))
        }
        (None, None) => {
            let urls: Vec<String> = known.iter().map(|provider| format!("`{}`", provider.url)).collect();
            let id = if known.iter().any(|provider| same_host(&provider.url, issuer)) {
                "provider-issuer"
            } else {
                "provider-missing"
            };
            (id, format!("the token's `iss` is `{issuer}`, the registered providers are {}", urls.join(", ")))
        }
    };
    StsFailure::invalid_identity_token(Stage::Provider, id, COULD_NOT_BE_VALIDATED, headline)
        .with_registration("iss", known.iter().map(|provider| provider.url.clone()).collect(), issuer)
        .with_old_message(format!("No OpenIDConnect provider found in your account for {issuer}"))
        .with_note("STS looks the issuer up in the account of the role, by its exact URL, before the trust policy is read")
        .with_help(format!("create an IAM OIDC identity provider with the URL `{issuer}` in the role's account"))
}

/// An issuer that no provider can have: IAM registers URLs that begin with `https://`.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html>
fn not_https(issuer: &str) -> Box<StsFailure> {
    let headline = format!("the token's `iss` is `{issuer}`, expected a URL that begins with `https://`");
    StsFailure::invalid_identity_token(Stage::Provider, "provider-issuer", COULD_NOT_BE_VALIDATED, headline)
        .with_old_message(format!("No OpenIDConnect provider found in your account for {issuer}"))
        .with_note("STS looks the issuer up in the account of the role, by its exact URL, before the trust policy is read")
}

fn same_host(left: &str, right: &str) -> bool {
    let host = |url: &str| issuer_path(url).split('/').next().unwrap_or_default().to_ascii_lowercase();
    host(left) == host(right)
}
