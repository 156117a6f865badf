//! The functions of expressions.
//!
//! Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#functions>

use github_actions_expressions::SpannedExpr;
use github_actions_expressions::call::{Call, Function};

use super::super::hole::Pattern;
use super::convert::from_json;
use super::{Evaluator, Truth, Value};

impl Evaluator<'_> {
    /// The value of a call; `raw` names it where it is not known.
    pub(super) fn call(&self, call: &Call<'_>, raw: &str) -> Value {
        if call.func == Function::Case {
            return self.case(&call.args, raw);
        }
        let arguments: Vec<Value> = call.args.iter().map(|argument| self.value(argument)).collect();
        let texts: Vec<Pattern> = arguments.iter().map(Value::to_pattern).collect();
        let truth = match (call.func, arguments.as_slice(), texts.as_slice()) {
            (Function::Contains, [haystack, needle], _) => self.contains(haystack, needle),
            (Function::StartsWith, _, [text, prefix]) => {
                prefix.exact().map_or(Truth::Unknown, |prefix| self.text_starts_with(text, prefix))
            }
            (Function::EndsWith, _, [text, suffix]) => {
                suffix.exact().map_or(Truth::Unknown, |suffix| self.text_ends_with(text, suffix))
            }
            (Function::Always, ..) => Truth::True,
            (Function::Success, ..) if self.needed == Truth::False => Truth::False,
            (Function::Format, _, [template, values @ ..]) => {
                return match template.exact().and_then(|template| format(template, values)) {
                    Some(text) => Value::Text(text),
                    None => Value::Unknown(raw.to_owned()),
                };
            }
            (Function::Join, [list, ..], _) => return join(list, texts.get(1)),
            (Function::FromJSON, _, [text]) => {
                let json = text.exact().and_then(|text| serde_json::from_str(text).ok());
                return json.map_or_else(|| Value::Unknown(raw.to_owned()), from_json);
            }
            (Function::ToJSON, [value], _) => return to_json(value, raw),
            _ => Truth::Unknown,
        };
        super::evaluate::truth_value(truth, raw)
    }

    fn contains(&self, haystack: &Value, needle: &Value) -> Truth {
        match haystack {
            Value::Array(items) => {
                items.iter().map(|item| self.equal(item, needle)).fold(Truth::False, Truth::or)
            }
            Value::Object(_) | Value::Unknown(_) => Truth::Unknown,
            _ => match needle.to_pattern().exact() {
                Some(part) => self.text_contains(&haystack.to_pattern(), part),
                None => self.contains_open(&haystack.to_pattern(), &needle.to_pattern()),
            },
        }
    }

    /// `contains('a,b,c', x)` with an `x` that is not known: only the texts that occur are candidates, none is named.
    fn contains_open(&self, haystack: &Pattern, needle: &Pattern) -> Truth {
        match (haystack.exact(), needle.exact()) {
            (Some(""), None) if !needle.may_be_empty() => Truth::False,
            _ => Truth::Unknown,
        }
    }

    fn case(&self, arguments: &[SpannedExpr<'_>], raw: &str) -> Value {
        let mut rest = arguments;
        while let [condition, value, others @ ..] = rest {
            if others.is_empty() {
                break;
            }
            match self.truth(&self.value(condition)) {
                Truth::True => return self.value(value),
                Truth::False => rest = others,
                Truth::Unknown => return Value::Unknown(raw.to_owned()),
            }
        }
        rest.first().map_or(Value::Null, |value| self.value(value))
    }
}

/// `format('{0} {1}', …)`; doubled braces stand for one. `None` for a template that GitHub refuses.
fn format(template: &str, values: &[Pattern]) -> Option<Pattern> {
    let mut text = Pattern::default();
    let mut rest = template;
    while let Some(character) = rest.chars().next() {
        let after = rest.strip_prefix(character)?;
        match character {
            '{' | '}' if after.starts_with(character) => {
                text.push_str(if character == '{' { "{" } else { "}" });
                rest = after.strip_prefix(character)?;
            }
            '{' => {
                let (index, tail) = after.split_once('}')?;
                text.push(values.get(index.parse::<usize>().ok()?)?);
                rest = tail;
            }
            '}' => return None,
            _ => {
                let end = rest.find(['{', '}']).unwrap_or(rest.len());
                let (plain, tail) = rest.split_at_checked(end)?;
                text.push_str(plain);
                rest = tail;
            }
        }
    }
    Some(text)
}

fn join(list: &Value, separator: Option<&Pattern>) -> Value {
    let comma = Pattern::literal(",");
    let separator = separator.unwrap_or(&comma);
    match list {
        Value::Array(items) => {
            let mut text = Pattern::default();
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(separator);
                }
                text.push(&item.to_pattern());
            }
            Value::Text(text)
        }
        other => Value::Text(other.to_pattern()),
    }
}

fn to_json(value: &Value, raw: &str) -> Value {
    let json = match value {
        Value::Null => Some("null".to_owned()),
        Value::Boolean(boolean) => Some(boolean.to_string()),
        Value::Number(_) => value.to_pattern().exact().map(str::to_owned),
        Value::Text(text) => text.exact().map(|text| serde_json::Value::from(text).to_string()),
        Value::Flag(hole) => return Value::Text(Pattern::hole(hole.clone())),
        Value::Array(_) | Value::Object(_) | Value::Unknown(_) => None,
    };
    json.map_or_else(|| Value::Unknown(raw.to_owned()), Value::text)
}
