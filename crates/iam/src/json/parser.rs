//! Text to [`Value`].

use crate::quote::quote;
use crate::span::Span;

use super::{JsonError, Kind, Member, Object, Value};

/// How deep arrays and objects may lie in each other; policies need 6 levels.
pub const MAX_DEPTH: usize = 128;

/// Reads `text` as one JSON value, at most `limit` bytes of it. Repeated members are kept; see
/// [`Value::duplicates`].
///
/// # Errors
///
/// At the first place where `text` is not JSON as RFC 8259 has it, when an escape is half a surrogate pair, when
/// it is nested deeper than [`MAX_DEPTH`], and when it is longer than `limit`.
pub fn parse(text: &str, limit: usize) -> Result<Value<'_>, JsonError> {
    if text.len() > limit {
        return Err(JsonError::too_large(text.len(), limit));
    }
    let mut parser = Parser { text, at: 0 };
    parser.skip_white_space();
    if is_yaml(parser.rest()) {
        return Err(
            JsonError::new(parser.here(), "the text is YAML; expected JSON").help("convert it to JSON")
        );
    }
    if is_terraform(parser.rest()) {
        return Err(JsonError::new(parser.here(), "the text is Terraform's language; expected JSON")
            .help("convert it to JSON; a role's policy as `aws iam get-role` prints it"));
    }
    let value = parser.value("a JSON value", 0)?;
    parser.skip_white_space();
    if parser.at < text.len() {
        return Err(JsonError::new(
            parser.here(),
            "text follows the end of the JSON value; expected nothing more",
        )
        .help("remove the text, or pass one document at a time"));
    }
    Ok(value)
}

