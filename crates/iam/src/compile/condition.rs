//! Conditions and their values, compiled.

use crate::context::{HashedKey, keys};
use crate::glob::{Glob, Token};
use crate::operators::arn::ArnPattern;
use crate::operators::date::Instant;
use crate::operators::ip::Network;
use crate::operators::numeric::Number;
use crate::operators::{binary, boolean};
use crate::policy::{Condition, ConditionOperator, OperatorFamily, OperatorKind, Version};
use crate::variables::{Parsed, Template, Wildcards, parse};

/// One operator on one key.
#[derive(Debug, Clone)]
pub(crate) struct CompiledCondition {
    pub(crate) operator: ConditionOperator,
    pub(crate) key: HashedKey,
    /// Whether AWS declares the key multivalued.
    pub(crate) multivalued: bool,
    pub(crate) operands: Vec<Operand>,
}

/// One value of a condition, read as its operator reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Operand {
    /// `StringEquals`.
    Text(Box<str>),
    /// `StringEqualsIgnoreCase`, in lower case.
    Lowercase(Box<str>),
    /// `StringLike`.
    Glob(Glob),
    /// `ArnEquals` and `ArnLike`.
    Arn(ArnPattern),
    /// A value of a string or ARN operator with policy variables.
    Template(Template),
    /// Numeric operators.
    Number(Number),
    /// Date operators.
    Instant(Instant),
    /// `BinaryEquals`.
    Bytes(Vec<u8>),
    /// `IpAddress` and `NotIpAddress`.
    Network(Network),
    /// `Bool` and `Null`.
    Flag(bool),
    /// The text is not of the operator's type.
    Malformed,
}

impl CompiledCondition {
    pub(super) fn compile(condition: &Condition, version: Version) -> Self {
        let operator = condition.operator.value;
        let key = HashedKey::new(&condition.key.value);
        let operands =
            condition.values.iter().map(|value| operand(operator.kind, &value.value, version)).collect();
        Self { operator, multivalued: keys::is_multivalued(key.as_str()), key, operands }
    }
}

fn operand(kind: OperatorKind, text: &str, version: Version) -> Operand {
    let typed = match kind.family() {
        OperatorFamily::String | OperatorFamily::Arn => Some(text_operand(kind, text, version)),
        OperatorFamily::Numeric => Number::parse(text).map(Operand::Number),
        OperatorFamily::Date => Instant::parse(text).map(Operand::Instant),
        OperatorFamily::Bool | OperatorFamily::Null => Some(Operand::Flag(boolean::is_true(text))),
        OperatorFamily::Binary => binary::decode(text).map(Operand::Bytes),
        OperatorFamily::Ip => Network::parse(text).map(Operand::Network),
    };
    typed.unwrap_or(Operand::Malformed)
}

/// The operators whose values may hold policy variables.
fn text_operand(kind: OperatorKind, text: &str, version: Version) -> Operand {
    let wildcards = match kind {
        OperatorKind::StringLike | OperatorKind::StringNotLike => Wildcards::Act,
        _ if kind.family() == OperatorFamily::Arn => Wildcards::Act,
        _ => Wildcards::Literal,
    };
    match version {
        Version::V2012 => match parse(text, wildcards) {
            Parsed::Plain(tokens) => plain(kind, tokens),
            Parsed::Template(template) => Operand::Template(template),
        },
        Version::V2008 => plain(kind, literal_or_pattern(text, wildcards)),
    }
}

fn literal_or_pattern(text: &str, wildcards: Wildcards) -> Vec<Token> {
    let mut tokens = Vec::new();
    match wildcards {
        Wildcards::Act => crate::glob::push_pattern(&mut tokens, text),
        Wildcards::Literal => crate::glob::push_literal(&mut tokens, text),
    }
    tokens
}

fn plain(kind: OperatorKind, tokens: Vec<Token>) -> Operand {
    match kind {
        OperatorKind::StringLike | OperatorKind::StringNotLike => Operand::Glob(Glob::from_tokens(tokens)),
        OperatorKind::StringEqualsIgnoreCase | OperatorKind::StringNotEqualsIgnoreCase => {
            Operand::Lowercase(literal(tokens).to_lowercase().into_boxed_str())
        }
        _ if kind.family() == OperatorFamily::Arn => {
            ArnPattern::from_tokens(&tokens).map_or(Operand::Malformed, Operand::Arn)
        }
        _ => Operand::Text(literal(tokens)),
    }
}

/// The text of tokens that hold no wildcard, which is at most one literal.
fn literal(tokens: Vec<Token>) -> Box<str> {
    tokens
        .into_iter()
        .find_map(|token| if let Token::Literal(text) = token { Some(text) } else { None })
        .unwrap_or_default()
}
