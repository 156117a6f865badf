//! The stages STS walks when a role is assumed, in its order, up to the first that fails.
//!
//! | file | stage |
//! |---|---|
//! | `web_identity` | the walk for `AssumeRoleWithWebIdentity` |
//! | `parameters` | the role's ARN, the session's duration |
//! | `provider` | which OIDC provider of the role's account the issuer is, and whether it registers the audience |
//! | `context` | the request context that STS makes of a token |
//! | `request` | any other request: `AssumeRole`, `AssumeRoleWithSAML` |
//! | `caller` | who can assume no role at all, whatever the policies say |
//! | `policies` | the trust policy and the guardrails, for every action that is needed |
//! | `refusal` | a denial by policy, in AWS's words |
//!
//! Source: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>; the order of the
//! stages between syntax and policy is inferred, each stage's check and message is observed.

mod caller;
mod context;
mod parameters;
mod policies;
mod provider;
mod refusal;
mod request;
mod web_identity;

use crate::question::{Identity, Question};
use crate::verdict::Verdict;

pub use provider::Registration;
pub(crate) use provider::only_issuer;

/// Decides `question` as STS would.
pub fn decide(question: &Question) -> Verdict {
    match &question.identity {
        Identity::Token { token, keys } => web_identity::of_token(question, token, keys),
        Identity::Claims { claims, predicted, .. } => web_identity::of_claims(question, claims, *predicted),
        Identity::Refused { failure } => web_identity::of_refused(question, failure),
        Identity::Request { request, .. } => request::decide(question, request),
    }
}

/// Whether STS would get as far as fetching the issuer's keys: there is a token, and neither its syntax, claims, time,
/// audience nor provider refuse it before. Only then is there a reason to ask the network.
pub fn reaches_keys(question: &Question) -> bool {
    match &question.identity {
        Identity::Token { token, .. } => web_identity::reaches_keys(question, token),
        Identity::Claims { .. } | Identity::Refused { .. } | Identity::Request { .. } => false,
    }
}
