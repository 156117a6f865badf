//! Statement ids, size, characters.

use super::{assert_found, github};
use crate::policy::PolicyKind;
use crate::write_time::{ErrorCode, check};

#[test]
fn statement_ids() {
    let with = |first: &str, second: &str| {
        let rest = r#""Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole""#;
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Sid":"{first}",{rest}}},{{"Sid":"{second}",{rest}}}]}}"#
        )
    };
    assert_found(&with("", ""), &[]);
    assert_found(&with("a1", "A1"), &[]);
    assert_found(&with("a", "a"), &["sid-unique: \"a\""]);
    let found = assert_found(&with("a b", "ä"), &["sid-characters: \"a b\"", "sid-characters: \"ä\""]);
    assert_eq!(
        found[0].aws_message.as_deref(),
        Some(
            "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*"
        )
    );
}

#[test]
fn size_counts_without_white_space() {
    let text = |condition: String| github(&format!(r#"{{"StringLike":{{"G:sub":"{condition}"}}}}"#));
    let base = text(String::new()).len();
    assert_found(&text("x".repeat(2048 - base)), &[]);
    let at_limit = text("x".repeat(2048 - base)).replace(",\"", ",\n    \"");
    assert!(at_limit.len() > 2048);
    assert_found(&at_limit, &[]);
    let over = text("x".repeat(2049 - base));
    let found = assert_found(&over, &[&format!("policy-size: {over}")]);
    assert_eq!(found[0].code, Some(ErrorCode::LimitExceeded));
    assert_eq!(found[0].aws_message.as_deref(), Some("Cannot exceed quota for ACLSizePerRole: 2048"));
    assert_eq!(
        found[0].headline,
        "the policy has 2049 characters without white space; the default quota is 2048"
    );
    let spaces = text(format!("{}{}", " ".repeat(2), "x".repeat(2047 - base)));
    assert_found(&spaces, &[&format!("note policy-size: {spaces}")]);
    let huge = text("x".repeat(9000)).replace("sts:AssumeRoleWithWebIdentity", "*");
    assert_eq!(
        assert_found(&huge, &[&format!("policy-size: {huge}")])[0].aws_message.as_deref(),
        Some("Cannot exceed quota for ACLSizePerRole: 8192")
    );
}

#[test]
fn size_and_characters_are_those_of_the_policy_in_a_larger_document() {
    let inner = github(r#"{"StringLike":{"G:sub":"repo:o/r:*"}}"#);
    let outer = format!(r#"{{"note":"{}中","policy":{inner}}}"#, "x".repeat(5000));
    let value = crate::json::parse(&outer, 1 << 20).unwrap();
    let policy =
        crate::policy::parse_value(value.as_object().unwrap().get("policy").unwrap(), PolicyKind::Trust)
            .unwrap();
    assert_eq!(check(&policy.document, &outer), []);
}

#[test]
fn characters_are_latin_1() {
    let of = |name: &str| github(&format!(r#"{{"StringLike":{{"G:sub":"repo:o/r:environment:{name}"}}}}"#));
    assert_found(&of("prüfung\u{a0}ÿ"), &[]);
    assert_found(&of("\\u4e2d"), &[]);
    let found = assert_found(&of("中文\u{1f600}"), &["policy-characters: 中"]);
    assert_eq!(
        found[0].headline,
        "the policy holds `中` (U+4E2D), and 2 more such characters; expected U+0020 to U+00FF"
    );
    assert_found(&of("\u{7f}\u{100}"), &["policy-characters: Ā"]);
}
