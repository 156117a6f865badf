//! Condition values as patterns, for whoever reasons about all requests at once instead of deciding one.

use crate::glob::{Token, push_literal, push_pattern};
use crate::policy::{OperatorFamily, OperatorKind, Version};
use crate::variables::{self, Parsed, Part, Wildcards};

/// One part of a condition value of a string or ARN operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternPart {
    /// Text that stands for itself.
    Literal(String),
    /// `?`: exactly one UTF-16 unit.
    One,
    /// `*`: any run of characters.
    Run,
    /// A policy variable: what it stands for is literal text.
    Variable {
        /// The context key, in lower case.
        key: String,
        /// The text that stands in for a missing key.
        default: Option<String>,
    },
}

/// The parts of the value `text` under the operator `kind`: wildcards act under `StringLike` and the ARN operators, variables are read
/// in a policy of Version 2012-10-17.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
#[must_use]
pub fn pattern(text: &str, kind: OperatorKind, version: Version) -> Vec<PatternPart> {
    let acts = matches!(kind, OperatorKind::StringLike | OperatorKind::StringNotLike)
        || kind.family() == OperatorFamily::Arn;
    let wildcards = if acts { Wildcards::Act } else { Wildcards::Literal };
    let tokens = match version {
        Version::V2012 => match variables::parse(text, wildcards) {
            Parsed::Plain(tokens) => tokens,
            Parsed::Template(template) => return template.parts.into_iter().flat_map(parts).collect(),
        },
        Version::V2008 => {
            let mut tokens = Vec::new();
            match wildcards {
                Wildcards::Act => push_pattern(&mut tokens, text),
                Wildcards::Literal => push_literal(&mut tokens, text),
            }
            tokens
        }
    };
    tokens.into_iter().map(part).collect()
}

fn parts(of: Part) -> Vec<PatternPart> {
    match of {
        Part::Tokens(tokens) => tokens.into_iter().map(part).collect(),
        Part::Variable { key, default, .. } => {
            vec![PatternPart::Variable { key: key.as_str().to_owned(), default: default.map(String::from) }]
        }
    }
}

fn part(token: Token) -> PatternPart {
    match token {
        Token::Literal(text) => PatternPart::Literal(text.into()),
        Token::Unit => PatternPart::One,
        Token::Run => PatternPart::Run,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_act_under_like_and_variables_in_2012() {
        let literal = |text: &str| PatternPart::Literal(text.to_owned());
        assert_eq!(
            pattern("a*?", OperatorKind::StringLike, Version::V2012),
            [literal("a"), PatternPart::Run, PatternPart::One]
        );
        assert_eq!(pattern("a*?", OperatorKind::StringEquals, Version::V2012), [literal("a*?")]);
        assert_eq!(
            pattern("${k:V, 'd'}/*", OperatorKind::StringLike, Version::V2012),
            [
                PatternPart::Variable { key: "k:v".to_owned(), default: Some("d".to_owned()) },
                literal("/"),
                PatternPart::Run
            ]
        );
        assert_eq!(pattern("${k}", OperatorKind::StringEquals, Version::V2008), [literal("${k}")]);
    }
}
