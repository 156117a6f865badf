//! Attackers choose claims and may choose policies: none of it may become markup.

use can_assume_core::diagnostic::SourceText;
use can_assume_core::explain;
use can_assume_core::question::Question;
use can_assume_core::read;
use proptest::prelude::*;

use super::check;

fn question(sub: &str, wanted: &str, environment: &str) -> Question {
    let policy = serde_json::json!({"Version": "2012-10-17", "Statement": [{
        "Sid": "Deploy", "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
        "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"},
        "Condition": {"StringEquals": {"token.actions.githubusercontent.com:sub": wanted}},
    }]});
    let claims = serde_json::json!({
        "iss": "https://token.actions.githubusercontent.com", "aud": "sts.amazonaws.com", "sub": sub,
        "environment": environment, "jti": "the-id-of-the-token",
    });
    let (role, policy) =
        read::role(&SourceText::new("trust-policy.json", format!("{policy:#}")), None).unwrap();
    Question {
        role,
        policy,
        identity: read::claims(SourceText::new("claims.json", format!("{claims:#}")), None).unwrap(),
        providers: None,
        resource_control_policies: Vec::new(),
        service_control_policies: Vec::new(),
        caller_policy: None,
        context: Vec::new(),
        now: None,
        session_name: None,
        duration_seconds: None,
    }
}

fn shown(sub: &str, wanted: &str, environment: &str) -> String {
    let question = question(sub, wanted, environment);
    check(&question, &explain::answer(&question))
}

/// The lines outside of fenced blocks, which hold no markup, without code spans.
fn outside(markdown: &str) -> String {
    let mut fence: Option<String> = None;
    let mut out = String::new();
    for line in markdown.lines() {
        let ticks: String = line.chars().take_while(|character| *character == '`').collect();
        match &fence {
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => {
                out.push_str(&without_code(line));
                out.push('\n');
            }
            Some(open) if line == open => fence = None,
            Some(_) => {}
        }
    }
    assert!(fence.is_none(), "a block is not closed:\n{markdown}");
    out
}

/// A line without its code spans, each from a run of backticks to the next run of the same length.
fn without_code(line: &str) -> String {
    let mut pieces: Vec<String> = Vec::new();
    for character in line.chars() {
        match pieces.last_mut() {
            Some(piece) if piece.starts_with('`') == (character == '`') => piece.push(character),
            _ => pieces.push(character.to_string()),
        }
    }
    let mut out = String::new();
    let mut rest = pieces.as_slice();
    while let Some((piece, after)) = rest.split_first() {
        rest = after;
        if piece.starts_with('`') {
            let end = after.iter().position(|other| other == piece);
            rest = &after[end.unwrap_or_else(|| panic!("a code span is not closed: {line}")) + 1..];
        } else {
            out.push_str(piece);
        }
    }
    out
}

#[test]
fn a_denial_says_why_and_how_to_mend_it() {
    let said = shown("repo:o/r:environment:prod", "repo:o/r:ref:refs/heads/main", "prod");
    assert!(
        said.starts_with(
            "### ✗ Denied — trust\\-policy.json\n\n| | |\n|---|---|\n| decision | implicit deny"
        ),
        "{said}"
    );
    assert!(said.contains("| cause | `environment-replaces-ref` |"), "{said}");
    assert!(said.contains("`repo:o/r:ref:refs/heads/main` (line "), "{said}");
    assert!(
        said.contains(
            "\n+          \"token.actions.githubusercontent.com:sub\": \"repo:o/r:environment:prod\""
        ),
        "{said}"
    );
    assert!(said.contains("<details><summary>Evaluation</summary>"), "{said}");
    assert!(!said.contains("the-id-of-the-token"), "{said}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn no_value_becomes_markup(
        tail in "[<>&`|@#\\[\\]()!*_~\\\\\"'\n\r\u{202e}\u{1b}:/a-z-]{0,24}",
        wanted in "[<>&`|@#\\[\\]()!*_~\\\\\"'\n\r\u{202e}:/a-z-]{0,24}",
        environment in "[<>&`|@#\\[\\]()!*_~\\\\\n:/a-z]{1,24}",
    ) {
        let said = shown(&format!("repo:o/r:{tail}"), &format!("repo:o/r:{wanted}"), &environment);
        let outside = outside(&said);
        let ours = outside
            .replace("<details><summary>", "")
            .replace("</summary>", "")
            .replace("</details>", "")
            .replace("<br>", "");
        prop_assert!(!ours.contains(['<', '>', '`', '\u{202e}', '\u{1b}', '\r']), "{said}");
        prop_assert!(!ours.contains('@'), "{said}");
        for row in ours.lines().filter(|line| line.starts_with('|')) {
            let cells = row.replace("\\\\", "").replace("\\|", "").matches('|').count();
            prop_assert_eq!(cells, 3, "{}", row);
        }
    }
}
