//! The OIDC providers registered in an account.

use can_assume_iam::json::{self, Object, Value};
use can_assume_iam::quote::quote;

use crate::SourceError;

/// An IAM OIDC identity provider.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its URL, with the scheme: the `iss` of the tokens it vouches for.
    pub url: String,
    /// The audiences it registers (`ClientIDList`).
    pub client_ids: Vec<String>,
    /// The account it is registered in, where that is known.
    pub account: Option<String>,
    /// The thumbprints of its certificate.
    pub thumbprints: Vec<String>,
}

const HELP: &str = r#"write {"url": "https://token.actions.githubusercontent.com", "clientIdList": ["sts.amazonaws.com"], "account": "123456789012"}"#;

/// Reads one provider or a list of them: our own form, or what `aws iam get-open-id-connect-provider` prints.
///
/// An empty list, or a URL that is null, says that none is registered. A URL without a scheme is taken as https, as AWS prints it. The account
/// is that of an ARN, where one stands beside the URL and no account does. Other members are passed over, since AWS
/// prints more.
///
/// # Errors
/// Where the text is not JSON, is neither an object nor a list of objects, or a provider has no URL, one that is not
/// https nor http on this machine, or an account that is no account id.
pub fn parse(text: &str) -> Result<Vec<Provider>, SourceError> {
    let value = json::parse(text, json::DOCUMENT_LIMIT)?;
    match value.as_array() {
        Some(elements) => elements.iter().filter(|element| !says_none(element)).map(one).collect(),
        None if says_none(&value) => Ok(Vec::new()),
        None => one(&value).map(|provider| vec![provider]),
    }
}

/// Whether a provider's URL is written as null: that there is none.
fn says_none(value: &Value<'_>) -> bool {
    let url = value.as_object().and_then(|object| object.get("url").or_else(|| object.get("Url")));
    url.is_some_and(|url| matches!(url.kind, json::Kind::Null))
}

fn one(value: &Value<'_>) -> Result<Provider, SourceError> {
    let Some(object) = value.as_object() else {
        let message = format!("{} where a provider was expected", value.describe());
        return Err(SourceError::new(value.span, message, HELP));
    };
    let Some(url) = member(object, &["url", "Url"]) else {
        return Err(without_url(value, object));
    };
    let list = |names: &[&str]| member(object, names).map_or_else(|| Ok(Vec::new()), texts);
    let account = match member(object, &["account", "Account"]) {
        Some(account) => Some(account_id(account)?),
        None => member(object, &["arn", "Arn", "OpenIDConnectProviderArn"])
            .and_then(Value::as_str)
            .and_then(|arn| arn.split(':').nth(4))
            .filter(|account| is_account_id(account))
            .map(str::to_owned),
    };
    Ok(Provider {
        url: issuer(url)?,
        client_ids: list(&["clientIdList", "client_id_list", "ClientIDList"])?,
        account,
        thumbprints: list(&["thumbprintList", "thumbprint_list", "ThumbprintList"])?,
    })
}

/// What `aws iam list-open-id-connect-providers` prints has ARNs only, which do not tell the audiences.
fn without_url(value: &Value<'_>, object: &Object<'_>) -> SourceError {
    if object.get("OpenIDConnectProviderList").is_some() {
        let help =
            "run `aws iam get-open-id-connect-provider --open-id-connect-provider-arn ARN` for each of them";
        return SourceError::new(
            value.span,
            "the file lists only the ARNs of providers; expected their `Url`",
            help,
        );
    }
    SourceError::new(value.span, "the provider has no `url`", HELP)
}

/// The URL with its scheme. Nothing else of it is changed, as the issuer is compared letter by letter.
fn issuer(value: &Value<'_>) -> Result<String, SourceError> {
    let url = text(value)?;
    let (scheme, bare) = match url.split_once("://") {
        Some(("https", bare)) => ("https", bare),
        Some(("http", bare)) if is_loopback_http(&url) => ("http", bare),
        Some(_) => {
            return Err(SourceError::new(value.span, "the URL is not https; IAM registers no other", HELP));
        }
        None => ("https", url.as_str()),
    };
    if bare.is_empty() || bare.contains(char::is_whitespace) {
        return Err(SourceError::new(value.span, format!("{} is not a URL", quote(&url)), HELP));
    }
    Ok(format!("{scheme}://{bare}"))
}

