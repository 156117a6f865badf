//! Reading a value into literal text, wildcards and variables.

use crate::context::HashedKey;
use crate::glob::{Token, push_literal, push_pattern};

/// Whether `*` and `?` in the written text are wildcards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wildcards {
    /// They are, as under `StringLike`.
    Act,
    /// They stand for themselves, as under `StringEquals`.
    Literal,
}

/// A value as compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Parsed {
    /// It has no variable: the tokens are final.
    Plain(Vec<Token>),
    /// It has variables, to be resolved for each request.
    Template(Template),
}

/// A value with variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template {
    pub(crate) parts: Vec<Part>,
}

/// One part of a value with variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    Tokens(Vec<Token>),
    Variable {
        key: HashedKey,
        /// The context key as written.
        written: Box<str>,
        default: Option<Box<str>>,
    },
}

impl Template {
    /// The context keys that it reads, each with its text as written.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (&HashedKey, &str)> {
        self.parts.iter().filter_map(|part| match part {
            Part::Variable { key, written, .. } => Some((key, &**written)),
            Part::Tokens(_) => None,
        })
    }
}

/// Reads `text`; `${` without a closing `}` is literal text.
pub(crate) fn parse(text: &str, wildcards: Wildcards) -> Parsed {
    let mut parts = Vec::new();
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((inside, tail)) = after.split_once('}') else { break };
        push_text(&mut tokens, before, wildcards);
        match inside {
            "*" | "?" | "$" => push_literal(&mut tokens, inside),
            _ => {
                if !tokens.is_empty() {
                    parts.push(Part::Tokens(std::mem::take(&mut tokens)));
                }
                parts.push(variable(inside));
            }
        }
        rest = tail;
    }
    push_text(&mut tokens, rest, wildcards);
    if parts.is_empty() {
        return Parsed::Plain(tokens);
    }
    if !tokens.is_empty() {
        parts.push(Part::Tokens(tokens));
    }
    Parsed::Template(Template { parts })
}

fn push_text(tokens: &mut Vec<Token>, text: &str, wildcards: Wildcards) {
    match wildcards {
        Wildcards::Act => push_pattern(tokens, text),
        Wildcards::Literal => push_literal(tokens, text),
    }
}

/// Reads what stands between the braces. A default that is not in single quotes is no default.
fn variable(inside: &str) -> Part {
    let (key, default) = match inside.split_once(',') {
        Some((key, default)) => {
            (key, default.trim().strip_prefix('\'').and_then(|text| text.strip_suffix('\'')).map(Box::from))
        }
        None => (inside, None),
    };
    let written = key.trim();
    Part::Variable { key: HashedKey::new(written), written: written.into(), default }
}
