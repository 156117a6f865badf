//! One string or a list of them.

use crate::json::{Kind, Value};
use crate::span::Spanned;

use super::report::Report;

/// Reads a string; `None`, with an error, for anything else.
pub(super) fn string(name: &str, value: &Value<'_>, report: &mut Report) -> Option<Spanned<String>> {
    match &value.kind {
        Kind::String(text) => Some(Spanned::new(text.to_string(), value.span)),
        _ => {
            report.wrong_kind(name, value, "a string");
            None
        }
    }
}

/// Reads a string or a list of strings, a lone string counting as a list of one. `None`, with an error, for
/// anything else; an element that is no string is an error too.
pub(super) fn strings(name: &str, value: &Value<'_>, report: &mut Report) -> Option<Vec<Spanned<String>>> {
    one_or_many(name, value, "a string", report, |element| match &element.kind {
        Kind::String(text) => Some(text.to_string()),
        _ => None,
    })
}

/// Reads the values of a condition: strings, and numbers and booleans as the text they were written in, since
/// quotation marks are optional for them.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>
pub(super) fn condition_values(
    name: &str,
    value: &Value<'_>,
    report: &mut Report,
) -> Option<Vec<Spanned<String>>> {
    one_or_many(name, value, "a string, number or boolean", report, |element| match &element.kind {
        Kind::String(text) => Some(text.to_string()),
        Kind::Number(text) => Some((*text).to_owned()),
        Kind::Bool(value) => Some(value.to_string()),
        _ => None,
    })
}

fn one_or_many(
    name: &str,
    value: &Value<'_>,
    expected: &str,
    report: &mut Report,
    read: impl Fn(&Value<'_>) -> Option<String>,
) -> Option<Vec<Spanned<String>>> {
    if let Kind::Array(elements) = &value.kind {
        let mut texts = Vec::with_capacity(elements.len());
        for element in elements {
            match read(element) {
                Some(text) => texts.push(Spanned::new(text, element.span)),
                None => report.wrong_kind(&format!("a value of {name}"), element, expected),
            }
        }
        return Some(texts);
    }
    match read(value) {
        Some(text) => Some(vec![Spanned::new(text, value.span)]),
        None => {
            report.wrong_kind(name, value, &format!("{expected}, or a list of them"));
            None
        }
    }
}
