//! `ArnEquals` and `ArnLike`, which are the same.

use crate::glob::{self, AsPiece, Piece, Token};

/// A presented ARN: six parts, of which only the last may hold further colons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arn<'a> {
    parts: [&'a str; 6],
}

impl<'a> Arn<'a> {
    /// Splits an ARN at its first five colons; `None` when `text` is none.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut colons = text.bytes().enumerate().filter(|(_, byte)| *byte == b':').map(|(at, _)| at);
        let mut start = 0;
        let mut part = || {
            let end = colons.next()?;
            let part = text.get(start..end);
            start = end + 1;
            part
        };
        let parts = [part()?, part()?, part()?, part()?, part()?];
        let [scheme, partition, service, region, account] = parts;
        let resource = text.get(start..)?;
        (scheme == "arn").then_some(Self { parts: [scheme, partition, service, region, account, resource] })
    }

    /// The partition, e.g. `aws`.
    #[must_use]
    pub fn partition(self) -> &'a str {
        let [_, partition, ..] = self.parts;
        partition
    }

    /// The service, e.g. `iam`.
    #[must_use]
    pub fn service(self) -> &'a str {
        let [_, _, service, ..] = self.parts;
        service
    }

    /// The account id; empty where the ARN has none.
    #[must_use]
    pub fn account(self) -> &'a str {
        let [_, _, _, _, account, _] = self.parts;
        account
    }

    /// What follows the fifth colon, e.g. `role/deploy`.
    #[must_use]
    pub fn resource(self) -> &'a str {
        let [.., resource] = self.parts;
        resource
    }
}

/// An ARN as a policy writes it: each of the six parts is a wildcard pattern of its own.
///
/// A value that is `*` alone matches every ARN. Source:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN>
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArnPattern {
    /// `*` alone.
    Any,
    /// Six patterns.
    Parts(Box<[glob::Glob; 6]>),
}

impl ArnPattern {
    /// Compiles a pattern; `None` when it cannot be one of ARNs: fewer than six parts, or a first part that does not match `arn`.
    #[must_use]
    pub fn parse(pattern: &str) -> Option<Self> {
        let mut tokens = Vec::new();
        glob::push_pattern(&mut tokens, pattern);
        Self::from_tokens(&tokens)
    }

    pub(crate) fn from_tokens(tokens: &[Token]) -> Option<Self> {
        let pieces: Vec<Piece<'_>> = tokens.iter().map(AsPiece::piece).collect();
        match split(&pieces)? {
            Split::Any => Some(Self::Any),
            Split::Parts(parts) => Some(Self::Parts(Box::new(
                parts.map(|part| glob::Glob::from_tokens(part.iter().map(owned).collect())),
            ))),
        }
    }

    /// Whether the pattern matches `arn`, part by part, with regard to case.
    #[must_use]
    pub fn matches(&self, arn: Arn<'_>) -> bool {
        match self {
            Self::Any => true,
            Self::Parts(parts) => parts.iter().zip(arn.parts).all(|(pattern, part)| pattern.matches(part)),
        }
    }
}

/// Whether a pattern that was put together for one request matches; `None` when it is no pattern of ARNs.
pub(crate) fn pieces_match(pieces: &[Piece<'_>], arn: Arn<'_>) -> Option<bool> {
    match split(pieces)? {
        Split::Any => Some(true),
        Split::Parts(parts) => {
            Some(parts.iter().zip(arn.parts).all(|(pattern, part)| glob::matches(pattern, part, false)))
        }
    }
}

enum Split<'a> {
    Any,
    Parts([Vec<Piece<'a>>; 6]),
}

/// Splits a pattern at its first five literal colons.
fn split<'a>(pieces: &[Piece<'a>]) -> Option<Split<'a>> {
    if !pieces.is_empty() && pieces.iter().all(|piece| *piece == Piece::Run) {
        return Some(Split::Any);
    }
    let mut done = Vec::with_capacity(6);
    let mut current = Vec::new();
    for piece in pieces {
        let Piece::Literal(text) = piece else {
            current.push(*piece);
            continue;
        };
        let mut rest = *text;
        while done.len() < 5
            && let Some((before, after)) = rest.split_once(':')
        {
            if !before.is_empty() {
                current.push(Piece::Literal(before));
            }
            done.push(std::mem::take(&mut current));
            rest = after;
        }
        if !rest.is_empty() {
            current.push(Piece::Literal(rest));
        }
    }
    done.push(current);
    let parts: [Vec<Piece<'a>>; 6] = done.try_into().ok()?;
    let [scheme, ..] = &parts;
    glob::matches(scheme, "arn", false).then_some(Split::Parts(parts))
}

fn owned(piece: &Piece<'_>) -> Token {
    match piece {
        Piece::Literal(text) => Token::Literal((*text).into()),
        Piece::Unit => Token::Unit,
        Piece::Run => Token::Run,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `None` when either side is malformed.
    fn matches(pattern: &str, arn: &str) -> Option<bool> {
        Some(ArnPattern::parse(pattern)?.matches(Arn::parse(arn)?))
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let store = "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt";
        assert_eq!(matches("arn:aws:someservice:*:111122223333:finance/*", store), Some(false));
        assert_eq!(matches("arn:aws:someservice:*:999999999999:store/*", store), Some(true));
        assert_eq!(matches("arn:*:*:*:*:*", store), Some(true));
    }

    #[test]
    fn case_counts() {
        assert_eq!(
            matches("arn:aws:iam::111122223333:role/CI-*", "arn:aws:iam::111122223333:role/ci-1"),
            Some(false)
        );
        assert_eq!(
            matches("arn:aws:iam::111122223333:role/ci-?", "arn:aws:iam::111122223333:role/ci-1"),
            Some(true)
        );
    }

    #[test]
    fn star_alone_matches_every_arn() {
        assert_eq!(matches("*", "arn:aws:s3:::bucket"), Some(true));
        assert_eq!(matches("*", "not-an-arn"), None);
    }

    #[test]
    fn malformed() {
        for pattern in ["", "not-an-arn", "arn:aws:iam::*", "arn:aws:iam:", "urn:aws:iam::1:x", "?"] {
            assert_eq!(ArnPattern::parse(pattern), None, "{pattern}");
        }
        for arn in ["", "arn:aws:iam::1", "ARN:aws:iam::1:x"] {
            assert_eq!(Arn::parse(arn), None, "{arn}");
        }
    }

    #[test]
    fn substituted_text_is_split_too() {
        let arn = Arn::parse("arn:aws:iam::123456789012:user/*").expect("an ARN");
        let whole = [Piece::Literal("arn:aws:iam::123456789012:user/*")];
        assert_eq!(pieces_match(&whole, arn), Some(true));
        assert_eq!(pieces_match(&[Piece::Literal("not-an-arn")], arn), None);
        let parts = [
            Piece::Literal("arn:aws:iam::"),
            Piece::Literal("123456789012"),
            Piece::Literal(":user/"),
            Piece::Run,
        ];
        assert_eq!(pieces_match(&parts, arn), Some(true));
    }
}
