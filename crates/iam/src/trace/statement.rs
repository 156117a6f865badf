//! What evaluation did with a policy, its statements, their `Principal` and `Action`.

use crate::policy::{Effect, PrincipalKind};
use crate::span::{Span, Spanned};

use super::{ConditionTrace, Decision, Truth};

/// The evaluation of a whole policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyTrace {
    /// The decision of this policy alone.
    pub decision: Decision,
    /// Every statement, in order of writing, each fully evaluated.
    pub statements: Vec<StatementTrace>,
    /// Of an undetermined decision: the keys that would decide it; otherwise empty.
    pub unknown: Vec<UnknownKey>,
}

/// A context key whose value would decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey {
    /// The key as the policy writes it.
    pub key: String,
    /// Why it is not known.
    pub reason: String,
}

/// The evaluation of one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementTrace {
    /// Position in the policy, from 0.
    pub index: usize,
    /// `Sid`, if written.
    pub sid: Option<String>,
    /// `Effect`.
    pub effect: Effect,
    /// The whole statement.
    pub span: Span,
    /// Whether `Principal` speaks of the caller.
    pub principal: PrincipalTrace,
    /// Whether `Action` covers the request's action.
    pub action: ActionTrace,
    /// Whether `Resource` covers the role; `None` where none is written, as in every trust policy.
    pub resource: Option<ResourceTrace>,
    /// Every condition, in order of writing.
    pub conditions: Vec<ConditionTrace>,
    /// Conjunction of the above: whether the statement applies to the request.
    pub applies: Truth,
}

/// The evaluation of `Principal` or `NotPrincipal`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrincipalTrace {
    /// Whether it speaks of the caller.
    pub result: Truth,
    /// Of a match: the value that matched and how.
    pub matched: Option<PrincipalMatch>,
    /// Every value that is written, with its type, in order; empty for the bare `"*"`.
    pub values: Vec<(PrincipalKind, Spanned<String>)>,
    /// Where the element stands; `None` where the kind of policy has none.
    pub span: Option<Span>,
}

/// How a principal value came to match the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrincipalMatch {
    /// The value names the caller itself (or the role of the caller's session).
    Named(Spanned<String>),
    /// The value names the caller's account: it delegates, the caller's own policies must allow too.
    Account(Spanned<String>),
    /// The value is `*`: any AWS principal.
    Anyone(Spanned<String>),
    /// The element is `NotPrincipal` and none of its values match, or the policy has no `Principal`.
    NotExcluded,
}

/// The evaluation of `Action` or `NotAction`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionTrace {
    /// Whether it covers the request's action.
    pub result: Truth,
    /// The values that are written.
    pub values: Vec<Spanned<String>>,
    /// Of a match: which value matched.
    pub matched: Option<usize>,
    /// Where the element stands.
    pub span: Span,
}

/// The evaluation of `Resource` or `NotResource`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceTrace {
    /// Whether it covers the role.
    pub result: Truth,
    /// The values that are written.
    pub values: Vec<Spanned<String>>,
    /// Of a match of `Resource`: which value matched.
    pub matched: Option<usize>,
    /// Where the element stands.
    pub span: Span,
}
