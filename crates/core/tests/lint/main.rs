//! Lints: the corpus of rules, policies whose exposure is known, and generated ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod corpus;
#[path = "../exposure/generate.rs"]
#[allow(dead_code, reason = "shared with the tests of the exact analysis")]
mod generate;
mod groups;
mod random;
mod support;
