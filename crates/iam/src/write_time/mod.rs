//! What IAM would refuse to store: the rules of `CreateRole` and `UpdateAssumeRolePolicy`.
//!
//! A stored policy that breaks them keeps working: IAM looks only when a policy is written, and the rules grew over
//! the years. So nothing here changes a decision.
//!
//! | file | rule ids |
//! |---|---|
//! | `size` | `policy-size` |
//! | `characters` | `policy-characters` |
//! | `sid` | `sid-characters`, `sid-unique` |
//! | `action` | `assume-actions-only`, `action-empty` |
//! | `resource` | `resource-prohibited` |
//! | `principal` | `principal-star`, `principal-empty`, `not-principal`, `canonical-user-principal` |
//! | `aws_principal` | `aws-principal` |
//! | `service_principal` | `service-principal` |
//! | `federated_principal` | `federated-principal` |
//! | `shared_issuer` | `shared-issuer-control`, `shared-issuer-later-value` |
//! | `built_in_issuer` | `built-in-issuer-control`, `cognito-condition` |
//! | `literal` | `condition-literal` |
//! | `resource_control` | `rcp-effect`, `rcp-principal`, `rcp-action` |
//!
//! `issuers` is the table of shared issuers, `federation` what the rules on issuers have in common.

mod action;
mod aws_principal;
mod built_in_issuer;
mod characters;
mod federated_principal;
mod federation;
mod issuers;
mod literal;
mod principal;
mod refusal;
mod resource;
mod resource_control;
mod service_principal;
mod shared_issuer;
mod sid;
mod size;

pub use issuers::{RequiredKey, SharedIssuer, shared_issuers};
pub use refusal::{Certainty, ErrorCode, Refusal};

use crate::policy::{PolicyDocument, PolicyKind};

/// What IAM would refuse to store of `policy`, which was parsed from `source`, in order of writing within each rule.
///
/// Trust policies have all the rules; resource control policies those of AWS Organizations; other kinds none. Whether
/// the principals that a policy names exist is not known here. A trust policy above the highest quota is refused for
/// its size alone: its statements are not looked at, which bounds the work.
pub fn check(policy: &PolicyDocument, source: &str) -> Vec<Refusal> {
    match policy.kind {
        PolicyKind::Trust => check_trust(policy, source),
        PolicyKind::ResourceControl => resource_control::check(policy),
        PolicyKind::ServiceControl | PolicyKind::Identity => Vec::new(),
    }
}

fn check_trust(policy: &PolicyDocument, source: &str) -> Vec<Refusal> {
    let mut found = Vec::new();
    found.extend(size::check(policy, source));
    if size::is_above_every_quota(policy, source) {
        return found;
    }
    found.extend(characters::check(policy, source));
    found.extend(sid::check(policy));
    for statement in &policy.statements {
        found.extend(principal::check(statement));
        found.extend(action::check(statement));
        found.extend(resource::check(statement));
        found.extend(literal::check(statement));
        found.extend(built_in_issuer::check(statement));
        found.extend(shared_issuer::check(statement));
    }
    found
}

#[cfg(test)]
mod tests;
