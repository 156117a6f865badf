//! From an issuer to its keys.

use can_assume_core::token::Jwks;
use reqwest::Url;
use serde_json::Value;

use super::{NetworkError, address, fetch};

/// Fetches the key set at `url`.
///
/// # Errors
///
/// [`NetworkError`]; [`NetworkError::is_refused_address`] when the URL may not be fetched at all.
pub(crate) fn fetch_jwks(url: &str) -> Result<Jwks, NetworkError> {
    key_set(&address::parse(url)?)
}

/// Fetches the keys of `issuer`: its discovery document, then the key set that the document names.
///
/// Source: <https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig>
///
/// # Errors
///
/// [`NetworkError`]; also when the document names another issuer, however little they differ.
pub(crate) fn discover(issuer: &str) -> Result<Jwks, NetworkError> {
    let base = issuer.strip_suffix('/').unwrap_or(issuer);
    let document_url = address::parse(&format!("{base}/.well-known/openid-configuration"))?;
    let document = fetch::text(&document_url)?;
    let keys = jwks_uri(issuer, &document_url, &document)
        .map_err(|reason| NetworkError::Discovery { url: document_url.to_string(), reason })?;
    key_set(&keys)
}

fn key_set(url: &Url) -> Result<Jwks, NetworkError> {
    let text = fetch::text(url)?;
    Jwks::parse(&text).map_err(|error| NetworkError::Jwks { url: url.to_string(), error })
}

/// The address of the keys according to a discovery document.
fn jwks_uri(issuer: &str, document_url: &Url, document: &str) -> Result<Url, String> {
    let document: Value = serde_json::from_str(document)
        .map_err(|error| format!("is not JSON: line {}, column {}", error.line(), error.column()))?;
    let member = |name: &str| match document.get(name) {
        Some(Value::String(text)) => Ok(text.as_str()),
        _ => Err(format!("has no string `{name}`")),
    };
    let named = member("issuer")?;
    if named != issuer {
        let named: String = named.chars().take(200).collect();
        return Err(format!("names the issuer `{named}`, expected `{issuer}`"));
    }
    let keys = address::parse(member("jwks_uri")?)
        .map_err(|error| format!("has a `jwks_uri` of no use: {error}"))?;
    if document_url.scheme() == "https" && keys.scheme() != "https" {
        return Err("has a `jwks_uri` that is not https".to_owned());
    }
    Ok(keys)
}
