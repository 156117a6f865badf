//! The evaluator.

use std::cell::RefCell;
use std::collections::BTreeMap;

use github_actions_expressions::context::Context;
use github_actions_expressions::literal::Literal;
use github_actions_expressions::op::BinOp;
use github_actions_expressions::{Expr, SpannedExpr};

use super::super::hole::{Pattern, TextTest};
use super::compare::negate;
use super::parse::{Piece, expressions, parse};
use super::{Bindings, ExpressionError, Question, Truth, Value};

/// The named contexts an expression may read: `github`, `inputs`, `matrix`, …
pub(in super::super) type Contexts = BTreeMap<String, Value>;

/// Evaluates expressions in given contexts, under given answers, and collects the questions that stay open.
pub(in super::super) struct Evaluator<'a> {
    pub(super) contexts: &'a Contexts,
    pub(super) inner: Option<&'a Contexts>,
    pub(super) bindings: &'a Bindings,
    pub(super) open: RefCell<Vec<Question>>,
    /// Whether the jobs that this one needs run, without which `success()` does not hold.
    pub(super) needed: Truth,
}

impl<'a> Evaluator<'a> {
    /// An evaluator with no open question.
    pub(in super::super) fn new(contexts: &'a Contexts, bindings: &'a Bindings) -> Self {
        Self { contexts, inner: None, bindings, open: RefCell::new(Vec::new()), needed: Truth::Unknown }
    }

    /// An evaluator whose contexts `inner` go before `contexts`.
    pub(in super::super) fn nested(
        contexts: &'a Contexts,
        inner: &'a Contexts,
        bindings: &'a Bindings,
    ) -> Self {
        Self { inner: Some(inner), ..Self::new(contexts, bindings) }
    }

    /// The same for a job whose needed jobs run, or do not.
    pub(in super::super) fn after(self, needed: Truth) -> Self {
        Self { needed, ..self }
    }

    /// The first question that was met and stayed open.
    pub(in super::super) fn first_open(&self) -> Option<Question> {
        self.open.borrow().first().cloned()
    }

    /// The value of a text: of the one expression that it is, else the text with every expression put in.
    ///
    /// # Errors
    /// An expression that GitHub refuses.
    pub(in super::super) fn text(&self, text: &str) -> Result<Value, ExpressionError> {
        let pieces = expressions(text)?;
        if let [Piece::Expression(expression, offset)] = pieces.as_slice() {
            return self.expression(expression, *offset);
        }
        let mut whole = Pattern::default();
        for piece in pieces {
            match piece {
                Piece::Text(plain) => whole.push_str(plain),
                Piece::Expression(expression, offset) => {
                    whole.push(&self.expression(expression, offset)?.to_pattern());
                }
            }
        }
        Ok(Value::Text(whole))
    }

    /// Whether an `if:` holds. Without `${{ }}` the whole of it is an expression; with text around `${{ }}` it is a
    /// text that is not empty, and so always true.
    ///
    /// # Errors
    /// An expression that GitHub refuses.
    pub(in super::super) fn condition(&self, text: &str) -> Result<Truth, ExpressionError> {
        let trimmed = text.trim();
        let value = if super::is_expression(trimmed) {
            self.text(trimmed)?
        } else if trimmed.is_empty() {
            Value::Boolean(true)
        } else {
            self.expression(text, 0)?
        };
        Ok(self.truth(&value))
    }

    fn expression(&self, expression: &str, offset: usize) -> Result<Value, ExpressionError> {
        let parsed = parse(expression)
            .map_err(|error| ExpressionError { message: error.message, offset: error.offset + offset })?;
        Ok(self.value(&parsed))
    }

    /// The value of a parsed expression.
    pub(super) fn value(&self, expression: &SpannedExpr<'_>) -> Value {
        let raw = expression.origin.raw;
        match &expression.inner {
            Expr::Literal(literal) => match literal {
                Literal::Number(number) => Value::Number(*number),
                Literal::String(text) => Value::text(text.as_ref()),
                Literal::Boolean(boolean) => Value::Boolean(*boolean),
                Literal::Null => Value::Null,
            },
            Expr::Call(call) => self.call(call, raw),
            Expr::Context(context) => self.context(context, raw),
            Expr::Identifier(identifier) => self.root(identifier.as_str()),
            Expr::BinExpr(binary) => {
                let left = self.value(&binary.lhs);
                match binary.op {
                    BinOp::And => match self.truth(&left) {
                        Truth::True => self.value(&binary.rhs),
                        Truth::False => left,
                        Truth::Unknown => self.unknown_and(&binary.rhs, raw),
                    },
                    BinOp::Or => match self.truth(&left) {
                        Truth::True => left,
                        Truth::False => self.value(&binary.rhs),
                        Truth::Unknown => self.unknown_or(&binary.rhs, raw),
                    },
                    _ => truth_value(self.compare(&binary.op, &left, &self.value(&binary.rhs)), raw),
                }
            }
            Expr::UnExpr { expr, .. } => truth_value(negate(self.truth(&self.value(expr))), raw),
            Expr::Star | Expr::Index(_) => Value::Unknown(raw.to_owned()),
        }
    }

