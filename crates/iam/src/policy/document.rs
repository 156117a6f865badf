//! The document and its statements.

use crate::span::{Span, Spanned};

use super::{ActionElement, Condition, Effect, PrincipalElement};

/// A role's trust policy: the resource-based policy that says who may assume it.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>
pub type TrustPolicy = PolicyDocument;

/// Which policy a document is; the grammar and the meaning of `Principal` depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PolicyKind {
    /// A role's trust policy (`AssumeRolePolicyDocument`).
    Trust,
    /// A resource control policy of AWS Organizations: deny-only, `Principal` is `*`.
    ResourceControl,
    /// A service control policy of AWS Organizations: has no `Principal`.
    ServiceControl,
    /// The caller's identity-based policy: has no `Principal`.
    Identity,
}

/// The version of the policy language; it decides whether policy variables are read.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Version {
    /// `2008-10-17`, also the meaning of an absent `Version`: `${…}` is literal text.
    #[default]
    V2008,
    /// `2012-10-17`: policy variables are read.
    V2012,
}

impl Version {
    /// The version as it is written in a policy.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V2008 => "2008-10-17",
            Self::V2012 => "2012-10-17",
        }
    }
}

/// A parsed policy: what the document says, not yet what it means for a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyDocument {
    /// Which grammar it was read with.
    pub kind: PolicyKind,
    /// `Version`; absent means [`Version::V2008`].
    pub version: Option<Spanned<Version>>,
    /// `Id`, which has no meaning for the decision.
    pub id: Option<Spanned<String>>,
    /// `Statement`, a lone object counting as a list of one, in order of writing.
    pub statements: Vec<Statement>,
    /// The whole document.
    pub span: Span,
}

impl PolicyDocument {
    /// The version in force: the one written, else [`Version::V2008`].
    pub fn effective_version(&self) -> Version {
        self.version.as_ref().map(|version| version.value).unwrap_or_default()
    }
}

/// One statement of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// `Sid`; may be the empty string.
    pub sid: Option<Spanned<String>>,
    /// `Effect`.
    pub effect: Spanned<Effect>,
    /// `Principal` or `NotPrincipal`; absent in identity-based policies and SCPs.
    pub principal: Option<Spanned<PrincipalElement>>,
    /// `Action` or `NotAction`.
    pub action: Spanned<ActionElement>,
    /// `Resource` values; trust policies have none.
    pub resource: Option<Spanned<Vec<Spanned<String>>>>,
    /// `NotResource` values.
    pub not_resource: Option<Spanned<Vec<Spanned<String>>>>,
    /// `Condition`, flattened: one entry for each operator and key, in order of writing; all must hold.
    pub conditions: Vec<Condition>,
    /// The whole statement.
    pub span: Span,
}
