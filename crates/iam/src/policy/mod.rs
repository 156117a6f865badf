//! The policy as a value, with a span on every element.

mod condition;
mod document;
mod element;

pub use condition::{Condition, ConditionOperator, OperatorFamily, OperatorKind, SetQualifier};
pub use document::{PolicyDocument, PolicyKind, Statement, TrustPolicy, Version};
pub use element::{ActionElement, Effect, Principal, PrincipalElement, PrincipalEntry, PrincipalKind};
