//! Finding expressions in a text, and parsing them.

use github_actions_expressions::{Error, Expr, SpannedExpr};

/// An expression that GitHub refuses, so that the run does not start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct ExpressionError {
    /// What is wrong.
    pub(in super::super) message: String,
    /// Byte offset in the text that was given.
    pub(in super::super) offset: usize,
}

/// A piece of a text that may hold expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Piece<'a> {
    /// Text outside `${{ }}`.
    Text(&'a str),
    /// What stands between `${{` and `}}`, and its offset.
    Expression(&'a str, usize),
}

/// Whether a text contains an expression.
pub(in super::super) fn is_expression(text: &str) -> bool {
    text.contains("${{")
}

/// Splits a text at `${{` and `}}`; quotes inside an expression hide a `}}`.
///
/// # Errors
/// A `${{` without its `}}`.
pub(in super::super) fn expressions(text: &str) -> Result<Vec<Piece<'_>>, ExpressionError> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once("${{") {
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        let offset = text.len() - inside.len();
        let Some(length) = end(inside) else {
            return Err(ExpressionError {
                message: "`${{` is not closed by `}}`".into(),
                offset: offset.saturating_sub(3),
            });
        };
        let (expression, after) = inside.split_at_checked(length).unwrap_or((inside, ""));
        pieces.push(Piece::Expression(expression, offset));
        rest = after.strip_prefix("}}").unwrap_or(after);
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    Ok(pieces)
}

/// Parses every expression of a text; says whether the text is nothing but one expression.
///
/// # Errors
/// The first expression that GitHub refuses.
pub(in super::super) fn check(text: &str) -> Result<bool, ExpressionError> {
    let pieces = expressions(text)?;
    for piece in &pieces {
        if let Piece::Expression(expression, offset) = piece {
            parse(expression)
                .map_err(|error| ExpressionError { message: error.message, offset: error.offset + offset })?;
        }
    }
    Ok(matches!(pieces.as_slice(), [Piece::Expression(..)]))
}

/// Parses one expression, without `${{ }}`.
///
/// # Errors
/// What GitHub refuses, and expressions beyond [`MAX_LENGTH`] or [`MAX_OPERATORS`].
pub(super) fn parse(expression: &str) -> Result<SpannedExpr<'_>, ExpressionError> {
    if expression.len() > MAX_LENGTH {
        let message = format!("the expression has more than {MAX_LENGTH} characters");
        return Err(ExpressionError { message, offset: 0 });
    }
    // A chain of operators parses into a tree as deep as the chain is long.
    if expression.matches(['|', '&', '=', '<', '>', '!']).count() > MAX_OPERATORS {
        let message = format!("the expression has more than {MAX_OPERATORS} operator characters");
        return Err(ExpressionError { message, offset: 0 });
    }
    Expr::parse(expression).map_err(|error| match error {
        Error::Syntax(syntax) => {
            ExpressionError { message: syntax.message.to_owned(), offset: syntax.offset }
        }
        Error::Depth => ExpressionError { message: "the expression is nested too deeply".into(), offset: 0 },
        Error::Call(call) => ExpressionError { message: lower_first(&call.to_string()), offset: 0 },
    })
}

/// The offset of the `}}` that ends an expression.
fn end(text: &str) -> Option<usize> {
    let mut quoted = false;
    let mut characters = text.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        match character {
            '\'' => quoted = !quoted,
            '}' if !quoted && characters.peek().is_some_and(|(_, next)| *next == '}') => return Some(offset),
            _ => {}
        }
    }
    None
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

/// GitHub's own bound on an expression.
const MAX_LENGTH: usize = 21_000;

/// Bounds the depth of the tree.
const MAX_OPERATORS: usize = 400;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        assert_eq!(
            expressions("a ${{ format('}}') }}b${{c}}").expect("closed"),
            [
                Piece::Text("a "),
                Piece::Expression(" format('}}') ", 5),
                Piece::Text("b"),
                Piece::Expression("c", 25),
            ]
        );
        assert_eq!(expressions("x ${{ y").expect_err("open").offset, 2);
        assert_eq!(expressions("").expect("empty"), []);
    }

    #[test]
    fn errors() {
        assert!(parse("github.ref ==").is_err());
        assert!(parse("foo(1)").expect_err("unknown").message.contains("unknown function"));
        assert!(parse(&"a||".repeat(5000)).is_err());
        assert!(parse(&"(".repeat(5000)).is_err());
        assert!(parse(&"!".repeat(399)).is_err());
    }
}
