//! What is asked of the verifier: `role` is whose trust it is about, `workflow` the same question about every job of a workflow.

mod role;
mod workflow;

pub use role::Role;
pub use workflow::{RolePolicy, Selection, WorkflowQuestion};

use can_assume_github::claims::Claims;
use can_assume_iam::context::{ContextValue, Request};
use can_assume_iam::policy::{self, PolicyDocument};
use can_assume_iam::span::Span;
use can_assume_sources::provider::Provider;

use crate::diagnostic::{Diagnostic, Edit, SourceText};
use crate::edits;
use crate::failure::StsFailure;
use crate::token::{DecodedToken, Jwks};

/// A question: may this identity assume this role?
#[derive(Debug, Clone)]
pub struct Question {
    /// The role.
    pub role: Role,
    /// Its trust policy.
    pub policy: Policy,
    /// Who comes.
    pub identity: Identity,
    /// The OIDC providers registered in the role's account; `None` when nobody said.
    pub providers: Option<Vec<Provider>>,
    /// Resource control policies that apply to the role.
    pub resource_control_policies: Vec<Policy>,
    /// How many service control policies were given; they do not gate web identity.
    pub service_control_policies: Vec<Policy>,
    /// The caller's identity-based policy, for callers that need one.
    pub caller_policy: Option<Policy>,
    /// Context keys supplied by the user, over what the identity implies.
    pub context: Vec<(String, ContextValue)>,
    /// The time of the request in Unix seconds; `None` takes the token's own `iat`.
    pub now: Option<i64>,
    /// The session name of the request, where it is known.
    pub session_name: Option<String>,
    /// The requested duration of the session in seconds, where it is known.
    pub duration_seconds: Option<u64>,
}

impl Question {
    /// Whether some policy of the question tests the context key `key`, or reads it as a policy variable.
    pub fn mentions(&self, key: &str) -> bool {
        let policies =
            std::iter::once(&self.policy).chain(&self.resource_control_policies).chain(&self.caller_policy);
        let mut conditions = policies
            .flat_map(|policy| &policy.document.statements)
            .flat_map(|statement| &statement.conditions);
        conditions.any(|condition| {
            let reads = |value: &str| {
                value.to_ascii_lowercase().contains(&format!("${{{}", key.to_ascii_lowercase()))
            };
            condition.key.value.eq_ignore_ascii_case(key)
                || condition.values.iter().any(|value| reads(&value.value))
        })
    }
}

/// A policy and the text it was read from.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The parsed policy; its spans refer to `source`.
    pub document: PolicyDocument,
    /// The text.
    pub source: SourceText,
    /// Whether the text was written inside a string of its file, as JSON text or URL-encoded: then no edit of it is one
    /// of the file.
    pub embedded: bool,
    /// What reading it found worth saying.
    pub notices: Vec<Diagnostic>,
}

impl Policy {
    /// The policy once these edits of its text are made, in any order; `None` when two of them overlap, one is of
    /// another text, or what they leave is no policy.
    pub fn edited(&self, edits: &[Edit]) -> Option<Self> {
        let edits = edits::sorted(edits)?;
        if edits.iter().any(|edit| edit.source != self.source) {
            return None;
        }
        let text = edits::apply(&self.source.text, &edits)?;
        let Span { start, end } = self.document.span;
        let end = end.checked_add_signed(text.len().cast_signed() - self.source.text.len().cast_signed())?;
        // What stands before the policy in its file is blanked, so that places stay those of the file.
        let alone = format!("{}{}", " ".repeat(start), text.get(start..end)?);
        let document = policy::parse(&alone, self.document.kind).ok()?.document;
        let source = SourceText::new(self.source.name.as_str(), text);
        Some(Self { document, source, embedded: self.embedded, notices: Vec::new() })
    }
}

/// Who comes.
#[derive(Debug, Clone)]
pub enum Identity {
    /// A real token, verified when keys are given.
    Token {
        /// The decoded token.
        token: Box<DecodedToken>,
        /// The issuer's keys; `None` leaves the signature unchecked.
        keys: KeySource,
    },
    /// Claims that somebody wrote down; what GitHub always sends and they lack is unknown.
    Claims {
        /// The claims.
        claims: Claims,
        /// The text they were read from.
        source: SourceText,
        /// Whether they were predicted from a workflow.
        predicted: bool,
    },
    /// A token that STS refuses before it looks at its claims.
    Refused {
        /// Why.
        failure: Box<StsFailure>,
    },
    /// Any other request to assume the role; its context is complete.
    Request {
        /// The request.
        request: Box<Request>,
        /// The text it was read from.
        source: SourceText,
    },
}

/// Where the issuer's keys come from.
#[derive(Debug, Clone)]
pub enum KeySource {
    /// Nobody gave any: the signature is not checked.
    NotGiven,
    /// The issuer's key set.
    Given(Jwks),
    /// They were asked for and could not be had.
    Unreachable(Box<StsFailure>),
}
