//! The OIDC providers registered in an account.

use can_assume_iam::json::{self, Object, Value};

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
/// An empty list says that none is registered. A URL without a scheme is taken as https, as AWS prints it.
///
/// # Errors
/// Where the text is not JSON, is neither an object nor a list of objects, or a provider has no URL.
pub fn parse(text: &str) -> Result<Vec<Provider>, SourceError> {
    let value = json::parse(text, json::DOCUMENT_LIMIT)?;
    match value.as_array() {
        Some(elements) => elements.iter().map(one).collect(),
        None => one(&value).map(|provider| vec![provider]),
    }
}

fn one(value: &Value<'_>) -> Result<Provider, SourceError> {
    let Some(object) = value.as_object() else {
        let message = format!("{} where a provider was expected", value.describe());
        return Err(SourceError::new(value.span, message, HELP));
    };
    let Some(url) = member(object, &["url", "Url"]) else {
        return Err(SourceError::new(value.span, "the provider has no `url`", HELP));
    };
    let url = text(url)?;
    let url = if url.contains("://") { url } else { format!("https://{url}") };
    let list = |names: &[&str]| member(object, names).map_or_else(|| Ok(Vec::new()), texts);
    let account = match member(object, &["account", "Account"]) {
        Some(account) => Some(text(account)?),
        None => member(object, &["arn", "Arn", "OpenIDConnectProviderArn"])
            .and_then(Value::as_str)
            .and_then(|arn| arn.split(':').nth(4))
            .filter(|account| !account.is_empty())
            .map(str::to_owned),
    };
    Ok(Provider {
        url,
        client_ids: list(&["clientIdList", "client_id_list", "ClientIDList"])?,
        account,
        thumbprints: list(&["thumbprintList", "thumbprint_list", "ThumbprintList"])?,
    })
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
        let error = parse(r#"{"url": "x", "clientIdList": [1]}"#).unwrap_err();
        assert_eq!(error.message, "a number where text was expected");
    }
}
