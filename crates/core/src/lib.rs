//! The verifier: token verification, the stages of STS, the decision and its explanation.

pub mod failure;
pub mod token;
