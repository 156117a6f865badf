//! JSON text into an input.

use can_assume_core::read::InputError;
use serde::de::DeserializeOwned;

/// Reads the JSON text of an input.
///
/// # Errors
/// When the text is no JSON, or a member is not known, not there or of another type. The diagnostic says where and what
/// was expected, and shows no value: the input may hold a token.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, InputError> {
    serde_json::from_str(text).map_err(|error| {
        let said = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let said = said.strip_suffix(&place).unwrap_or(&said);
        let headline = match said.split_once(", expected ") {
            Some((found, expected)) if !found.starts_with("unknown field") => format!("expected {expected}"),
            _ => said.to_owned(),
        };
        InputError::plain(
            format!("input:{}:{}: {headline}", error.line(), error.column()),
            "the types of the package `can-assume` describe every input",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Asked;

    fn said(text: &str) -> String {
        parse::<Asked>(text).err().unwrap().0[0].headline.clone()
    }

    #[test]
    fn a_mistake_is_said_with_its_place_and_without_values() {
        assert_eq!(said("{"), "input:1:1: EOF while parsing an object");
        assert_eq!(
            said("{\n  \"token\": \"eyJhbGciOi.secret.secret\"}"),
            "input:2:37: expected an object with `name` and `text`"
        );
        assert!(
            said(r#"{"polcy": []}"#)
                .starts_with("input:1:8: unknown field `polcy`, expected one of `policy`")
        );
        assert_eq!(said(r#"{"explain": "secret"}"#), "input:1:20: expected `failing` or `full`");
        assert_eq!(said(r#"{"at": "x", "policy": 7}"#), "input:1:23: expected a sequence");
        assert_eq!(said(&"[".repeat(100_000)), "input:1:3: expected a string");
        let deep = format!(r#"{{"policy": {}}}"#, "[".repeat(100_000));
        assert!(said(&deep).starts_with("input:1:"), "{}", said(&deep));
    }
}
