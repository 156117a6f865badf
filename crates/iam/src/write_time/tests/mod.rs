//! The rules one by one.

mod elements;
mod issuers;
mod text;

use super::{Certainty, Refusal, check};
use crate::policy::{PolicyKind, parse};

const GITHUB: &str = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";

/// The refusals as `rule: text at fault`, remarks with `note` before them.
fn refusals_of(text: &str, kind: PolicyKind) -> (Vec<String>, Vec<Refusal>) {
    let policy = parse(text, kind).unwrap_or_else(|errors| panic!("{text}\n{errors:?}")).document;
    let found = check(&policy, text);
    for refusal in &found {
        assert_eq!(refusal.code.is_none(), refusal.certainty == Certainty::Note, "{refusal:?}");
        assert!(refusal.source.starts_with("https://") && !refusal.headline.contains('\n'), "{refusal:?}");
    }
    let short = |refusal: &Refusal| {
        let note = if refusal.certainty == Certainty::Note { "note " } else { "" };
        format!("{note}{}: {}", refusal.rule, refusal.span.text(text))
    };
    (found.iter().map(short).collect(), found)
}

#[track_caller]
fn assert_found(text: &str, expected: &[&str]) -> Vec<Refusal> {
    let (short, found) = refusals_of(text, PolicyKind::Trust);
    assert_eq!(short, expected, "{text}");
    found
}

/// A trust policy whose one statement has these members besides `Effect`.
fn policy(members: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow",{members}}}}}"#)
}

fn trusting(federated: &str, condition: &str) -> String {
    policy(&format!(
        r#""Principal":{{"Federated":"{federated}"}},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{condition}"#
    ))
}

/// A statement that trusts GitHub; `G:` in `condition` is the key prefix.
fn github(condition: &str) -> String {
    trusting(GITHUB, &condition.replace("G:", "token.actions.githubusercontent.com:"))
}

fn assuming(principal: &str) -> String {
    policy(&format!(r#""Principal":{principal},"Action":"sts:AssumeRole""#))
}

proptest::proptest! {
    /// Whatever a policy says, each refusal has its place in the text.
    #[test]
    fn every_refusal_has_a_place(policy in crate::policy::arbitrary::policy()) {
        let text = crate::policy::print(&policy);
        let policy = parse(&text, policy.kind).unwrap().document;
        for refusal in check(&policy, &text) {
            let at = text.get(refusal.span.start..refusal.span.end);
            proptest::prop_assert!(at.is_some_and(|at| !at.is_empty()), "{refusal:?}");
        }
    }
}
