//! What evaluation did: produced by the evaluation itself, together with the decision.

mod condition;
mod statement;
mod truth;

pub use condition::{ConditionTrace, Mismatch, Presented, ValueTrace};
pub use statement::{
    ActionTrace, PolicyTrace, PrincipalMatch, PrincipalTrace, ResourceTrace, StatementTrace, UnknownKey,
};
pub use truth::{Decision, Truth};
