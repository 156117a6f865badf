//! Wildcard patterns: `*` stands for any run of characters, `?` for exactly one UTF-16 unit.
//!
//! Nothing else is special: `[`, `\` and `.` stand for themselves, and `*` crosses `/`, `:` and line ends.
//! `?` counts UTF-16 units, so a character outside the Basic Multilingual Plane takes two of them.
//! Documented: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String>;
//! the UTF-16 counting was observed: <https://github.com/radkawar/stackd/blob/9dc356f5e5cc49d2d334178a09c1398dd1c62617/docs/iam-evaluation.md>

mod matcher;

pub(crate) use matcher::{AsPiece, Piece, matches};

/// One element of a compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// Text that stands for itself.
    Literal(Box<str>),
    /// `?`.
    Unit,
    /// `*`.
    Run,
}

impl AsPiece for Token {
    fn piece(&self) -> Piece<'_> {
        match self {
            Self::Literal(text) => Piece::Literal(text),
            Self::Unit => Piece::Unit,
            Self::Run => Piece::Run,
        }
    }
}

/// A compiled wildcard pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glob {
    tokens: Vec<Token>,
    ignore_ascii_case: bool,
}

impl Glob {
    /// Compiles a pattern whose `*` and `?` are wildcards; every text is a pattern.
    #[must_use]
    pub fn new(pattern: &str) -> Self {
        let mut tokens = Vec::new();
        push_pattern(&mut tokens, pattern);
        Self { tokens, ignore_ascii_case: false }
    }

    /// Compiles a pattern that matches without regard to ASCII case, as action names do.
    #[must_use]
    pub fn ignoring_ascii_case(pattern: &str) -> Self {
        Self { ignore_ascii_case: true, ..Self::new(pattern) }
    }

    pub(crate) fn from_tokens(tokens: Vec<Token>) -> Self {
        Self { tokens, ignore_ascii_case: false }
    }

    /// Whether the pattern matches the whole of `text`; takes time at most proportional to pattern × text and no memory.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        match self.tokens.as_slice() {
            [Token::Literal(exactly)] => {
                **exactly == *text || self.ignore_ascii_case && exactly.eq_ignore_ascii_case(text)
            }
            [Token::Literal(prefix), Token::Run] if !self.ignore_ascii_case => text.starts_with(&**prefix),
            tokens => matches(tokens, text, self.ignore_ascii_case),
        }
    }

    /// Whether the pattern matches every text there is: one or more `*` and nothing else.
    #[must_use]
    pub fn is_universal(&self) -> bool {
        !self.tokens.is_empty() && self.tokens.iter().all(|token| *token == Token::Run)
    }
}

/// Appends the tokens of `pattern`, in which `*` and `?` are wildcards; adjacent `*` become one.
pub(crate) fn push_pattern(tokens: &mut Vec<Token>, pattern: &str) {
    for part in pattern.split_inclusive(['*', '?']) {
        let (literal, wildcard) = match part.strip_suffix('*') {
            Some(literal) => (literal, Some(Token::Run)),
            None => match part.strip_suffix('?') {
                Some(literal) => (literal, Some(Token::Unit)),
                None => (part, None),
            },
        };
        push_literal(tokens, literal);
        match wildcard {
            Some(Token::Run) if tokens.last() == Some(&Token::Run) => {}
            Some(token) => tokens.push(token),
            None => {}
        }
    }
}

/// Appends text that stands for itself, joined to a literal before it.
pub(crate) fn push_literal(tokens: &mut Vec<Token>, text: &str) {
    if text.is_empty() {
        return;
    }
    if let Some(Token::Literal(last)) = tokens.last_mut() {
        let mut joined = String::from(std::mem::take(last));
        joined.push_str(text);
        *last = joined.into_boxed_str();
    } else {
        tokens.push(Token::Literal(text.into()));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definition, word for word, over UTF-16 units; exponential, so only for short texts.
    fn oracle(pattern: &[u16], text: &[u16]) -> bool {
        const STAR: u16 = b'*' as u16;
        const MARK: u16 = b'?' as u16;
        match (pattern.split_first(), text.split_first()) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some((&STAR, rest)), _) => (0..=text.len()).any(|skip| oracle(rest, &text[skip..])),
            (Some((&MARK, rest)), Some((_, tail))) => oracle(rest, tail),
            (Some((unit, rest)), Some((first, tail))) => unit == first && oracle(rest, tail),
            (Some(_), None) => false,
        }
    }

    fn matches(pattern: &str, text: &str) -> bool {
        Glob::new(pattern).matches(text)
    }

    #[test]
    fn wildcards() {
        assert!(matches("repo:acme/*", "repo:acme/api:pull_request"));
        assert!(matches("a**b", "ab"));
        assert!(matches("*", ""));
        assert!(matches("a*b", "a\nb"));
        assert!(!matches("a?", "a"));
        assert!(!matches("", "a"));
        assert!(matches("", ""));
        assert!(matches("a+(b)[c]|^$\\", "a+(b)[c]|^$\\"));
        assert!(!matches("a*ba", "aba ab"));
        assert!(!matches("ab*ba", "aba"), "the ends may not overlap");
    }

    #[test]
    fn question_mark_is_one_utf16_unit() {
        assert!(matches("a?b", "aéb"));
        assert!(!matches("a?b", "a𐐀b"));
        assert!(matches("a??b", "a𐐀b"));
        assert!(matches("a?*b", "a𐐀b"));
        assert!(matches("*?b", "𐐀b"));
        assert!(matches("?*?", "𐐀"));
        assert!(!matches("?*??", "𐐀"));
        assert!(matches("𐐀", "𐐀"));
    }

    #[test]
    fn actions_fold_ascii_case() {
        let glob = Glob::ignoring_ascii_case("STS:*webidentity");
        assert!(glob.matches("sts:AssumeRoleWithWebIdentity"));
        assert!(!glob.matches("sts:AssumeRoleWithSAML"));
    }

    #[test]
    fn universal() {
        assert!(Glob::new("**").is_universal());
        assert!(!Glob::new("?*").is_universal());
        assert!(!Glob::new("").is_universal());
    }

    #[test]
    fn hostile_pattern_does_not_blow_up() {
        let pattern = "*a".repeat(1000) + "*";
        assert!(!matches(&pattern, &"b".repeat(20_000)));
        assert!(!matches(&(pattern + "c"), &"a".repeat(20_000)));
        assert!(!matches(&("*?a".repeat(1000) + "b"), &"a".repeat(20_000)));
    }

    proptest! {
        #[test]
        fn agrees_with_the_definition(pattern in "[ab?*𐐀é]{0,8}", text in "[ab𐐀é]{0,8}") {
            let units = |s: &str| s.encode_utf16().collect::<Vec<_>>();
            prop_assert_eq!(matches(&pattern, &text), oracle(&units(&pattern), &units(&text)));
            let folded = Glob::ignoring_ascii_case(&pattern.to_uppercase().replace('É', "é")).matches(&text);
            prop_assert_eq!(folded, oracle(&units(&pattern), &units(&text)));
        }
    }
}
