//! The quota on the size of a trust policy.

use crate::policy::PolicyDocument;

use super::{ErrorCode, Refusal};

const DEFAULT: usize = 2048;
const HIGHEST: usize = 8192;

/// A trust policy has at most 2048 characters, or as many as the account's quota was raised to, 8192 at most; white
/// space is not counted.
///
/// AWS does not say whether white space inside strings counts. It is counted for a remark only.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
pub(super) fn check(policy: &PolicyDocument, source: &str) -> Option<Refusal> {
    let text = policy.span.text(source);
    let bare = without_white_space(text);
    let in_strings = white_space_in_strings(text);
    if bare + in_strings <= DEFAULT {
        return None;
    }
    let quota = if bare > HIGHEST { HIGHEST } else { DEFAULT };
    let (headline, help) = if bare > HIGHEST {
        (
            format!("the policy has {bare} characters without white space; the highest quota is {HIGHEST}"),
            "split the role, or write fewer and wider conditions",
        )
    } else {
        (
            format!("the policy has {bare} characters without white space; the default quota is {DEFAULT}"),
            "shorten it, split the role, or have the quota raised to at most 8192",
        )
    };
    let refusal = Refusal::malformed(
        "policy-size",
        policy.span,
        headline,
        help,
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    )
    .code(ErrorCode::LimitExceeded)
    .aws_message(format!("Cannot exceed quota for ACLSizePerRole: {quota}"));
    if bare > DEFAULT {
        return Some(refusal);
    }
    let headline = format!(
        "the policy has {bare} characters without white space and {} with the white space inside strings; \
         the default quota is {DEFAULT}",
        bare + in_strings
    );
    Some(Refusal { headline, ..refusal.into_note() })
}

/// Whether no account can store a policy of this size.
pub(super) fn is_above_every_quota(policy: &PolicyDocument, source: &str) -> bool {
    without_white_space(policy.span.text(source)) > HIGHEST
}

fn without_white_space(text: &str) -> usize {
    text.chars().filter(|char| !is_white_space(*char)).count()
}

fn is_white_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | '\r')
}

/// How many spaces stand inside the strings of `json`, which is well-formed.
fn white_space_in_strings(json: &str) -> usize {
    let (mut inside, mut escaped, mut count) = (false, false, 0);
    for char in json.chars() {
        match char {
            _ if escaped => escaped = false,
            '\\' if inside => escaped = true,
            '"' => inside = !inside,
            _ if inside && is_white_space(char) => count += 1,
            _ => {}
        }
    }
    count
}
