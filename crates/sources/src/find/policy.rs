//! A trust policy itself.

use std::sync::Arc;

use can_assume_iam::json::{self, Object, Value};
use can_assume_iam::policy::{self, Parsed, PolicyError, PolicyKind};
use can_assume_iam::span::Span;
use percent_encoding::percent_decode_str;

use super::SourceText;

/// A policy, the text its spans refer to, and where it stands in the file.
pub(super) struct Read {
    pub(super) policy: Result<Parsed, Vec<PolicyError>>,
    pub(super) text: SourceText,
    pub(super) span: Span,
}

/// Whether `text` begins as a URL-encoded object does.
pub(super) fn is_url_encoded(text: &str) -> bool {
    let Some(escape) = text.trim_start().get(..3) else { return false };
    ["%7B", "%20", "%0A", "%0D", "%09"].iter().any(|start| escape.eq_ignore_ascii_case(start))
}

/// Whether an object without `Statement` is probably meant to be a policy; reading it then says what is wrong.
pub(super) fn resembles(object: &Object<'_>) -> bool {
    let is_policy_member =
        |name: &str| ["Version", "Statement"].iter().any(|known| name.eq_ignore_ascii_case(known));
    object.members.iter().any(|member| is_policy_member(&member.name))
}

/// Reads a policy that stands as an object in `file`.
pub(super) fn read_value(value: &Value<'_>, file: &SourceText, span: Span) -> Read {
    let length = value.span.end - value.span.start;
    let policy = if length > json::DOCUMENT_LIMIT {
        Err(vec![too_long(length, value.span)])
    } else {
        policy::parse_value(value, PolicyKind::Trust)
    };
    Read { policy, text: file.clone(), span }
}

/// Reads a policy that is the content of a string, as JSON text or URL-encoded by RFC 3986, as IAM's API returns it;
/// its spans refer to the decoded text, which is called `name (decoded)`.
pub(super) fn read_text(content: &str, name: &str, span: Span) -> Read {
    let source =
        |text: &str| SourceText { name: format!("{name} (decoded)"), text: Arc::from(text), is_file: false };
    if content.len() > 3 * json::DOCUMENT_LIMIT {
        return Read { policy: Err(vec![too_long(content.len(), Span::new(0, 0))]), text: source(""), span };
    }
    if !is_url_encoded(content) {
        return Read { policy: policy::parse(content, PolicyKind::Trust), text: source(content), span };
    }
    match percent_decode_str(content.trim()).decode_utf8() {
        Ok(text) => Read { policy: policy::parse(&text, PolicyKind::Trust), text: source(&text), span },
        Err(_) => {
            let error = PolicyError {
                message: "the URL-encoded policy is not UTF-8; expected UTF-8".to_owned(),
                help: Some("encode the policy again, from UTF-8".to_owned()),
                span: Span::new(0, content.len()),
            };
            Read { policy: Err(vec![error]), text: source(content), span }
        }
    }
}

fn too_long(length: usize, span: Span) -> PolicyError {
    PolicyError {
        message: format!(
            "the policy is {length} bytes long; at most {} bytes are read",
            json::DOCUMENT_LIMIT
        ),
        help: Some("shorten the policy; IAM stores at most 8192 characters".to_owned()),
        span,
    }
}
