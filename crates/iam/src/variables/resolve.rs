//! Resolving variables against a request context.

use crate::context::{ContextValue, Lookup, RequestContext};
use crate::glob::{AsPiece, Piece};

use super::parse::{Part, Template};

/// A template's text for one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Resolution<'a> {
    /// Every variable resolved.
    Resolved(Vec<Piece<'a>>),
    /// A variable is missing without default, or multivalued: the value matches nothing.
    Unresolved,
    /// A variable is not known; each such stands as any run of characters, so that what these pieces do not match cannot match.
    Unknown(Vec<Piece<'a>>),
}

impl Template {
    /// Substitutes the values that `context` has.
    pub(crate) fn resolve<'a>(&'a self, context: &'a RequestContext) -> Resolution<'a> {
        let mut pieces = Vec::new();
        let mut unknown = false;
        for part in &self.parts {
            match part {
                Part::Tokens(tokens) => pieces.extend(tokens.iter().map(AsPiece::piece)),
                Part::Variable { key, default, .. } => match (context.lookup_hashed(key), default) {
                    (Lookup::Present(ContextValue::Single(value)), _) => push_substituted(&mut pieces, value),
                    (Lookup::Missing(_), Some(default)) => push_substituted(&mut pieces, default),
                    (Lookup::Present(ContextValue::Multi(_)), _) | (Lookup::Missing(_), None) => {
                        return Resolution::Unresolved;
                    }
                    (Lookup::Unknown(_), _) => {
                        unknown = true;
                        pieces.push(Piece::Run);
                    }
                },
            }
        }
        if unknown { Resolution::Unknown(pieces) } else { Resolution::Resolved(pieces) }
    }

    /// The resolved text for people to read, wildcards as they are written; `None` when it does not resolve or is longer than any value
    /// that a request can carry.
    pub(crate) fn resolved_text(&self, context: &RequestContext) -> Option<String> {
        let Resolution::Resolved(pieces) = self.resolve(context) else { return None };
        let texts = || {
            pieces.iter().map(|piece| match piece {
                Piece::Literal(literal) => *literal,
                Piece::Unit => "?",
                Piece::Run => "*",
            })
        };
        (texts().map(str::len).sum::<usize>() <= MAX_RESOLVED).then(|| texts().collect())
    }
}

/// The most bytes that are put together for a trace. A web identity token, the longest thing a request carries, has 20,000 characters.
const MAX_RESOLVED: usize = 100_000;

fn push_substituted<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str) {
    if !text.is_empty() {
        pieces.push(Piece::Literal(text));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Parsed, Wildcards, parse};
    use super::*;
    use crate::context::Absence;
    use crate::glob;

    fn context() -> RequestContext {
        let mut context = RequestContext::complete();
        context.insert("aws:username", ContextValue::Single("octo".to_owned()));
        context.insert("aws:PrincipalTag/org", ContextValue::Single("*".to_owned()));
        context.insert("aws:TagKeys", ContextValue::Multi(vec!["a".to_owned()]));
        context.insert("k:nested", ContextValue::Single("${aws:username}".to_owned()));
        context.insert_absent("k:unknown", Absence::Unknown("not given".into()));
        context
    }

    /// `Some(whether it matches)`, or `None` when it does not resolve.
    fn matches(value: &str, presented: &str) -> Option<bool> {
        match parse(value, Wildcards::Act) {
            Parsed::Plain(tokens) => Some(glob::matches(&tokens, presented, false)),
            Parsed::Template(template) => match template.resolve(&context()) {
                Resolution::Resolved(pieces) => Some(glob::matches(&pieces, presented, false)),
                _ => None,
            },
        }
    }

    #[test]
    fn substitutes_without_regard_to_the_case_of_the_key() {
        assert_eq!(matches("${AWS:UserName}cat", "octocat"), Some(true));
        assert_eq!(matches("repo:${aws:username}/*", "repo:octo/app"), Some(true));
    }

    #[test]
    fn substituted_text_is_literal() {
        assert_eq!(matches("repo:${aws:principaltag/org}/x", "repo:acme/x"), Some(false));
        assert_eq!(matches("repo:${aws:principaltag/org}/x", "repo:*/x"), Some(true));
        assert_eq!(matches("${k:nested}", "octo"), Some(false));
        assert_eq!(matches("${k:nested}", "${aws:username}"), Some(true));
    }

    #[test]
    fn defaults() {
        assert_eq!(matches("${k:none, 'team, a'}", "team, a"), Some(true));
        assert_eq!(matches("${aws:username, 'x'}", "octo"), Some(true));
        assert_eq!(matches("${k:none, x}", "x"), None);
        assert_eq!(matches("a${k:none, ''}b", "ab"), Some(true));
    }

    #[test]
    fn escapes() {
        assert_eq!(matches("a${*}b", "a*b"), Some(true));
        assert_eq!(matches("a${*}b", "axb"), Some(false));
        assert_eq!(matches("a${?}b${$}", "a?b$"), Some(true));
    }

    #[test]
    fn missing_and_multivalued_do_not_resolve() {
        assert_eq!(matches("${k:none}", ""), None);
        assert_eq!(matches("${aws:TagKeys, 'a'}", "a"), None);
        assert_eq!(matches("${}", ""), None);
    }

    #[test]
    fn an_open_brace_is_literal() {
        assert_eq!(matches("a${b", "a${b"), Some(true));
        assert_eq!(matches("$${aws:username}", "$octo"), Some(true));
    }

    #[test]
    fn an_unknown_variable_may_still_be_ruled_out() {
        let Parsed::Template(template) = parse("repo:${k:unknown}/x", Wildcards::Literal) else {
            panic!("has a variable")
        };
        let context = context();
        let Resolution::Unknown(pieces) = template.resolve(&context) else { panic!("is unknown") };
        assert!(glob::matches(&pieces, "repo:anything/x", false));
        assert!(!glob::matches(&pieces, "repo:anything/y", false));
    }
}
