//! The policies that are measured.

use serde_json::{Value, json};

/// A policy and what it is.
pub(crate) struct Case {
    /// What it is, in words.
    pub(crate) name: &'static str,
    /// The policy that is asked about.
    pub(crate) policy: Value,
    /// The policy that it is compared with.
    pub(crate) before: Value,
    /// The goal for one answer, in milliseconds.
    pub(crate) goal: Option<f64>,
}

/// All policies that are measured.
pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case {
            name: "canonical",
            policy: subjects(&["repo:acme/web:ref:refs/heads/main".to_owned()]),
            before: subjects(&["repo:acme/web:ref:refs/heads/*".to_owned()]),
            goal: Some(1.0),
        },
        Case {
            name: "60 patterns",
            policy: subjects(&sixty("")),
            before: subjects(&sixty("?")),
            goal: Some(50.0),
        },
        Case {
            name: "`repo:*@123456/*@456789:ref:refs/heads/main`",
            policy: subjects(&["repo:*@123456/*@456789:ref:refs/heads/main".to_owned()]),
            before: subjects(&["repo:acme@123456/web@456789:ref:refs/heads/main".to_owned()]),
            goal: None,
        },
        Case {
            name: "`*a*b*c…?????`",
            policy: subjects(&[hostile("abcdefghijklmnopqrstuvwxyz", "?????")]),
            before: subjects(&[hostile("abcdefghijklmopqrstuvwxyz", "?????")]),
            goal: None,
        },
        Case {
            name: "`repo:????????????????????/*?????????*:*`",
            policy: subjects(&["repo:????????????????????/*?????????*:*".to_owned()]),
            before: subjects(&["repo:????????????????????/*????????*:*".to_owned()]),
            goal: None,
        },
        Case {
            name: "two hostile patterns in one statement",
            policy: both(&hostile("abcdefgh", "?????"), &hostile("hgfedcba", "*")),
            before: both(&hostile("abcdefgh", "?????"), &hostile("hgfedcb", "*")),
            goal: None,
        },
    ]
}

/// The policies of an account with so many roles: exact subjects, whole repositories, whole owners, ids, environments.
pub(crate) fn account(roles: usize) -> Vec<Value> {
    (0..roles)
        .map(|at| match at % 5 {
            0 => subjects(&[format!("repo:acme/service-{at}:ref:refs/heads/main")]),
            1 => {
                subjects(&[format!("repo:acme/service-{at}:*"), format!("repo:acme@7/service-{at}@{at}1:*")])
            }
            2 => subjects(&[format!("repo:acme/service-{at}:environment:prod-*")]),
            3 => subjects(&["repo:acme/*:ref:refs/heads/main".to_owned()]),
            _ => policy(&json!({
                "StringLike": {"token.actions.githubusercontent.com:sub": "repo:*"},
                "StringEquals": {"token.actions.githubusercontent.com:repository_id": format!("{at}7")},
            })),
        })
        .collect()
}

/// The statement that lets in these subjects.
fn statement(conditions: &Value) -> Value {
    json!({
        "Effect": "Allow",
        "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": conditions,
    })
}

fn policy(conditions: &Value) -> Value {
    json!({"Version": "2012-10-17", "Statement": [statement(conditions)]})
}

fn subjects(patterns: &[String]) -> Value {
    policy(&json!({
        "StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
        "StringLike": {"token.actions.githubusercontent.com:sub": patterns},
    }))
}

fn both(left: &str, right: &str) -> Value {
    policy(&json!({
        "StringLike": {"token.actions.githubusercontent.com:sub": left},
        "StringLikeIfExists": {"token.actions.githubusercontent.com:sub": right},
    }))
}

/// 60 patterns of all kinds; with a single `?` or nothing behind the first, all in 2,048 characters.
fn sixty(first: &str) -> Vec<String> {
    (0..60)
        .map(|at| match at % 4 {
            0 => format!("repo:acme/s{at}:*{}", if at == 0 { first } else { "" }),
            1 => format!("repo:acme/s{at}:ref:refs/*"),
            2 => format!("repo:acme/s{at}-*:environment:p?d"),
            _ => format!("repo:acme/s{at}:pull_request"),
        })
        .collect()
}

fn hostile(letters: &str, tail: &str) -> String {
    letters.chars().flat_map(|c| ['*', c]).chain(tail.chars()).collect()
}
