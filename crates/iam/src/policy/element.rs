//! `Effect`, `Principal` and `Action`.

use serde::Serialize;

use crate::span::Spanned;

/// `Effect` of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Effect {
    /// The statement grants.
    Allow,
    /// The statement refuses, and wins over every grant.
    Deny,
}

impl Effect {
    /// The effect as it is written in a policy.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "Allow",
            Self::Deny => "Deny",
        }
    }
}

/// `Principal` or `NotPrincipal`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrincipalElement {
    /// `Principal`: the statement speaks of these.
    Principal(Principal),
    /// `NotPrincipal`: the statement speaks of all others; IAM refuses it in trust policies.
    NotPrincipal(Principal),
}

/// The value of `Principal`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Principal {
    /// The bare string `"*"`, which IAM refuses to store in a trust policy.
    Star,
    /// An object of principal types, in order of writing.
    Entries(Vec<PrincipalEntry>),
}

/// One principal type with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrincipalEntry {
    /// The type, e.g. `Federated`.
    pub kind: Spanned<PrincipalKind>,
    /// Its values, a lone string counting as a list of one.
    pub values: Vec<Spanned<String>>,
}

/// The type of a principal.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum PrincipalKind {
    /// `AWS`: accounts, users, roles and their sessions.
    #[serde(rename = "AWS")]
    Aws,
    /// `Service`: an AWS service.
    Service,
    /// `Federated`: an OIDC or SAML provider, or a built-in identity provider.
    Federated,
    /// `CanonicalUser`: Amazon S3 only, never valid for a role.
    CanonicalUser,
}

impl PrincipalKind {
    /// The type as it is written in a policy.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::Service => "Service",
            Self::Federated => "Federated",
            Self::CanonicalUser => "CanonicalUser",
        }
    }
}

/// `Action` or `NotAction`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActionElement {
    /// `Action`: these actions, `*` and `?` being wildcards.
    Action(Vec<Spanned<String>>),
    /// `NotAction`: all actions but these.
    NotAction(Vec<Spanned<String>>),
}
