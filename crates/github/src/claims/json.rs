//! Reading claims from JSON, with the place of every value and of every error.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Claim, Claims, claim_info};

/// The largest text of claims that is read. A token that STS takes has at most 20,000 characters.
pub const MAX_CLAIMS_BYTES: usize = 1 << 20;

/// A claim that was given more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuplicateClaim {
    /// The claim.
    pub name: String,
    /// The bytes of its first value.
    pub first: Range<usize>,
    /// The bytes of its last value, which counts.
    pub last: Range<usize>,
}

/// Why a text of claims could not be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimsError {
    kind: ErrorKind,
    span: Range<usize>,
    line: usize,
    column: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum ErrorKind {
    Empty,
    TooLarge(usize),
    ByteOrderMark,
    Token,
    Syntax(String),
    NotObject(&'static str),
    Type { claim: String, found: &'static str, expected: &'static str },
}

impl ClaimsError {
    /// The bytes the error is about.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in characters, from 1.
    pub fn column(&self) -> usize {
        self.column
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match &self.kind {
            ErrorKind::Empty | ErrorKind::NotObject(_) | ErrorKind::Syntax(_) => {
                "give the payload of a token: a JSON object such as `{\"sub\": \"repo:octo-org/octo-repo:ref:refs/heads/main\"}`"
            }
            ErrorKind::TooLarge(_) => "give the payload of one token; it has a few kilobytes",
            ErrorKind::ByteOrderMark => "save the file as UTF-8 without a byte order mark",
            ErrorKind::Token => "give a token as a token, not as claims",
            ErrorKind::Type { expected: TEXT, .. } => "write the value in double quotes",
            ErrorKind::Type { .. } => "write the value as in the payload of a token",
        }
    }

    fn new(kind: ErrorKind, span: Range<usize>, text: &str) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
        let column = before.get(line_start..).map_or(0, |rest| rest.chars().count()) + 1;
        Self { kind, span, line, column }
    }
}

impl fmt::Display for ClaimsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Empty => write!(f, "claims are empty, expected a JSON object"),
            ErrorKind::TooLarge(bytes) => {
                write!(f, "claims have {bytes} bytes, expected at most {MAX_CLAIMS_BYTES}")
            }
            ErrorKind::ByteOrderMark => {
                write!(f, "claims begin with a byte order mark, expected a JSON object")
            }
            ErrorKind::Token => {
                write!(f, "claims are an encoded token, expected its payload as a JSON object")
            }
            ErrorKind::Syntax(message) => write!(f, "claims are not JSON: {message}"),
            ErrorKind::NotObject(found) => write!(f, "claims are {found}, expected an object"),
            ErrorKind::Type { claim, found, expected } => {
                write!(f, "claim `{claim}` is {found}, expected {expected}")
            }
        }
    }
}

impl std::error::Error for ClaimsError {}

pub(super) fn read_file(text: &str) -> Result<Claims, ClaimsError> {
    let claims = read_payload(text)?;
    for claim in claims.iter() {
        if let Some((found, expected)) = wrong_type(claim) {
            let kind = ErrorKind::Type { claim: claim.name.clone(), found, expected };
            return Err(ClaimsError::new(kind, claim.span.clone().unwrap_or(0..0), text));
        }
    }
    Ok(claims)
}

