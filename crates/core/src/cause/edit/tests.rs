use can_assume_iam::policy::{self, PolicyKind};

use super::*;
use crate::question::Policy;

const KEY: &str = "token.actions.githubusercontent.com:sub";

fn policy_of(text: &str) -> Policy {
    let document = policy::parse(text, PolicyKind::Trust).unwrap().document;
    Policy { document, source: SourceText::new("p.json", text), embedded: false, notices: Vec::new() }
}

/// A policy with this condition, laid out as written; `K` stands for the key.
fn with_condition(condition: &str) -> Policy {
    let text = format!(
        r#"{{
    "Version": "2012-10-17",
    "Statement": {{
        "Effect": "Allow",
        "Principal": {{"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"}},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {condition}
    }}
}}"#
    );
    policy_of(&text.replace("\"K\"", &format!("\"{KEY}\"")))
}

fn apply(policy: &Policy, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.span.start);
    let mut text = policy.source.text.to_string();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.start..edit.span.end, &edit.replacement);
    }
    policy_of(&text);
    let (_, condition) = text.split_once("\"Condition\": ").unwrap();
    condition.strip_suffix("\n    }\n}").unwrap().replace(KEY, "K")
}

#[track_caller]
fn beside(condition: &str, expected: &str) {
    let policy = with_condition(condition);
    let value = policy.document.statements[0].conditions[0].values.last().unwrap().span;
    let edit = add_beside(&policy, value, "new").unwrap();
    assert_eq!(apply(&policy, vec![edit]), expected);
}

#[track_caller]
fn moved(condition: &str, value: Option<&str>, expected: &str) {
    let policy = with_condition(condition);
    let conditions = &policy.document.statements[0].conditions;
    let from = conditions.iter().find(|condition| condition.key.value == KEY).unwrap();
    let value = value.map(|value| (from.values[0].span, value));
    let edits = move_under(&policy, from.operator.span, from.key.span, "StringLike", value).unwrap();
    assert_eq!(apply(&policy, edits), expected);
}