/// Whether an issuer is an http one on this machine: 127.0.0.0/8, ::1 or `localhost`. IAM registers no such issuer; it
/// is for trying things out.
pub fn is_loopback_http(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("http://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// An account id; one written as a number has lost its leading zeros, if it had any.
fn account_id(value: &Value<'_>) -> Result<String, SourceError> {
    let account = text(value)?;
    if is_account_id(&account) {
        return Ok(account);
    }
    Err(SourceError::new(
        value.span,
        format!("{} is not an account id; expected 12 digits", quote(&account)),
        HELP,
    ))
}

fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The last member that has one of these names and is not null.
fn member<'a, 'text>(object: &'a Object<'text>, names: &[&str]) -> Option<&'a Value<'text>> {
    let found = object.members.iter().rfind(|member| names.contains(&member.name.as_ref()))?;
    (!matches!(found.value.kind, json::Kind::Null)).then_some(&found.value)
}

fn text(value: &Value<'_>) -> Result<String, SourceError> {
    value.as_str().map(str::to_owned).ok_or_else(|| {
        SourceError::new(value.span, format!("{} where text was expected", value.describe()), HELP)
    })
}

fn texts(value: &Value<'_>) -> Result<Vec<String>, SourceError> {
    match value.as_array() {
        Some(elements) => elements.iter().map(text).collect(),
        None => text(value).map(|one| vec![one]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_our_form_and_what_aws_prints() {
        let ours = r#"{"url": "https://x.example", "client_id_list": ["a"], "account": "123456789012"}"#;
        let aws = r#"[{"Url": "x.example", "ClientIDList": ["a", "b"], "ThumbprintList": ["ff"]}]"#;
        let [ours] = parse(ours).unwrap().try_into().unwrap();
        let [aws] = parse(aws).unwrap().try_into().unwrap();
        assert_eq!((ours.url.as_str(), ours.account.as_deref()), ("https://x.example", Some("123456789012")));
        assert_eq!((aws.url, aws.client_ids.len(), aws.thumbprints.len()), (ours.url, 2, 1));
        assert_eq!(parse("[]"), Ok(Vec::new()));
    }

    #[test]
    fn says_where_a_provider_is_not_one() {
        let error = parse(r#"[{"clientIdList": []}]"#).unwrap_err();
        assert_eq!((error.message.as_str(), error.span.start), ("the provider has no `url`", 1));
        assert_eq!(parse(r#"{"url": null, "account": "123456789012"}"#), Ok(Vec::new()));
        let error = parse(r#"{"url": "x.example", "clientIdList": [1]}"#).unwrap_err();
        assert_eq!(error.message, "a number where text was expected");
    }

    #[test]
    fn an_issuer_on_this_machine_may_speak_http() {
        for url in ["http://127.0.0.1:8080", "http://localhost/a", "http://[::1]:80", "http://127.9.9.9"] {
            assert!(is_loopback_http(url), "{url}");
            assert_eq!(parse(&format!("{{\"url\": \"{url}\"}}")).unwrap()[0].url, url);
        }
        for url in [
            "http://10.0.0.1",
            "http://localhost.example",
            "http://127.0.0.1.example",
            "http://user@127.0.0.1",
            "http://127.0.0.1@example.com",
            "http://",
            "https://127.0.0.1",
            "HTTP://localhost",
        ] {
            assert!(!is_loopback_http(url), "{url}");
        }
    }

    #[test]
    fn urls_and_accounts_are_checked() {
        for (text, message) in [
            (r#"{"url": "http://x.example"}"#, "the URL is not https; IAM registers no other"),
            (r#"{"url": ""}"#, "`` is not a URL"),
            (r#"{"url": "https:// x"}"#, "`https:// x` is not a URL"),
            (r#"{"url": "x.example", "account": "1234"}"#, "`1234` is not an account id; expected 12 digits"),
            (r#"{"url": "x.example", "account": 123456789012}"#, "a number where text was expected"),
            (
                r#"{"OpenIDConnectProviderList": [{"Arn": "arn:aws:iam::123456789012:oidc-provider/x.example"}]}"#,
                "the file lists only the ARNs of providers; expected their `Url`",
            ),
            ("7", "a number where a provider was expected"),
        ] {
            assert_eq!(parse(text).unwrap_err().message, message, "{text}");
        }
    }

    #[test]
    fn an_arn_beside_the_url_tells_the_account() {
        let text =
            r#"{"Arn": "arn:aws:iam::123456789012:oidc-provider/x.example/Path", "Url": "x.example/Path"}"#;
        let [provider] = parse(text).unwrap().try_into().unwrap();
        assert_eq!(
            (provider.url.as_str(), provider.account.as_deref()),
            ("https://x.example/Path", Some("123456789012"))
        );
    }
}
