//! What holds of every answer, whatever the policy and the claims.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by stopping there"
)]

mod question;

use can_assume_core::explain::{self, ProvenFix, answer};
use can_assume_core::exposure;
use can_assume_core::iam::trace::Decision;
use can_assume_core::question::Role;
use can_assume_core::sts;
use proptest::prelude::*;
use serde_json::{Value, json};

const HOST: &str = "token.actions.githubusercontent.com";

/// A part of a value or of a subject: mostly what people write, sometimes anything.
fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(vec![
            "repo", "octo-org/app", "Octo-Org/app", "octo-org@123456/app@456789", "octo-org-123456/app-456789",
            "octo-org/*", "octo*/app", "octo-org", "app", "*", "?", "ref", "refs/heads/main", "refs/heads/*",
            "refs/tags/v1", "main", "environment", "production", "Production", "eu%3Aprod", "pull_request",
            "workflow", "Deploy", "job_workflow_ref", "repository_owner", "github.com/octo-org/app", "https",
            "//github.com/octo-org/app", "", "${aws:username}", "sts.amazonaws.com", "refs/heads/é😀",
        ])
        .prop_map(str::to_owned),
        1 => "\\PC{0,8}",
    ]
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::collection::vec(part(), 1..6).prop_map(|parts| parts.join(":")),
        3 => (part(), part()).prop_map(|(repository, context)| format!("repo:{repository}:{context}")),
        2 => (part(), part()).prop_map(|(repository, git_ref)| format!("repo:{repository}:ref:{git_ref}")),
        2 => (part(), part()).prop_map(|(repository, name)| format!("repo:{repository}:environment:{name}")),
    ]
}

fn key() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "sub",
        "aud",
        "ref",
        "environment",
        "repository",
        "repository_id",
        "repository_owner",
        "actor",
        "job_workflow_ref",
        "repositry",
        "amr",
    ]);
    prop_oneof![
        9 => name.clone().prop_map(|name| format!("{HOST}:{name}")),
        1 => name.prop_map(|name| format!("vstoken.actions.githubusercontent.com:{name}")),
        1 => prop::sample::select(vec!["aws:SourceIp", "sts:ExternalId", "sub", "a.b"]).prop_map(str::to_owned),
    ]
}

fn condition() -> impl Strategy<Value = (String, String, Value)> {
    let operator = prop::sample::select(vec![
        "StringEquals",
        "StringEquals",
        "StringLike",
        "StringLike",
        "StringEqualsIgnoreCase",
        "StringNotEquals",
        "StringNotLike",
        "ForAnyValue:StringEquals",
        "ForAllValues:StringLike",
        "ForAnyValue:StringNotEquals",
        "StringEqualsIfExists",
        "ArnLike",
        "Null",
        "NumericEquals",
    ]);
    let values = prop_oneof![
        3 => value().prop_map(Value::from),
        1 => prop::collection::vec(value(), 0..4).prop_map(Value::from),
    ];
    (operator, key(), values).prop_map(|(operator, key, values)| {
        let values = if operator == "Null" { json!("true") } else { values };
        (operator.to_owned(), key, values)
    })
}

fn statement() -> impl Strategy<Value = Value> {
    let effect = prop_oneof![6 => Just("Allow"), 1 => Just("Deny")];
    let principal = prop_oneof![
        8 => Just(json!({"Federated": format!("arn:aws:iam::123456789012:oidc-provider/{HOST}")})),
        1 => Just(json!({"Federated": format!("arn:aws:iam::999999999999:oidc-provider/{HOST}")})),
        1 => Just(json!({"AWS": "*"})),
    ];
    let action = prop_oneof![
        8 => Just(json!("sts:AssumeRoleWithWebIdentity")),
        1 => Just(json!(["sts:AssumeRole", "sts:TagSession"])),
        1 => Just(json!("sts:AssumeRole")),
    ];
    (effect, principal, action, prop::collection::vec(condition(), 0..4)).prop_map(
        |(effect, principal, action, conditions)| {
            let mut block = json!({});
            for (operator, key, values) in conditions {
                block[operator][key] = values;
            }
            json!({"Effect": effect, "Principal": principal, "Action": action, "Condition": block})
        },
    )
}

fn policy() -> impl Strategy<Value = Value> {
    prop::collection::vec(statement(), 1..4)
        .prop_map(|statements| json!({"Version": "2012-10-17", "Statement": statements}))
}

fn claims() -> impl Strategy<Value = Value> {
    (value(), part(), prop::option::of(part()), prop::bool::ANY).prop_map(
        |(sub, git_ref, environment, tags)| {
            let mut claims = json!({
                "iss": format!("https://{HOST}"),
                "aud": "sts.amazonaws.com",
                "sub": sub,
                "ref": git_ref,
                "repository": "octo-org/app",
                "repository_id": "456789",
                "repository_owner_id": "123456",
                "repository_owner": "octo-org",
                "actor": "mona",
            });
            if let Some(environment) = environment {
                claims["environment"] = environment.into();
            }
            if tags {
                claims["https://aws.amazon.com/tags"] = json!({"principal_tags": {"team": ["shop"]}});
            }
            claims
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_denial_has_a_cause_and_every_fix_lets_in(policy in policy(), claims in claims(), pretty in prop::bool::ANY) {
        let text = if pretty { serde_json::to_string_pretty(&policy).unwrap() } else { policy.to_string() };
        let asked = question::ask(&text, &claims.to_string());
        let found = explain::explain(&asked, sts::decide(&asked));
        let denied = matches!(found.verdict.decision, Decision::ImplicitDeny | Decision::ExplicitDeny);
        prop_assert_eq!(found.cause.is_some(), denied);
        prop_assert!(denied || found.fixes.is_empty());
        for fix in &found.fixes {
            let mended = question::fixed_text(&asked, fix);
            let again = sts::decide(&question::with_policy(&asked, &mended));
            prop_assert_eq!(again.decision, Decision::Allowed, "{}\n{}", fix.title, mended);
            prop_assert!(!mended.contains("repo:octo-org*"), "{}", mended);
        }
        for diagnostic in &found.diagnostics {
            for label in &diagnostic.labels {
                prop_assert!(label.source.text.get(label.span.start..label.span.end).is_some(), "{:?}", label);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn only_a_fix_that_lets_in_any_account_is_dropped_or_changed(policy in policy(), claims in claims()) {
        let asked = question::ask(&policy.to_string(), &claims.to_string());
        let before = explain::explain(&asked, sts::decide(&asked));
        let after = answer(&asked);
        let who = |fix: &ProvenFix| {
            let mended = question::with_policy(&asked, &question::fixed_text(&asked, fix));
            exposure::who(&mended.policy, &Role::default(), &exposure::Options::default()).level
        };
        for fix in &before.fixes {
            let kept = after.fixes.iter().any(|known| known.edits == fix.edits);
            prop_assert!(kept || who(fix) <= exposure::Level::Registrable, "{:?}", fix);
        }
        for fix in &after.fixes {
            let known = before.fixes.iter().any(|known| known.edits == fix.edits);
            prop_assert!(known || fix.title.contains(", and test `sub` for `"), "{:?}", fix);
            let again = sts::decide(&question::with_policy(&asked, &question::fixed_text(&asked, fix)));
            prop_assert_eq!(again.decision, Decision::Allowed, "{:?}", fix);
            let help = after.diagnostics.iter().flat_map(|one| &one.helps).find(|help| help.edits == fix.edits);
            let said = help.is_some_and(|help| fix.gains.iter().all(|gain| help.text.contains(gain.as_str())));
            prop_assert!(said, "{:?}", fix);
        }
    }
}
