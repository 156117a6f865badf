use proptest::prelude::*;

use super::{MAX_DEPTH, parse};
use crate::json::{Kind, Value};

#[track_caller]
fn error(text: &str) -> crate::json::JsonError {
    parse(text, 1 << 20).expect_err(text)
}

#[track_caller]
fn assert_refused(text: &str, message: &str, at: &str) {
    let error = error(text);
    assert_eq!(error.message, message);
    assert_eq!(error.span.text(text), at, "{text}");
}

#[test]
fn every_value_and_name_keeps_its_place() {
    let text = " {\"ä\\n\" : [ 1.50e-3, \"x\", true,null, {} ] } ";
    let value = parse(text, 100).unwrap();
    assert_eq!(value.span.text(text), text.trim());
    let member = &value.as_object().unwrap().members[0];
    assert_eq!((member.name.as_ref(), member.name_span.text(text)), ("ä\n", "\"ä\\n\""));
    let elements = member.value.as_array().unwrap();
    let places: Vec<_> = elements.iter().map(|element| element.span.text(text)).collect();
    assert_eq!(places, ["1.50e-3", "\"x\"", "true", "null", "{}"]);
    assert_eq!(elements[0].kind, Kind::Number("1.50e-3"));
    assert_eq!(elements[2].kind, Kind::Bool(true));
}

#[test]
fn escapes_are_resolved() {
    let value = parse(r#""\"\\\/\b\f\n\r\tA\u00e4\ud83d\ude00\u0000""#, 100).unwrap();
    assert_eq!(value.as_str(), Some("\"\\/\u{8}\u{c}\n\r\tAä\u{1f600}\0"));
}

#[test]
fn numbers_are_those_of_json() {
    for text in ["0", "-0", "1", "10", "-1.5", "1e5", "1E+05", "1.0e-7", "123456789012345678901234567890"] {
        assert_eq!(parse(text, 100).unwrap().kind, Kind::Number(text));
    }
    for text in [
        "01",
        "-01",
        "00",
        "1.",
        "1.e1",
        "-",
        "-a",
        "1e",
        "1e+",
        "0x1F",
        "1_000",
        "1.2.3",
        "1-2",
        "1a",
        "-Infinity",
    ] {
        error(text);
    }
    assert_refused("[007]", "a number begins with 0; JSON has no leading zeros", "007");
    assert_refused("0x1F", "a number runs into other text; expected its end", "0x");
}

#[test]
fn what_other_readers_let_pass_is_refused() {
    assert_refused("{\"a\":1,}", "a comma stands before `}`; JSON has no trailing commas", ",");
    assert_refused("[1 , ]", "a comma stands before `]`; JSON has no trailing commas", ",");
    assert_refused(
        "{'a':1}",
        "found a single quotation mark; expected a member name in double quotation marks",
        "'",
    );
    assert_refused("// x\n{}", "found a comment or a stray character; expected a JSON value", "/");
    assert_refused("[1 /* x */]", "found a comment or a stray character; expected `,` or `]`", "/");
    assert_refused("{a:1}", "found `a`; expected a member name in double quotation marks", "a");
    assert_refused("[True]", "found `True`; expected a value", "True");
    assert_refused("[NaN]", "found `NaN`; expected a value", "NaN");
    assert_refused("[+1]", "found `+`; expected a value", "+");
    assert_refused("[.5]", "found `.`; expected a value", ".");
    assert_refused("[1 2]", "found `2`; expected `,` or `]`", "2");
    assert_refused("[\"a\" \"b\"]", "found a string; expected `,` or `]`", "\"");
    assert_refused("{\"a\" 1}", "found `1`; expected `:` after the member name", "1");
    assert_refused("{\"a\":1 \"b\":2}", "found a string; expected `,` or `}`", "\"");
    assert_refused("[truest]", "found `truest`; expected a value", "truest");
    assert_refused("[\u{a0}1]", "found `\u{a0}`; expected a value", "\u{a0}");
    assert_refused("[\u{b}1]", "found `\\u{b}`; expected a value", "\u{b}");
    assert_refused("\u{feff}{}", "found a byte order mark (U+FEFF); expected a JSON value", "\u{feff}");
    assert_refused("[,1]", "found `,`; expected a value", ",");
    assert_refused("[1,,2]", "found `,`; expected a value", ",");
    assert_refused("{} {}", "text follows the end of the JSON value; expected nothing more", "{");
    assert_refused("{}\0", "text follows the end of the JSON value; expected nothing more", "\0");
}

#[test]
fn strings_are_strict() {
    assert_refused("\"a\nb\"", "the string holds a line break (U+000A); expected it escaped", "\n");
    assert_refused(
        "\"a\u{1}\"",
        "the string holds a control character (U+0001); expected it escaped",
        "\u{1}",
    );
    assert_refused("\"a\\'\"", "`\\'` is not an escape of JSON", "\\'");
    assert_refused("\"\\x41\"", "`\\x` is not an escape of JSON", "\\x");
    assert_refused("\"\\u12\"", "`\\u` lacks its digits; expected four hexadecimal digits", "\\u");
    assert_refused("\"\\u+123\"", "`\\u` lacks its digits; expected four hexadecimal digits", "\\u");
    assert_refused(
        "\"\\ud83d\"",
        "`\\ud83d` is half of a surrogate pair; expected a whole character",
        "\\ud83d",
    );
    assert_refused(
        "\"\\ude00\"",
        "`\\ude00` is half of a surrogate pair; expected a whole character",
        "\\ude00",
    );
    assert_refused(
        "\"\\ud83d\\u0041\"",
        "`\\ud83d` is half of a surrogate pair; expected a whole character",
        "\\ud83d",
    );
    assert_eq!(parse("\"\u{7f}\u{2028}\"", 100).unwrap().as_str(), Some("\u{7f}\u{2028}"));
}

#[test]
fn a_text_that_ends_early_is_refused_everywhere() {
    let whole = r#"{"a":[1.5e-3,"x\u00e4\ud83d\ude00",true,false,null,{"b":{}}]}"#;
    parse(whole, 100).unwrap();
    for end in 0..whole.len() {
        let error = error(whole.get(..end).unwrap());
        assert!(error.help.is_some(), "{error:?}");
        assert!(error.span.start <= end && error.span.end <= end, "{error:?}");
    }
    assert_refused("{\"a\":", "the text ends too early; expected a value", "");
    assert_refused("{\"a\": \"b", "the string has no end; expected a closing quotation mark", "\"b");
}

#[test]
fn nesting_is_bounded() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = |levels: usize| {
            let middle = if open == "[" { "" } else { "1" };
            open.repeat(levels) + middle + &close.repeat(levels)
        };
        parse(&deep(MAX_DEPTH), 1 << 20).unwrap();
        assert_eq!(
            error(&deep(MAX_DEPTH + 1)).message,
            "objects and lists are nested deeper than 128 levels"
        );
    }
    error(&"[".repeat(1 << 20));
    error(&"{\"a\":".repeat(100_000));
}

