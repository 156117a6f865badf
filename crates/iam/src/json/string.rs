//! Strings and their escapes.

use std::borrow::Cow;

use crate::quote::quote;
use crate::span::Span;

use super::JsonError;
use super::parser::Parser;

impl<'a> Parser<'a> {
    /// Reads the string whose opening quotation mark is at the place.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        let open = self.at;
        self.at += 1;
        let mut decoded: Option<String> = None;
        loop {
            let run = self.rest();
            let length =
                run.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)).unwrap_or(run.len());
            let plain = run.get(..length).unwrap_or_default();
            self.at += length;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(match decoded {
                        None => Cow::Borrowed(plain),
                        Some(text) => Cow::Owned(text + plain),
                    });
                }
                Some(b'\\') => {
                    let text = decoded.get_or_insert_default();
                    text.push_str(plain);
                    text.push(self.escape()?);
                }
                Some(control) => return Err(self.raw_control(control)),
                None => {
                    return Err(JsonError::new(
                        Span::new(open, self.at),
                        "the string has no end; expected a closing quotation mark",
                    )
                    .help("add `\"`, or check that the file is complete"));
                }
            }
        }
    }

    fn raw_control(&self, control: u8) -> JsonError {
        let (name, escape) = match control {
            b'\n' => ("a line break", "\\n".to_owned()),
            b'\r' => ("a carriage return", "\\r".to_owned()),
            b'\t' => ("a tab", "\\t".to_owned()),
            _ => ("a control character", format!("\\u{control:04x}")),
        };
        JsonError::new(self.here(), format!("the string holds {name} (U+{control:04X}); expected it escaped"))
            .help(format!("write it as `{escape}`, or close the string before it"))
    }

    /// Reads the escape whose backslash is at the place.
    fn escape(&mut self) -> Result<char, JsonError> {
        let start = self.at;
        self.at += 1;
        let Some(letter) = self.rest().chars().next() else {
            return Err(JsonError::new(Span::new(start, self.at), "the text ends inside an escape")
                .help("check that the file is complete"));
        };
        self.at += letter.len_utf8();
        Ok(match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unicode_escape(start),
            _ => {
                let written = quote(&format!("\\{letter}"));
                return Err(JsonError::new(
                    Span::new(start, self.at),
                    format!("{written} is not an escape of JSON"),
                )
                .help("write a backslash as `\\\\`"));
            }
        })
    }

    /// Reads what follows `\u`; a surrogate must come with its other half.
    fn unicode_escape(&mut self, start: usize) -> Result<char, JsonError> {
        let unit = self.hex(start)?;
        if let Some(char) = char::from_u32(unit) {
            return Ok(char);
        }
        if unit < 0xdc00 && self.rest().starts_with("\\u") {
            let second = self.at;
            self.at += 2;
            let low = self.hex(second)?;
            if (0xdc00..0xe000).contains(&low) {
                let code = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                if let Some(char) = char::from_u32(code) {
                    return Ok(char);
                }
            }
            self.at = second;
        }
        Err(JsonError::new(
            Span::new(start, self.at),
            format!("`\\u{unit:04x}` is half of a surrogate pair; expected a whole character"),
        )
        .help("write both halves, or the character itself"))
    }

    fn hex(&mut self, start: usize) -> Result<u32, JsonError> {
        let digits =
            self.rest().get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            Some(unit) => {
                self.at += 4;
                Ok(unit)
            }
            None => Err(JsonError::new(
                Span::new(start, self.at),
                "`\\u` lacks its digits; expected four hexadecimal digits",
            )
            .help("write the character's number with four digits, such as `\\u00e4`")),
        }
    }
}