    /// `unknown && x` is false when `x` is.
    fn unknown_and(&self, right: &SpannedExpr<'_>, raw: &str) -> Value {
        match self.truth(&self.value(right)) {
            Truth::False => Value::Boolean(false),
            Truth::True | Truth::Unknown => Value::Unknown(raw.to_owned()),
        }
    }

    /// `unknown || x` counts as true when `x` does, though which of both it is stays open.
    fn unknown_or(&self, right: &SpannedExpr<'_>, raw: &str) -> Value {
        match self.value(right) {
            Value::Boolean(true) => Value::Boolean(true),
            _ => Value::Unknown(raw.to_owned()),
        }
    }

    /// Whether a value counts as true; records the question that decides it.
    pub(in super::super) fn truth(&self, value: &Value) -> Truth {
        match value {
            Value::Null => Truth::False,
            Value::Boolean(boolean) => Truth::from(*boolean),
            Value::Number(number) => Truth::from(*number != 0.0 && !number.is_nan()),
            Value::Array(_) | Value::Object(_) => Truth::True,
            Value::Flag(hole) => self.ask(hole, TextTest::Equals("true".into())),
            Value::Unknown(name) => self.ask(&Question::truthy(name).hole, TextTest::Truthy),
            Value::Text(pattern) => match pattern.exact() {
                Some(text) => Truth::from(!text.is_empty()),
                None if !pattern.may_be_empty() => Truth::True,
                None => negate(self.texts_equal(pattern, &Pattern::default())),
            },
        }
    }

    /// A text evaluated by itself: its pattern, unless GitHub refuses it, and the question that decides it.
    pub(in super::super) fn alone(&self, text: &str) -> (Option<Pattern>, Option<Question>) {
        let alone = Self { open: RefCell::new(Vec::new()), ..*self };
        let pattern = alone.text(text).ok().map(|value| value.to_pattern());
        (pattern, alone.first_open())
    }

    /// The text of a value that names something; of `unknown && 'x' || 'y'` the question stays recorded.
    pub(in super::super) fn named(&self, value: &Value) -> Pattern {
        self.bindings.apply(&value.to_pattern())
    }

    /// Whether two scalars are the same text, for the matching of matrix entries.
    pub(in super::super) fn same_text(&self, one: &Value, other: &Value) -> bool {
        self.bindings.apply(&one.to_pattern()) == self.bindings.apply(&other.to_pattern())
    }

    fn root(&self, name: &str) -> Value {
        self.find(name).map_or_else(|| Value::Unknown(name.to_owned()), |value| self.bound(value.clone()))
    }

    fn context(&self, context: &Context<'_>, raw: &str) -> Value {
        let mut parts = context.parts.iter();
        let Some(first) = parts.next() else { return Value::Unknown(raw.to_owned()) };
        let mut value: Option<Value> = match &first.inner {
            Expr::Identifier(identifier) => self.find(identifier.as_str()).cloned(),
            _ => Some(self.value(first)),
        };
        for part in parts {
            let name = match &part.inner {
                Expr::Identifier(identifier) => identifier.as_str().to_owned(),
                Expr::Index(index) => {
                    let key = self.value(index).to_pattern();
                    match key.exact() {
                        Some(key) => key.to_owned(),
                        None => return Value::Unknown(raw.to_owned()),
                    }
                }
                _ => return Value::Unknown(raw.to_owned()),
            };
            value = value.map(|value| value.member(&name, raw));
        }
        value.map_or_else(|| Value::Unknown(raw.to_owned()), |value| self.bound(value))
    }

    fn find(&self, name: &str) -> Option<&Value> {
        let named = |contexts: &'a Contexts| {
            contexts.iter().find(|(context, _)| context.eq_ignore_ascii_case(name)).map(|(_, value)| value)
        };
        self.inner.and_then(named).or_else(|| named(self.contexts))
    }

    /// The value with what is known of its holes put in.
    fn bound(&self, value: Value) -> Value {
        match value {
            Value::Text(pattern) => Value::Text(self.bindings.apply(&pattern)),
            Value::Flag(hole) => match self.bindings.decide(&hole, &TextTest::Equals("true".into())) {
                Some(boolean) => Value::Boolean(boolean),
                None => Value::Flag(hole),
            },
            other => other,
        }
    }
}

/// A truth as a value; `raw` names it where it is not known.
pub(super) fn truth_value(truth: Truth, raw: &str) -> Value {
    match truth {
        Truth::True => Value::Boolean(true),
        Truth::False => Value::Boolean(false),
        Truth::Unknown => Value::Unknown(raw.to_owned()),
    }
}