pub(super) fn read_payload(text: &str) -> Result<Claims, ClaimsError> {
    let fail = |kind, span| Err(ClaimsError::new(kind, span, text));
    if text.len() > MAX_CLAIMS_BYTES {
        return fail(ErrorKind::TooLarge(text.len()), 0..0);
    }
    if text.starts_with('\u{feff}') {
        return fail(ErrorKind::ByteOrderMark, 0..'\u{feff}'.len_utf8());
    }
    let start = text.len() - text.trim_start().len();
    match text.trim() {
        "" => return fail(ErrorKind::Empty, 0..0),
        // The first characters of every encoded JSON object.
        jwt if jwt.starts_with("eyJ") && !jwt.contains(['{', '"']) => {
            return fail(ErrorKind::Token, start..text.len());
        }
        _ => {}
    }
    let members = match serde_json::from_str::<Members<'_>>(text) {
        Ok(Members::Object(members)) => members,
        Ok(Members::Other(found)) => return fail(ErrorKind::NotObject(found), start..text.trim_end().len()),
        Err(error) => {
            let place = place(text, error.line(), error.column());
            return fail(ErrorKind::Syntax(message(&error)), place..place);
        }
    };
    let mut claims = Claims::new();
    let mut duplicates = BTreeMap::<Cow<'_, str>, (Range<usize>, Range<usize>)>::new();
    for (name, raw) in members {
        let span = span_of(raw.get(), text);
        let value: Value = match serde_json::from_str(raw.get()) {
            Ok(value) => value,
            // Syntax was checked already: what remains is a number out of range or nesting too deep.
            Err(error) => return fail(ErrorKind::Syntax(message(&error)), span),
        };
        if let Some(earlier) = claims.claim(&name) {
            let first = earlier.span.clone().unwrap_or(0..0);
            duplicates.entry(name.clone()).or_insert((first, 0..0)).1 = span.clone();
        }
        claims.put(Claim { name: name.into_owned(), value, span: Some(span) });
    }
    claims.duplicates = duplicates
        .into_iter()
        .map(|(name, (first, last))| DuplicateClaim { name: name.into_owned(), first, last })
        .collect();
    Ok(claims)
}

/// What a claims file may not hold where text is due: a list or an object. `null` states that a claim is absent.
fn wrong_type(claim: &Claim) -> Option<(&'static str, &'static str)> {
    let list_allowed = matches!(claim.name.as_str(), "aud" | "amr");
    let is_text =
        list_allowed || matches!(claim.name.as_str(), "azp" | "email") || claim_info(&claim.name).is_some();
    if !is_text {
        return None;
    }
    match &claim.value {
        Value::Object(_) => Some(("an object", if list_allowed { TEXTS } else { TEXT })),
        Value::Array(values) if !list_allowed => {
            Some((if values.is_empty() { "an empty list" } else { "a list" }, TEXT))
        }
        Value::Array(values) if !values.iter().all(Value::is_string) => {
            Some(("a list of other things", TEXTS))
        }
        _ => None,
    }
}

/// The members of an object in order, duplicates included, or the word for what is not an object.
enum Members<'a> {
    Object(Vec<(Cow<'a, str>, &'a RawValue)>),
    Other(&'static str),
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsWritten;
        impl<'de> Visitor<'de> for AsWritten {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((Name(name), value)) = map.next_entry()? {
                    members.push((name, value));
                }
                Ok(members)
            }
        }
        let whole = <&RawValue>::deserialize(deserializer)?;
        let found = match whole.get().bytes().next() {
            Some(b'{') => {
                let mut object = serde_json::Deserializer::from_str(whole.get());
                return object.deserialize_map(AsWritten).map(Self::Object).map_err(serde::de::Error::custom);
            }
            Some(b'[') => "a list",
            Some(b'"') => "a string",
            Some(b't' | b'f') => "a boolean",
            Some(b'n') => "`null`",
            _ => "a number",
        };
        Ok(Self::Other(found))
    }
}

/// A member's name, borrowed where it holds no escape.
struct Name<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Cow<'de, str>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Cow::Borrowed(text))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Cow::Owned(text.to_owned()))
            }
        }
        deserializer.deserialize_str(Text).map(Name)
    }
}

/// Where `part`, a slice of `text`, stands in it.
fn span_of(part: &str, text: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len());
    start..(start + part.len()).min(text.len())
}

/// The byte of a line and column as the JSON library counts them: both from 1, columns in bytes.
fn place(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut place = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

/// What the JSON library says, without the place, which is told apart.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text.get(..end).unwrap_or(&text).to_owned(),
        None => text,
    }
}

