//! The names that an expression uses, without evaluating it.

use github_actions_expressions::call::{Call, Function};
use github_actions_expressions::op::BinExpr;
use github_actions_expressions::{Expr, SpannedExpr};

use super::parse::{Piece, expressions, is_expression, parse};

/// What an expression, or every expression of a text, names.
#[derive(Debug, Default)]
pub(in super::super) struct Names {
    /// The functions that are called.
    pub(in super::super) functions: Vec<Function>,
    /// The contexts that are read, as they are written, with their byte offsets in the text.
    pub(in super::super) contexts: Vec<(String, usize)>,
}

impl Names {
    /// The names of a text with `${{ }}` in it; of an expression that GitHub refuses, none.
    pub(in super::super) fn of_text(text: &str) -> Self {
        let mut names = Self::default();
        for piece in expressions(text).unwrap_or_default() {
            if let Piece::Expression(expression, offset) = piece
                && let Ok(parsed) = parse(expression)
            {
                names.collect(&parsed, offset);
            }
        }
        names
    }

    /// The names of an `if:`, which is an expression also without `${{ }}`.
    pub(in super::super) fn of_condition(text: &str) -> Self {
        if is_expression(text) {
            return Self::of_text(text);
        }
        let mut names = Self::default();
        if let Ok(parsed) = parse(text) {
            names.collect(&parsed, 0);
        }
        names
    }

    fn collect(&mut self, expression: &SpannedExpr<'_>, offset: usize) {
        match &expression.inner {
            Expr::Call(Call { func, args }) => {
                self.functions.push(*func);
                args.iter().for_each(|argument| self.collect(argument, offset));
            }
            Expr::Context(context) => {
                let mut parts = context.parts.iter();
                if let Some(first) = parts.next() {
                    match &first.inner {
                        Expr::Identifier(name) => {
                            let start = expression.origin.span.start + offset;
                            self.contexts.push((name.as_str().to_owned(), start));
                        }
                        _ => self.collect(first, offset),
                    }
                }
                // What stands behind a dot is a member's name; in brackets may stand another context.
                parts.for_each(|part| match &part.inner {
                    Expr::Identifier(_) => {}
                    _ => self.collect(part, offset),
                });
            }
            Expr::Identifier(name) => {
                self.contexts.push((name.as_str().to_owned(), expression.origin.span.start + offset));
            }
            Expr::Index(inner) | Expr::UnExpr { expr: inner, .. } => self.collect(inner, offset),
            Expr::BinExpr(BinExpr { lhs, rhs, .. }) => {
                self.collect(lhs, offset);
                self.collect(rhs, offset);
            }
            Expr::Literal(_) | Expr::Star => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_and_functions() {
        let names =
            Names::of_condition("always() && github.event['a'] == vars[matrix.x] || secrets.Y != 'env.Z'");
        let contexts: Vec<&str> = names.contexts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(contexts, ["github", "vars", "matrix", "secrets"]);
        assert_eq!(names.functions, [Function::Always]);
        assert!(Names::of_condition("github.ref == 'always()'").functions.is_empty());
        let names = Names::of_text("a ${{ fromJSON(env.A).b }}");
        assert_eq!(names.contexts, [("env".to_owned(), 15)]);
        assert!(Names::of_text("a ${{ b").contexts.is_empty());
    }
}
