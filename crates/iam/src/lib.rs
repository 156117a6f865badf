//! The IAM policy language as STS reads it when a role is assumed.
//!
//! | room | what |
//! |---|---|
//! | [`span`] | byte spans, kept on every element |
//! | [`policy`] | the policy as a value: [`policy::TrustPolicy`] and its parts |
//! | [`context`] | what a request is decided against: [`context::Request`] |
//! | [`trace`] | what evaluation did, and why: [`trace::PolicyTrace`] |
//!
//! Everything is pure: text and values in, values out.

pub mod context;
pub mod policy;
pub mod span;
pub mod trace;
