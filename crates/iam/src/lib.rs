//! The IAM policy language as STS reads it when a role is assumed.
//!
//! | room | what |
//! |---|---|
//! | [`span`], [`line_index`] | byte spans, kept on every element, and their lines and columns |
//! | [`json`] | strict JSON that remembers where everything stood |
//! | [`policy`] | the policy as a value: [`policy::TrustPolicy`] and its parts |
//! | [`context`] | what a request is decided against: [`context::Request`] |
//! | [`glob`], [`operators`] | how each family of operators compares a policy value with a presented one |
//! | [`pattern`] | condition values taken apart, for the exact analysis |
//! | [`principals`] | who calls, and which `Principal` values speak of them |
//! | [`compile`], [`evaluate`] | a policy made ready, and the decision with what led to it |
//! | [`write_time`] | what IAM would refuse to store |
//! | [`guardrails`] | which policies of an organization bind a role or a caller |
//! | [`trace`] | what evaluation did, and why: [`trace::PolicyTrace`] |
//! | [`quote`] | user text inside messages |
//!
//! Everything is pure: text and values in, values out.

pub mod compile;
pub mod context;
pub mod evaluate;
pub mod glob;
pub mod guardrails;
pub mod json;
pub mod line_index;
pub mod operators;
pub mod pattern;
pub mod policy;
pub mod principals;
pub mod quote;
pub mod span;
pub mod trace;
mod variables;
pub mod write_time;