const TEXT: &str = "a string";
const TEXTS: &str = "a string or a list of strings";

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> (String, usize, usize) {
        let error = Claims::from_json(text).unwrap_err();
        assert!(!error.help().is_empty());
        (error.to_string(), error.line(), error.column())
    }

    #[test]
    fn values_keep_their_place() {
        let text = "{\n  \"sub\": \"repo:o/r:pull_request\",\n  \"é\": 1, \"exp\" : 5 }\n";
        let claims = Claims::from_json(text).unwrap();
        let at = |name: &str| text.get(claims.claim(name).unwrap().span.clone().unwrap()).unwrap();
        assert_eq!(at("sub"), "\"repo:o/r:pull_request\"");
        assert_eq!(at("é"), "1");
        assert_eq!(at("exp"), "5");
    }

    #[test]
    fn the_last_of_duplicates_counts() {
        let text = r#"{"aud": "a", "sub": "s", "aud": "b", "\u0061ud": "c"}"#;
        let claims = Claims::from_json(text).unwrap();
        assert_eq!(claims.text("aud").as_deref(), Some("c"));
        let [duplicate] = claims.duplicates() else { panic!("{:?}", claims.duplicates()) };
        assert_eq!(text.get(duplicate.first.clone()), Some("\"a\""));
        assert_eq!(text.get(duplicate.last.clone()), Some("\"c\""));
    }

    #[test]
    fn not_an_object() {
        assert_eq!(error("[1]"), ("claims are a list, expected an object".into(), 1, 1));
        assert_eq!(error("\n  \"x\""), ("claims are a string, expected an object".into(), 2, 3));
        assert_eq!(error("null").0, "claims are `null`, expected an object");
        assert_eq!(error("1").0, "claims are a number, expected an object");
        assert_eq!(error(" \n").0, "claims are empty, expected a JSON object");
    }

    #[test]
    fn not_json() {
        assert_eq!(error("{\"sub\": \"s\"").0, "claims are not JSON: EOF while parsing an object");
        assert_eq!(error("{\n \"sub\": s}"), ("claims are not JSON: expected value".into(), 2, 9));
        assert_eq!(error("{} x").0, "claims are not JSON: trailing characters");
        assert!(error("{\"a\": 1,}").0.starts_with("claims are not JSON: "));
        assert_eq!(error("\u{feff}{}").0, "claims begin with a byte order mark, expected a JSON object");
        let deep = format!("{{\"a\": {}}}", "[".repeat(5000));
        assert!(error(&deep).0.starts_with("claims are not JSON: "));
        let deep = format!("{{\"a\": {}{}}}", "[".repeat(5000), "]".repeat(5000));
        assert_eq!(error(&deep), ("claims are not JSON: recursion limit exceeded".into(), 1, 7));
        assert_eq!(error("{\"a\": 1e999}").0, "claims are not JSON: number out of range");
    }

    #[test]
    fn a_token_is_not_claims_and_is_not_printed() {
        let (message, ..) = error("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzIn0.c2ln\n");
        assert_eq!(message, "claims are an encoded token, expected its payload as a JSON object");
    }

    #[test]
    fn too_large() {
        assert!(error(&" ".repeat(MAX_CLAIMS_BYTES + 1)).0.starts_with("claims have 1048577 bytes"));
    }

    #[test]
    fn an_object_where_a_string_is_due() {
        let text = "{\n  \"sub\": \"s\",\n  \"repository\": {\"name\": \"r\"}\n}";
        assert_eq!(error(text), ("claim `repository` is an object, expected a string".into(), 3, 17));
        assert_eq!(
            error("{\"environment\": [\"prod\"]}").0,
            "claim `environment` is a list, expected a string"
        );
        assert_eq!(
            error("{\"aud\": {}}").0,
            "claim `aud` is an object, expected a string or a list of strings"
        );
        assert!(Claims::from_payload(text).is_ok(), "a payload is taken as it is");
    }

    #[test]
    fn objects_of_other_issuers_are_kept() {
        let claims =
            Claims::from_json(r#"{"https://aws.amazon.com/tags": {"principal_tags": {}}, "aud": ["a"]}"#)
                .unwrap();
        assert!(claims.get("https://aws.amazon.com/tags").unwrap().is_object());
    }
}
