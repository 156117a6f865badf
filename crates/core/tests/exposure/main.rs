//! The exact analysis, on policies whose exposure is known and on generated ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod corpus;
mod differential;
mod generate;
mod support;
