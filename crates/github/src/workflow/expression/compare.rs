//! `==`, `<` and their relatives.
//!
//! Values of different types compare as numbers; texts compare without regard to case; objects and arrays are never
//! equal to anything else. Source:
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators>

use github_actions_expressions::op::BinOp;

use super::super::hole::TextTest;
use super::convert::to_number;
use super::{Evaluator, Question, Truth, Value};

impl Evaluator<'_> {
    /// Whether two values are equal.
    pub(super) fn equal(&self, one: &Value, other: &Value) -> Truth {
        match (one, other) {
            (Value::Text(one), Value::Text(other)) => self.texts_equal(one, other),
            (Value::Unknown(name), known) | (known, Value::Unknown(name)) => self.unknown_equals(name, known),
            (Value::Flag(hole), known) | (known, Value::Flag(hole)) => {
                let (yes, no) = (Value::Boolean(true), Value::Boolean(false));
                let if_true = to_number(known).zip(to_number(&yes)).map(|(known, one)| same(known, one));
                let if_false = to_number(known).zip(to_number(&no)).map(|(known, zero)| same(known, zero));
                match (if_true, if_false) {
                    (Some(false), Some(false)) => Truth::False,
                    (Some(true), Some(false)) => self.ask(hole, TextTest::Equals("true".into())),
                    (Some(false), Some(true)) => negate(self.ask(hole, TextTest::Equals("true".into()))),
                    _ => Truth::Unknown,
                }
            }
            (Value::Text(pattern), Value::Null) | (Value::Null, Value::Text(pattern))
                if pattern.exact().is_none() =>
            {
                self.texts_equal(pattern, &super::super::hole::Pattern::default())
            }
            (Value::Text(pattern), known @ (Value::Boolean(_) | Value::Number(_)))
            | (known @ (Value::Boolean(_) | Value::Number(_)), Value::Text(pattern))
                if pattern.exact().is_none() =>
            {
                // Only a text that reads as the number is equal to it.
                match (pattern.only_hole(), known) {
                    (Some(hole), Value::Number(_)) => {
                        let text = known.to_pattern().exact().unwrap_or_default().to_owned();
                        self.ask(hole, TextTest::Equals(text))
                    }
                    _ => Truth::Unknown,
                }
            }
            (Value::Array(_) | Value::Object(_), Value::Array(_) | Value::Object(_)) => Truth::Unknown,
            _ => Truth::from(to_number(one).zip(to_number(other)).map(|(one, other)| same(one, other))),
        }
    }

    fn unknown_equals(&self, name: &str, known: &Value) -> Truth {
        match known {
            Value::Unknown(_) | Value::Flag(_) => Truth::Unknown,
            Value::Array(_) | Value::Object(_) => Truth::False,
            Value::Null => negate(self.ask(&Question::truthy(name).hole, TextTest::Truthy)),
            Value::Boolean(boolean) => {
                let truthy = self.ask(&Question::truthy(name).hole, TextTest::Truthy);
                if *boolean { truthy } else { negate(truthy) }
            }
            Value::Text(_) | Value::Number(_) => {
                let text = known.to_pattern();
                match text.exact() {
                    Some(text) => self.ask(&Question::truthy(name).hole, TextTest::Equals(text.to_owned())),
                    None => Truth::Unknown,
                }
            }
        }
    }

    /// The outcome of a comparison.
    pub(super) fn compare(&self, operator: &BinOp, one: &Value, other: &Value) -> Truth {
        match operator {
            BinOp::Eq => self.equal(one, other),
            BinOp::Neq => negate(self.equal(one, other)),
            BinOp::Gt | BinOp::Ge | BinOp::Lt | BinOp::Le => {
                if let (Value::Text(one), Value::Text(other)) = (one, other) {
                    let (Some(one), Some(other)) = (one.exact(), other.exact()) else {
                        return Truth::Unknown;
                    };
                    return Truth::from(ordered(
                        operator,
                        Some(one.to_uppercase().cmp(&other.to_uppercase())),
                    ));
                }
                let numbers = to_number(one).zip(to_number(other));
                Truth::from(numbers.map(|(one, other)| ordered(operator, one.partial_cmp(&other))))
            }
            BinOp::And | BinOp::Or => Truth::Unknown,
        }
    }
}

/// Kleene's negation.
pub(super) fn negate(truth: Truth) -> Truth {
    match truth {
        Truth::True => Truth::False,
        Truth::Unknown => Truth::Unknown,
        Truth::False => Truth::True,
    }
}

fn ordered(operator: &BinOp, ordering: Option<std::cmp::Ordering>) -> bool {
    ordering.is_some_and(|ordering| match operator {
        BinOp::Gt => ordering.is_gt(),
        BinOp::Ge => ordering.is_ge(),
        BinOp::Lt => ordering.is_lt(),
        BinOp::Le => ordering.is_le(),
        BinOp::Eq | BinOp::Neq | BinOp::And | BinOp::Or => false,
    })
}

#[expect(clippy::float_cmp, reason = "GitHub compares numbers exactly")]
fn same(one: f64, other: f64) -> bool {
    one == other
}
