//! Lints: the corpus of rules, policies whose exposure is known, and generated ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod corpus;
mod groups;
mod support;
