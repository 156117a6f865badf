//! What a fix lets in beside the request, in words, and that the one which lets in least comes first.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by stopping there"
)]

mod question;

use can_assume_core::explain::{Answer, answer};
use can_assume_core::exposure::{self, Options, Side};
use can_assume_core::question::{Question, Role};
use serde_json::{Value, json};

const HOST: &str = "token.actions.githubusercontent.com";

fn asked(condition: &Value, sub: &str) -> Question {
    let policy = json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": {"Federated": format!("arn:aws:iam::123456789012:oidc-provider/{HOST}")},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": condition,
    }]});
    let claims = json!({
        "iss": format!("https://{HOST}"), "aud": "sts.amazonaws.com", "sub": sub, "repository": "octo-org/app",
        "repository_id": "456789", "repository_owner_id": "123456", "ref": "refs/heads/main",
    });
    question::ask(&serde_json::to_string_pretty(&policy).unwrap(), &claims.to_string())
}

fn gains(found: &Answer) -> Vec<(&str, Vec<&str>)> {
    found
        .fixes
        .iter()
        .map(|fix| (fix.title.as_str(), fix.gains.iter().map(String::as_str).collect()))
        .collect()
}

#[test]
fn an_exact_value_gains_nothing_and_comes_first() {
    let asked = asked(
        &json!({"StringEquals": {format!("{HOST}:sub"): "repo:octo-org/app:*"}}),
        "repo:octo-org/app:ref:refs/heads/main",
    );
    assert_eq!(
        gains(&answer(&asked)),
        [
            ("trust `repo:octo-org/app:ref:refs/heads/main` instead", vec![]),
            (
                "compare with `StringLike`, under which `*` in `repo:octo-org/app:*` is a wildcard, and test `repository_id`",
                vec!["`octo-org/app` (repository id `456789`), any job"]
            ),
        ]
    );
}

#[test]
fn a_test_of_the_id_makes_a_pattern_narrower() {
    let asked = asked(
        &json!({"StringEquals": {format!("{HOST}:sub"): "repo:octo-org/app:*"}}),
        "repo:octo-org/app:ref:refs/heads/main",
    );
    let found = answer(&asked);
    let bound = question::fixed_text(&asked, found.fixes.last().unwrap());
    let mut unbound: Value = serde_json::from_str(&bound).unwrap();
    let test = unbound.pointer_mut("/Statement/0/Condition/StringEquals").unwrap();
    assert!(test.as_object_mut().unwrap().remove(&format!("{HOST}:repository_id")).is_some(), "{bound}");
    let (unbound, bound) =
        (question::with_policy(&asked, &unbound.to_string()), question::with_policy(&asked, &bound));
    let role = Role::default();
    let [unbound, bound] = [&unbound, &bound].map(|question| Side { policy: &question.policy, role: &role });
    let found = exposure::diff(unbound, bound, &Options::default());
    assert!(!found.lets_in_more(), "{:?}", found.gained);
    // Whoever takes the names after the repository is gone has another id.
    assert!(found.lost.iter().any(|identity| identity.witness.is_some()));
}

#[test]
fn values_that_a_key_hid_until_now_are_gained() {
    let asked = asked(
        &json!({"StringEquals": {format!("vstoken.{}:sub", "actions.githubusercontent.com"): [
            "repo:octo-org/app:ref:refs/heads/main", "repo:octo-org/web:environment:production",
        ]}}),
        "repo:octo-org/app:ref:refs/heads/main",
    );
    let found = answer(&asked);
    let gained: Vec<&String> = found.fixes.iter().flat_map(|fix| &fix.gains).collect();
    assert_eq!(gained, ["`octo-org/web`, environment `production`"]);
    let help =
        found.diagnostics.iter().flat_map(|one| &one.helps).find(|help| !help.edits.is_empty()).unwrap();
    assert!(
        help.text.ends_with("; this also lets in `octo-org/web`, environment `production`"),
        "{}",
        help.text
    );
}

#[test]
fn a_subject_of_any_repository_is_trusted_with_the_id_beside_it() {
    let template = "job_workflow_ref:octo-org/ci/.github/workflows/deploy.yml@refs/heads/main";
    let asked = asked(&json!({"StringEquals": {format!("{HOST}:sub"): "repo:octo-org/app:*"}}), template);
    let found = answer(&asked);
    let first = &found.fixes[0];
    assert_eq!(first.title, format!("trust `{template}` instead, and test `repository_id`"));
    assert!(first.gains.iter().all(|gain| gain.contains("repository id `456789`")), "{:?}", first.gains);
}

#[test]
fn what_any_repository_can_send_is_gained_where_no_id_is_known() {
    let template = "repository_owner:octo-org:repository_visibility:private";
    let list = json!({"StringEquals": {format!("{HOST}:sub"): ["repo:octo-org/app:pull_request", "repo:octo-org/web:*"]}});
    let found = answer(&asked(&list, template));
    let gains: Vec<&String> = found.fixes.iter().flat_map(|fix| &fix.gains).collect();
    assert!(gains.iter().any(|gain| gain.starts_with("any other repository of `octo-org`")), "{gains:?}");
}

#[test]
fn no_fix_lets_in_any_account() {
    for (condition, sub) in [
        (
            json!({"StringEquals": {format!("{HOST}:aud"): "https://github.com/octo-org"}}),
            "repo:octo-org/app:pull_request",
        ),
        (
            json!({"StringEquals": {format!("{HOST}:aud"): "x"}, "StringLike": {format!("{HOST}:sub"): "repo:*"}}),
            "repo:octo-org/app:ref:refs/heads/main",
        ),
    ] {
        let asked = asked(&condition, sub);
        let found = answer(&asked);
        assert!(found.fixes[0].title.ends_with(&format!("and test `sub` for `{sub}`")), "{:?}", found.fixes);
        for fix in &found.fixes {
            let mended = question::with_policy(&asked, &question::fixed_text(&asked, fix));
            let who = exposure::who(&mended.policy, &Role::default(), &Options::default());
            assert!(who.level > exposure::Level::Registrable, "{}: {:?}", fix.title, who.level);
        }
    }
}