/// The place in the text.
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Parser<'a> {
    /// The byte at the place; `None` at the end.
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The rest of the text.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The span of the character at the place; empty at the end.
    pub(super) fn here(&self) -> Span {
        let width = self.rest().chars().next().map_or(0, char::len_utf8);
        Span::new(self.at, self.at + width)
    }

    fn skip_white_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn value(&mut self, expected: &str, depth: usize) -> Result<Value<'a>, JsonError> {
        let start = self.at;
        let kind = match self.peek() {
            Some(b'{') => self.object(depth + 1)?,
            Some(b'[') => self.array(depth + 1)?,
            Some(b'"') => Kind::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Kind::Number(self.number()?),
            _ => self.literal(expected)?,
        };
        Ok(Value { kind, span: Span::new(start, self.at) })
    }

    fn literal(&mut self, expected: &str) -> Result<Kind<'a>, JsonError> {
        for (word, kind) in [("true", Kind::Bool(true)), ("false", Kind::Bool(false)), ("null", Kind::Null)] {
            let follows = self.rest().strip_prefix(word);
            if follows.is_some_and(|after| !after.starts_with(is_word)) {
                self.at += word.len();
                return Ok(kind);
            }
        }
        Err(self.unexpected(expected))
    }

    fn array(&mut self, depth: usize) -> Result<Kind<'a>, JsonError> {
        self.open(depth)?;
        let mut elements = Vec::new();
        if self.eat(b']') {
            return Ok(Kind::Array(elements));
        }
        loop {
            elements.push(self.value("a value", depth)?);
            self.skip_white_space();
            if self.eat(b']') {
                return Ok(Kind::Array(elements));
            }
            self.comma("`,` or `]`", b']')?;
        }
    }

    fn object(&mut self, depth: usize) -> Result<Kind<'a>, JsonError> {
        self.open(depth)?;
        let mut members = Vec::new();
        if self.eat(b'}') {
            return Ok(Kind::Object(Object { members }));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.unexpected("a member name in double quotation marks"));
            }
            let start = self.at;
            let name = self.string()?;
            let name_span = Span::new(start, self.at);
            self.skip_white_space();
            if !self.eat(b':') {
                return Err(self.unexpected("`:` after the member name"));
            }
            self.skip_white_space();
            let value = self.value("a value", depth)?;
            members.push(Member { name, name_span, value });
            self.skip_white_space();
            if self.eat(b'}') {
                return Ok(Kind::Object(Object { members }));
            }
            self.comma("`,` or `}`", b'}')?;
        }
    }

    fn open(&mut self, depth: usize) -> Result<(), JsonError> {
        if depth > MAX_DEPTH {
            return Err(JsonError::new(
                self.here(),
                format!("objects and lists are nested deeper than {MAX_DEPTH} levels"),
            )
            .help("a policy needs 6 levels; check how the file was made"));
        }
        self.at += 1;
        self.skip_white_space();
        Ok(())
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.at += 1;
        }
        found
    }

    fn comma(&mut self, expected: &str, close: u8) -> Result<(), JsonError> {
        let comma = self.here();
        if !self.eat(b',') {
            return Err(self.unexpected(expected));
        }
        self.skip_white_space();
        if self.peek() == Some(close) {
            let close = char::from(close);
            return Err(JsonError::new(
                comma,
                format!("a comma stands before `{close}`; JSON has no trailing commas"),
            )
            .help("remove the comma"));
        }
        Ok(())
    }

    /// The error for something that is not `expected` at the place.
    fn unexpected(&self, expected: &str) -> JsonError {
        let rest = self.rest();
        let Some(char) = rest.chars().next() else {
            return JsonError::new(self.here(), format!("the text ends too early; expected {expected}"))
                .help("check that the file is complete");
        };
        let word_end = rest.find(|char| !is_word(char)).unwrap_or(rest.len());
        let word = rest.get(..word_end).unwrap_or_default();
        let span = Span::new(self.at, self.at + word_end.max(char.len_utf8()));
        let error = |found: &str| JsonError::new(span, format!("found {found}; expected {expected}"));
        match char {
            '\'' => error("a single quotation mark").help("write JSON strings in double quotation marks"),
            '/' | '#' => error("a comment or a stray character").help("remove comments; JSON has none"),
            '\u{feff}' => {
                error("a byte order mark (U+FEFF)").help("save the file as UTF-8 without a byte order mark")
            }
            '"' => error("a string"),
            '+' => error("`+`").help("write a positive number without a sign"),
            '.' => error("`.`").help("write a digit before the decimal point"),
            _ if word.is_empty() => error(&quote(char.encode_utf8(&mut [0; 4]))),
            _ => match word {
                "True" | "TRUE" => error("`True`").help("write `true`"),
                "False" | "FALSE" => error("`False`").help("write `false`"),
                "None" | "NULL" | "undefined" => error(&quote(word)).help("write `null`"),
                "NaN" | "Infinity" => error(&quote(word)).help("JSON has no such number"),
                // A long word may be a token that was passed in place of a JSON file: it is not repeated.
                _ if word.len() > 16 => error("text that is not JSON"),
                _ => error(&quote(word)).help("write text in double quotation marks"),
            },
        }
    }
}

/// Whether the first line of `text` is a document mark or a name with a colon, as in the AWS CLI's `--output yaml`.
fn is_yaml(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let name = line.split(':').next().unwrap_or_default();
    line.trim_end() == "---"
        || line.contains(':') && !name.is_empty() && name.len() <= 64 && name.chars().all(is_word)
}

/// Whether `text` begins with a block of a Terraform file.
///
/// Source: <https://developer.hashicorp.com/terraform/language/syntax/configuration>
fn is_terraform(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default().trim_end();
    let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
    match kind {
        "resource" | "data" | "module" | "variable" | "provider" | "output" => {
            rest.trim_start().starts_with('"')
        }
        "terraform" | "locals" => rest.trim_start().starts_with('{'),
        _ => false,
    }
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '-' | '$')
}

#[cfg(test)]
#[path = "parser_tests.rs"]
mod tests;
