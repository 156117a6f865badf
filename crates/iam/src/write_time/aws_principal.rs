//! Values of `AWS` principals.

use crate::operators::arn::Arn;
use crate::quote::quote;
use crate::span::Spanned;

use super::Refusal;

const SOURCE: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html";

/// An `AWS` principal is `*`, an account id, the ARN of an account's root, of a user, of a role or of a session, or
/// the unique id of a user or a role. Wildcards inside are not read. That it exists, which IAM also checks for users
/// and roles, is not known here.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
pub(super) fn check(value: &Spanned<String>) -> Option<Refusal> {
    let text = value.value.as_str();
    let trouble = match text {
        "*" => return None,
        _ if text.contains(['*', '?']) => "holds a wildcard; only `*` alone stands for others",
        _ if is_account_id(text) || is_unique_id(text) || is_principal_arn(text) => return None,
        _ if text.starts_with("arn:") => "is not the ARN of an account's root, a user, a role or a session",
        _ => "is neither an account id, nor the ARN or unique id of a user or a role",
    };
    let help =
        "write an account id or the ARN of a role; narrow a whole account by `ArnLike` on `aws:PrincipalArn`";
    Some(
        Refusal::malformed("aws-principal", value.span, format!("{} {trouble}", quote(text)), help, SOURCE)
            .aws_message(format!("Invalid principal in policy: \"AWS\":\"{text}\"")),
    )
}

pub(super) fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `AIDA…` of a user, `AROA…` of a role, as IAM shows them once the principal is deleted.
fn is_unique_id(text: &str) -> bool {
    let id = text.strip_prefix("AIDA").or_else(|| text.strip_prefix("AROA")).unwrap_or_default();
    (12..=124).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn is_principal_arn(text: &str) -> bool {
    let Some(arn) = Arn::parse(text) else { return false };
    let resource = arn.resource();
    let (kind, name) = resource.split_once('/').unwrap_or((resource, ""));
    let is_named = !name.is_empty() && name.split('/').all(is_name);
    is_partition(arn.partition())
        && is_account_id(arn.account())
        && text.split(':').nth(3) == Some("")
        && match (arn.service(), kind) {
            ("iam", "root") => resource == "root",
            ("iam", "user" | "role") => is_named,
            ("sts", "assumed-role") => is_named && name.split('/').count() == 2,
            ("sts", "federated-user") => is_named && !name.contains('/'),
            _ => false,
        }
}

pub(super) fn is_partition(text: &str) -> bool {
    let suffix = text.strip_prefix("aws-").unwrap_or("x");
    (text == "aws" || text.starts_with("aws-"))
        && !suffix.is_empty()
        && suffix.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':')
}
