//! The policy as a value, with a span on every element; from text with [`parse`], to text with [`print()`].

#[cfg(any(test, feature = "arbitrary"))]
pub mod arbitrary;
mod condition;
mod document;
mod element;
mod parse;
mod print;

pub use condition::{Condition, ConditionOperator, OperatorFamily, OperatorKind, SetQualifier};
pub use document::{PolicyDocument, PolicyKind, Statement, TrustPolicy, Version};
pub use element::{ActionElement, Effect, Principal, PrincipalElement, PrincipalEntry, PrincipalKind};
pub use parse::{Parsed, PolicyError, PolicyWarning, parse, parse_value};
pub use print::print;
