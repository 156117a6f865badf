//! Edits of a policy's text that keep its formatting.
//!
//! | file | edit |
//! |---|---|
//! | `list` | a value beside another one, in its list or in a new one |
//! | `operator` | a key moved under another operator, or taken out |
//! | `statement` | one more statement |
//! | `test` | one more key that a statement tests |
//! | `layout` | where members stand, and how the text around them is laid out |

mod layout;
mod list;
mod operator;
mod statement;
mod test;

pub(crate) use list::add_beside;
pub(crate) use operator::{move_under, take_out};
pub(crate) use statement::add_statement;
pub(crate) use test::test_also;

use can_assume_iam::span::Span;

use crate::diagnostic::{Edit, SourceText};

/// An edit of the policy's text, with the line breaks that the text has.
pub(crate) fn replace(source: &SourceText, span: Span, replacement: String) -> Edit {
    let breaks = replacement.contains('\n') && source.text.contains("\r\n");
    let replacement =
        if breaks { replacement.replace("\r\n", "\n").replace('\n', "\r\n") } else { replacement };
    Edit { source: source.clone(), span, replacement }
}

/// `text` as a JSON string.
pub(crate) fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests;
