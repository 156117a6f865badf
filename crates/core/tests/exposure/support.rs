//! What the tests of the exact analysis share.

use can_assume_core::diagnostic::SourceText;
use can_assume_core::github::claims::Claims;
use can_assume_core::iam::context::ContextValue;
use can_assume_core::iam::policy::{self, PolicyKind};
use can_assume_core::iam::trace::Decision;
use can_assume_core::question::{Identity, Policy, Question, Role};
use can_assume_core::sts;

/// The policy in `text`.
pub(crate) fn policy(text: &str) -> Policy {
    let parsed = policy::parse(text, PolicyKind::Trust).expect("a policy");
    Policy {
        document: parsed.document,
        source: SourceText::new("policy.json".to_owned(), text.to_owned()),
        embedded: false,
        notices: Vec::new(),
    }
}

/// What `check` says of a token.
pub(crate) fn decide(policy: &Policy, claims: &Claims, context: &[(String, ContextValue)]) -> Decision {
    sts::decide(&Question {
        role: Role::default(),
        policy: policy.clone(),
        identity: Identity::Claims {
            claims: claims.clone(),
            source: SourceText::new("claims.json".to_owned(), String::new()),
            predicted: false,
        },
        providers: None,
        resource_control_policies: Vec::new(),
        service_control_policies: Vec::new(),
        caller_policy: None,
        context: context.to_vec(),
        now: None,
        session_name: None,
        duration_seconds: None,
    })
    .decision
}
