//! Numbers, kept as they were written.

use crate::span::Span;

use super::JsonError;
use super::parser::Parser;

impl<'a> Parser<'a> {
    /// Reads the number whose sign or first digit is at the place.
    pub(super) fn number(&mut self) -> Result<&'a str, JsonError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let integer = self.digits(start, "a digit after the sign")?;
        if integer.len() > 1 && integer.starts_with('0') {
            return Err(JsonError::new(
                Span::new(start, self.at),
                "a number begins with 0; JSON has no leading zeros",
            )
            .help("remove the zeros, or write the value in double quotation marks to keep them"));
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits(start, "a digit after the decimal point")?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits(start, "a digit in the exponent")?;
        }
        let follows = self.rest().chars().next();
        if follows.is_some_and(|char| char.is_alphanumeric() || matches!(char, '_' | '.' | '+' | '-')) {
            return Err(JsonError::new(
                Span::new(start, self.here().end),
                "a number runs into other text; expected its end",
            )
            .help("write text in double quotation marks"));
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    fn digits(&mut self, start: usize, expected: &str) -> Result<&'a str, JsonError> {
        let rest = self.rest();
        let length = rest.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
        if length == 0 {
            return Err(JsonError::new(
                Span::new(start, self.here().end),
                format!("the number is not complete; expected {expected}"),
            )
            .help("write the number in full, such as `0.5`"));
        }
        self.at += length;
        Ok(rest.get(..length).unwrap_or_default())
    }
}
