//! A witness is evaluated: it counts only when the verifier allows it.

use can_assume_github::claims::Claims;
use can_assume_iam::context::ContextValue;
use can_assume_iam::policy::{Condition, OperatorFamily};
use can_assume_iam::trace::Decision;

use crate::diagnostic::SourceText;
use crate::question::{Identity, Policy, Question, Role};
use crate::sts;
use crate::verdict::Verdict;

/// How many combinations of values of keys outside the token are tried.
const MOST: usize = 512;

/// A token that the verifier allows.
#[derive(Debug, Clone)]
pub(super) struct Proven {
    pub(super) claims: Claims,
    /// Values of keys outside the token with which it is allowed.
    pub(super) context: Vec<(String, ContextValue)>,
}

/// What the verifier says of a token with these claims and these other keys.
pub(super) fn verdict(
    policy: &Policy,
    role: &Role,
    claims: Claims,
    context: Vec<(String, ContextValue)>,
) -> Verdict {
    sts::decide(&Question {
        role: role.clone(),
        policy: policy.clone(),
        identity: Identity::Claims {
            claims,
            source: SourceText::new("witness".to_owned(), String::new()),
            predicted: false,
        },
        providers: None,
        resource_control_policies: Vec::new(),
        service_control_policies: Vec::new(),
        caller_policy: None,
        context,
        now: None,
        session_name: None,
        duration_seconds: None,
    })
}

/// The token with these claims, if the verifier allows it, for some values of the keys that the token does not decide.
pub(super) fn prove(policy: &Policy, role: &Role, claims: &Claims) -> Option<Proven> {
    let plain = verdict(policy, role, claims.clone(), Vec::new());
    match plain.decision {
        Decision::Allowed => return Some(Proven { claims: claims.clone(), context: Vec::new() }),
        Decision::Undetermined => {}
        Decision::ExplicitDeny | Decision::ImplicitDeny => return None,
    }
    let mut contexts: Vec<Vec<(String, ContextValue)>> = vec![Vec::new()];
    for missing in &plain.missing {
        let candidates = candidates(policy, &missing.key);
        contexts = contexts
            .into_iter()
            .flat_map(|context| {
                candidates.iter().map(move |value| {
                    let mut context = context.clone();
                    context.push((missing.key.clone(), ContextValue::Single(value.clone())));
                    context
                })
            })
            .take(MOST)
            .collect();
    }
    contexts.into_iter().find_map(|context| {
        let allowed = verdict(policy, role, claims.clone(), context.clone()).decision == Decision::Allowed;
        allowed.then(|| Proven { claims: claims.clone(), context })
    })
}

/// Values of a key that the policy's conditions on it may tell apart.
fn candidates(policy: &Policy, key: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |value: String| {
        if !found.contains(&value) {
            found.push(value);
        }
    };
    let conditions = policy.document.statements.iter().flat_map(|statement| &statement.conditions);
    for condition in conditions.filter(|condition| condition.key.value.eq_ignore_ascii_case(key)) {
        of_condition(condition).into_iter().for_each(&mut add);
    }
    add("something-else".to_owned());
    found
}

fn of_condition(condition: &Condition) -> Vec<String> {
    let texts = condition.values.iter().map(|value| value.value.as_str());
    let others: &[&str] = match condition.operator.value.kind.family() {
        OperatorFamily::String | OperatorFamily::Null | OperatorFamily::Binary => &[],
        OperatorFamily::Arn => &["arn:aws:iam::000000000000:role/something-else"],
        OperatorFamily::Numeric => &["0", "1000000000000"],
        OperatorFamily::Date => &["1970-01-02T00:00:00Z", "2999-01-01T00:00:00Z"],
        OperatorFamily::Bool => &["true", "false"],
        OperatorFamily::Ip => &["198.51.100.77", "2001:db8:ffff::77"],
    };
    let read = texts.map(|text| match condition.operator.value.kind.family() {
        OperatorFamily::Ip => text.split('/').next().unwrap_or(text).to_owned(),
        OperatorFamily::String | OperatorFamily::Arn => text.replace(['*', '?'], "x"),
        _ => text.to_owned(),
    });
    read.chain(others.iter().map(|text| (*text).to_owned())).collect()
}
