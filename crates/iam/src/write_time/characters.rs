//! The characters that a trust policy may hold.

use crate::policy::PolicyDocument;
use crate::quote::quote;
use crate::span::Span;

use super::{ErrorCode, Refusal};

/// A policy is written in tab, line feed, carriage return and U+0020 to U+00FF; the first other character is shown.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html>
pub(super) fn check(policy: &PolicyDocument, source: &str) -> Option<Refusal> {
    let text = policy.span.text(source);
    let (at, char) = text.char_indices().find(|(_, char)| !is_allowed(*char))?;
    let more = text.chars().filter(|char| !is_allowed(*char)).count() - 1;
    let others = match more {
        0 => String::new(),
        1 => ", and one more such character".to_owned(),
        _ => format!(", and {more} more such characters"),
    };
    let start = policy.span.start + at;
    let shown = quote(char.encode_utf8(&mut [0; 4]));
    Some(
        Refusal::malformed(
            "policy-characters",
            Span::new(start, start + char.len_utf8()),
            format!(
                "the policy holds {shown} (U+{:04X}){others}; expected U+0020 to U+00FF",
                u32::from(char)
            ),
            "use names in Latin-1, or match the character with `?` under `StringLike`",
            "https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html",
        )
        .code(ErrorCode::ValidationError),
    )
}

fn is_allowed(char: char) -> bool {
    matches!(char, '\t' | '\n' | '\r' | ' '..='\u{ff}')
}
