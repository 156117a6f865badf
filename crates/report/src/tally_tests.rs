use can_assume_core::diagnostic::SourceText;
use can_assume_core::exposure::{self, Difference, Exposure, Options};
use can_assume_core::read;

use crate::{concise, markdown, plain};

/// A listing of roles: name, and the subjects that its policy lets in.
fn listing(roles: &[(&str, &str)]) -> SourceText {
    let host = "token.actions.githubusercontent.com";
    let role = |(name, sub): &(&str, &str)| {
        serde_json::json!({
            "RoleName": name, "Arn": format!("arn:aws:iam::123456789012:role/{name}"),
            "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{
                "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
                "Principal": {"Federated": format!("arn:aws:iam::123456789012:oidc-provider/{host}")},
                "Condition": {
                    "StringEquals": {format!("{host}:aud"): "sts.amazonaws.com"},
                    "StringLike": {format!("{host}:sub"): sub},
                },
            }]},
        })
    };
    let roles: Vec<_> = roles.iter().map(role).collect();
    SourceText::new("roles.json", serde_json::json!({ "Roles": roles }).to_string())
}

fn exposures(roles: &[(&str, &str)]) -> Vec<(Option<String>, Exposure)> {
    let roles = read::roles(&listing(roles), None).unwrap().readable;
    roles
        .iter()
        .map(|(role, policy)| (role.name.clone(), exposure::who(policy, role, &Options::default())))
        .collect()
}

fn differences(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<(Option<String>, Difference)> {
    let pairs = read::pairs(&listing(before), &listing(after), None).unwrap();
    pairs
        .iter()
        .map(|pair| {
            let difference = exposure::diff(pair.old_side(), pair.new_side(), &Options::default());
            (pair.new_side().role.name.clone(), difference)
        })
        .collect()
}

const MAIN: &str = "repo:acme/web:ref:refs/heads/main";

#[test]
fn several_roles_are_counted_the_worst_first() {
    let roles = exposures(&[("a", MAIN), ("b", "*"), ("c", MAIN)]);
    for text in [plain::who(&roles, "roles.json"), markdown::who(&roles, "roles.json")] {
        assert!(text.ends_with("\n\n3 roles: 1 anyone, 2 scoped\n"), "{text}");
    }
    let one = exposures(&[("a", MAIN)]);
    assert!(!markdown::who(&one, "roles.json").contains("roles:"));
}

#[test]
fn of_several_roles_those_that_changed_have_a_place_of_their_own() {
    let (same, wider) = (("same", MAIN), ("open", "repo:acme/web:*"));
    let roles = differences(&[same, ("open", MAIN)], &[wider, same]);
    for text in [plain::diff(&roles, "roles.json"), markdown::diff(&roles, "roles.json")] {
        assert!(!text.contains("same"), "{text}");
        assert!(text.ends_with("\n\n2 roles: 1 wider, 1 equivalent\n"), "{text}");
    }
    assert!(concise::diff(&roles, "roles.json").ends_with("same: equivalent\n"));
    let one = differences(&[same], &[same]);
    assert!(markdown::diff(&one, "roles.json").starts_with("### same — equivalent"));
    assert_eq!(concise::diff(&one, "roles.json"), "same: equivalent\n");
}
