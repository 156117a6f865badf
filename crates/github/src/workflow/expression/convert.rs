//! Conversions between the types of expressions.
//!
//! Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators>

use github_actions_expressions::Evaluation;

use super::Value;

/// The number a known value is compared as; `None` when the value is not known.
pub(super) fn to_number(value: &Value) -> Option<f64> {
    let evaluation = match value {
        Value::Null => Evaluation::Null,
        Value::Boolean(boolean) => Evaluation::Boolean(*boolean),
        Value::Number(number) => Evaluation::Number(*number),
        Value::Text(pattern) => Evaluation::String(pattern.exact()?.to_owned()),
        Value::Array(_) | Value::Object(_) => return Some(f64::NAN),
        Value::Flag(_) | Value::Unknown(_) => return None,
    };
    Some(evaluation.as_number())
}

/// A number as GitHub writes it into a text.
pub(in super::super) fn number_to_text(number: f64) -> String {
    Evaluation::Number(number).sema().to_string()
}

/// What `fromJSON` makes of a JSON text.
pub(super) fn from_json(json: serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(boolean) => Value::Boolean(boolean),
        serde_json::Value::Number(number) => Value::Number(number.as_f64().unwrap_or(f64::NAN)),
        serde_json::Value::String(text) => Value::text(text),
        serde_json::Value::Array(items) => Value::Array(items.into_iter().map(from_json).collect()),
        serde_json::Value::Object(members) => {
            Value::object(members.into_iter().map(|(name, value)| (name, from_json(value))).collect())
        }
    }
}