#[test]
fn a_lone_value_becomes_a_list() {
    beside(r#"{"StringEquals": {"K": "old"}}"#, r#"{"StringEquals": {"K": ["old", "new"]}}"#);
    beside(
        "{\n            \"StringEquals\": {\n                \"K\": \"old\"\n            }\n        }",
        "{\n            \"StringEquals\": {\n                \"K\": [\n                    \"old\",\n                    \"new\"\n                ]\n            }\n        }",
    );
}

#[test]
fn a_list_is_continued_as_it_is_laid_out() {
    beside(r#"{"StringEquals": {"K": ["a", "b"]}}"#, r#"{"StringEquals": {"K": ["a", "b", "new"]}}"#);
    beside(
        "{\"StringEquals\": {\"K\": [\n\t\t\"a\",\n\t\t\"b\"\n\t]}}",
        "{\"StringEquals\": {\"K\": [\n\t\t\"a\",\n\t\t\"b\",\n\t\t\"new\"\n\t]}}",
    );
}

#[test]
fn a_key_alone_in_its_block_renames_the_operator() {
    moved(r#"{"StringEquals": {"K": "a*"}}"#, None, r#"{"StringLike": {"K": "a*"}}"#);
    moved(r#"{"StringEquals": {"K": "a*"}}"#, Some("b*"), r#"{"StringLike": {"K": "b*"}}"#);
}

#[test]
fn a_key_among_others_moves_to_a_block_of_its_own() {
    moved(
        r#"{"StringEquals": {"aws:x": "1", "K": "a*"}}"#,
        None,
        r#"{"StringEquals": {"aws:x": "1"}, "StringLike": {"K": "a*"}}"#,
    );
    moved(
        r#"{"StringEquals": {"K": "a*", "aws:x": "1"}}"#,
        Some("b*"),
        r#"{"StringEquals": {"aws:x": "1"}, "StringLike": {"K": "b*"}}"#,
    );
    moved(
        "{\n            \"StringEquals\": {\n                \"aws:x\": \"1\",\n                \"K\": \"a*\"\n            }\n        }",
        None,
        "{\n            \"StringEquals\": {\n                \"aws:x\": \"1\"\n            },\n            \"StringLike\": {\n                \"K\": \"a*\"\n            }\n        }",
    );
}

#[test]
fn a_block_that_is_there_takes_the_key() {
    moved(
        r#"{"StringEquals": {"K": "a*"}, "StringLike": {"aws:x": "1"}}"#,
        None,
        r#"{"StringLike": {"aws:x": "1", "K": "a*"}}"#,
    );
    moved(
        r#"{"StringLike": {"aws:x": "1"}, "StringEquals": {"K": "a*"}}"#,
        None,
        r#"{"StringLike": {"aws:x": "1", "K": "a*"}}"#,
    );
}

#[test]
fn a_key_that_is_there_already_is_not_moved_over_it() {
    let policy = with_condition(r#"{"StringEquals": {"K": "a*"}, "StringLike": {"K": "b"}}"#);
    let from = &policy.document.statements[0].conditions[0];
    assert_eq!(move_under(&policy, from.operator.span, from.key.span, "StringLike", None), None);
}

#[test]
fn a_statement_without_conditions_gets_one() {
    let test = |text: &str| {
        let policy = policy_of(text);
        let edits = test_also(&policy, &[], 0, "k", "v").unwrap();
        let mut text = text.to_owned();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.start..edit.span.end, &edit.replacement);
        }
        policy_of(&text);
        text
    };
    let rest = r#""Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole""#;
    assert_eq!(
        test(&format!(r#"{{"Statement": [{{{rest}}}]}}"#)),
        format!(r#"{{"Statement": [{{{rest}, "Condition": {{"StringEquals": {{"k": "v"}}}}}}]}}"#)
    );
    assert_eq!(
        test(&format!(r#"{{"Statement": {{"Condition": {{}}, {rest}}}}}"#)),
        format!(r#"{{"Statement": {{"Condition": {{"StringEquals": {{"k": "v"}}}}, {rest}}}}}"#)
    );
}

#[test]
fn a_statement_goes_behind_the_last_one() {
    let add = |text: &str| {
        let policy = policy_of(text);
        let edit = add_statement(&policy, &serde_json::json!({"Effect": "Deny", "Action": ["a"]})).unwrap();
        let mut text = text.to_owned();
        text.replace_range(edit.span.start..edit.span.end, &edit.replacement);
        text
    };
    let one = r#"{"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}"#;
    assert_eq!(
        add(&format!(r#"{{"Statement": [{one}]}}"#)),
        format!(r#"{{"Statement": [{one}, {{"Effect":"Deny","Action":["a"]}}]}}"#)
    );
    let spread = "{\n    \"Statement\": [\n        {\n            \"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"x\"\n        }\n    ]\n}";
    let expected = spread.replace(
        "        }\n    ]",
        "        },\n        {\n            \"Effect\": \"Deny\",\n            \"Action\": [\n                \"a\"\n            ]\n        }\n    ]",
    );
    assert_eq!(add(spread), expected);
    let alone = format!(r#"{{"Statement": {one}}}"#);
    assert!(add_statement(&policy_of(&alone), &serde_json::json!({})).is_none());
}

#[test]
fn one_step_is_that_of_the_policy_wherever_it_stands() {
    let text = "      {\n          \"Statement\": [\n              {\n                  \"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"x\"\n              }\n          ]\n      }";
    let policy = policy_of(text);
    let edit = add_statement(&policy, &serde_json::json!({"Effect": "Deny"})).unwrap();
    assert_eq!(
        edit.replacement,
        ",\n              {\n                  \"Effect\": \"Deny\"\n              }"
    );
}

#[test]
fn line_breaks_are_those_of_the_text() {
    let lines = with_condition(
        "{\n            \"StringEquals\": {\n                \"K\": \"old\"\n            }\n        }",
    );
    let policy = policy_of(&lines.source.text.replace('\n', "\r\n"));
    let value = policy.document.statements[0].conditions[0].values[0].span;
    let edit = add_beside(&policy, value, "new").unwrap();
    assert_eq!(edit.replacement.matches('\n').count(), 3);
    assert_eq!(edit.replacement.matches("\r\n").count(), 3);
}

#[test]
fn a_key_is_taken_out_with_its_operator_where_it_is_alone() {
    let out = |condition: &str| {
        let policy = with_condition(condition);
        let conditions = &policy.document.statements[0].conditions;
        let dead = conditions.iter().find(|condition| condition.key.value == KEY).unwrap();
        let edit = take_out(&policy, dead.operator.span, dead.key.span)?;
        Some(apply(&policy, vec![edit]))
    };
    let kept = r#"{"StringEquals": {"a": "b"}}"#;
    assert_eq!(out(r#"{"StringEquals": {"a": "b", "K": "x"}}"#).as_deref(), Some(kept));
    assert_eq!(out(r#"{"StringEquals": {"K": "x", "a": "b"}}"#).as_deref(), Some(kept));
    assert_eq!(out(r#"{"StringLike": {"K": "x"}, "StringEquals": {"a": "b"}}"#).as_deref(), Some(kept));
    assert_eq!(
        out(r#"{"StringEquals": {"a": "b"}, "StringLike": {"K": ["x", "y"]}}"#).as_deref(),
        Some(kept)
    );
    assert_eq!(out(r#"{"StringLike": {"K": "x"}}"#), None, "nothing else would be tested");
}
