//! The claims of a job that a form describes.

use can_assume_core::mint::Minted;
use can_assume_core::token::{ClaimsObject, to_object};
use serde::Serialize;

/// The claims, and what was taken for granted.
#[derive(Debug, Serialize)]
pub struct MintReport<'a> {
    version: u32,
    claims: ClaimsObject,
    assumptions: &'a [String],
}

impl<'a> MintReport<'a> {
    /// The report of what was minted.
    pub fn new(minted: &'a Minted) -> Self {
        Self { version: 1, claims: to_object(&minted.claims), assumptions: &minted.assumptions }
    }
}
