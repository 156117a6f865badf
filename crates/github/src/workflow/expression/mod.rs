//! GitHub's expressions, evaluated as far as a workflow alone allows.
//!
//! `github-actions-expressions` parses; evaluation is ours, because it has to go on where a value is not known: a text
//! may have holes, a comparison with a hole may stay open, and then it says on which question to which hole it hangs,
//! so that the caller can look at both answers.
//!
//! Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/expressions>

mod bindings;
mod compare;
mod convert;
mod evaluate;
mod function;
mod names;
mod parse;
mod text_test;
mod value;

pub(super) use bindings::{Bindings, Question};
pub(super) use convert::number_to_text;
pub(super) use evaluate::{Contexts, Evaluator};
pub(super) use names::Names;
pub(super) use parse::{ExpressionError, check, is_expression};
pub(super) use value::{Object, Rest, Truth, Value};
