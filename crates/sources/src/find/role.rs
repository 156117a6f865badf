//! One role, as the API describes it.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html>

use can_assume_iam::json::{Kind, Object, Value};
use can_assume_iam::policy::PolicyError;
use can_assume_iam::quote::quote;

use crate::SourceError;

use super::{FoundRole, SourceText, policy};

/// Reads a role; members that are not needed, or not of the type that AWS documents, are passed over.
pub(super) fn read(value: &Value<'_>, file: &SourceText) -> Result<FoundRole, SourceError> {
    let Some(object) = value.as_object() else {
        let message = format!("the role is {}; expected an object", value.describe());
        return Err(SourceError::new(value.span, message, "pass what `aws iam get-role` prints"));
    };
    let name = text(object, "RoleName");
    let arn = text(object, "Arn");
    let account = arn.as_deref().and_then(account_of);
    let read = match object.get("AssumeRolePolicyDocument") {
        None | Some(Value { kind: Kind::Null, .. }) => policy::Read {
            policy: Err(vec![PolicyError {
                message: "the role has no `AssumeRolePolicyDocument`; expected its trust policy".to_owned(),
                help: Some("pass what `aws iam get-role` prints".to_owned()),
                span: value.span,
            }]),
            text: file.clone(),
            span: value.span,
        },
        Some(document) => match &document.kind {
            Kind::String(content) => {
                let place = match &name {
                    Some(name) => format!("{}#role/{}", file.name, quote(name).trim_matches('`')),
                    None => file.name.clone(),
                };
                policy::read_text(content, &place, value.span)
            }
            _ => policy::read_value(document, file, value.span),
        },
    };
    Ok(FoundRole {
        name,
        arn,
        account,
        max_session_duration: number(object, "MaxSessionDuration"),
        tags: tags(object),
        ..FoundRole::unnamed(read)
    })
}

fn text(object: &Object<'_>, name: &str) -> Option<String> {
    object.get(name)?.as_str().map(str::to_owned)
}

fn number(object: &Object<'_>, name: &str) -> Option<u64> {
    match &object.get(name)?.kind {
        Kind::Number(text) => text.parse().ok(),
        _ => None,
    }
}

fn tags(object: &Object<'_>) -> Vec<(String, String)> {
    let tags = object.get("Tags").and_then(Value::as_array).unwrap_or_default();
    let tag = |tag: &Value<'_>| {
        let tag = tag.as_object()?;
        Some((text(tag, "Key")?, text(tag, "Value")?))
    };
    tags.iter().filter_map(tag).collect()
}

/// The account in an ARN; `None` where the text is no ARN with an account id.
fn account_of(arn: &str) -> Option<String> {
    let account = arn.strip_prefix("arn:")?.split(':').nth(3)?;
    (account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit())).then(|| account.to_owned())
}