#[test]
fn size_is_bounded() {
    assert!(parse("[1234]", 6).is_ok());
    assert_eq!(
        parse("[1234]", 5).unwrap_err().message,
        "the input is 6 bytes long; at most 5 bytes are read"
    );
}

#[test]
fn yaml_is_named() {
    assert_refused("Role:\n  Arn: x\n", "the text is YAML; expected JSON", "R");
    assert_refused("\n---\nRole: {}\n", "the text is YAML; expected JSON", "-");
    let terraform = "the text is Terraform's language; expected JSON";
    assert_refused("resource \"aws_iam_role\" \"ci\" {\n}\n", terraform, "r");
    assert_refused("locals {\n  a = 1\n}\n", terraform, "l");
    assert_refused("resource", "found `resource`; expected a JSON value", "resource");
    assert_refused("Version = 1", "found `Version`; expected a JSON value", "Version");
}

#[test]
fn a_token_in_place_of_json_is_not_repeated() {
    let token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyZXBvIn0.c2lnbmF0dXJl";
    assert_eq!(error(token).message, "found text that is not JSON; expected a JSON value");
}

fn plain(value: &Value<'_>) -> serde_json::Value {
    match &value.kind {
        Kind::Null => serde_json::Value::Null,
        Kind::Bool(value) => (*value).into(),
        Kind::Number(text) => serde_json::Value::Number(text.parse().unwrap()),
        Kind::String(text) => text.as_ref().into(),
        Kind::Array(elements) => elements.iter().map(plain).collect(),
        Kind::Object(object) => serde_json::Value::Object(
            object.members.iter().map(|m| (m.name.to_string(), plain(&m.value))).collect(),
        ),
    }
}

fn json_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{".to_owned()),
        Just("}".to_owned()),
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just(",".to_owned()),
        Just(":".to_owned()),
        Just("\"a\"".to_owned()),
        Just("\"".to_owned()),
        Just("true".to_owned()),
        Just("null".to_owned()),
        Just("\\u00e4".to_owned()),
        Just("\\ud800".to_owned()),
        Just(" ".to_owned()),
        Just("\n".to_owned()),
        "-?[0-9]{1,3}(\\.[0-9]{1,2})?([eE][+-]?[0-9])?",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// `serde_json` is the oracle: the same texts are JSON, with the same values.
    #[test]
    fn the_same_texts_are_json_as_for_serde_json(text in prop_oneof![json_like(), ".*"]) {
        match (parse(&text, 1 << 20), serde_json::from_str::<serde_json::Value>(&text)) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(plain(&ours), theirs),
            (Err(_), Err(_)) => {}
            (Ok(_), Err(theirs)) if theirs.to_string().starts_with("number out of range") => {}
            (ours, theirs) => prop_assert!(false, "{text:?}: {ours:?} but {theirs:?}"),
        }
    }

    #[test]
    fn spans_lie_in_the_text(text in json_like()) {
        let span = match parse(&text, 1 << 20) {
            Ok(value) => value.span,
            Err(error) => error.span,
        };
        prop_assert!(text.get(span.start..span.end).is_some(), "{text:?} {span:?}");
    }
}
