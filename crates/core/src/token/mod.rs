//! A web identity token, verified the way STS does it.
//!
//! Each function is one stage; the caller walks them in STS's order and stops at the first failure:
//!
//! | # | stage | function |
//! |---|---|---|
//! | 1 | JWT syntax | [`decode()`] |
//! | 2 | required claims | [`required_claims`] |
//! | 3 | claim types | [`timestamps`], [`subject`] |
//! | 4 | time window | [`Timestamps::time_window`] |
//! | 5 | audience cardinality | [`effective_audience`] |
//! | 7 | audience registration | [`registered_audience`], [`registrable_audience`] |
//! | 8, 9 | key retrieval and signature | [`signature::verify`], without keys [`signature::algorithm`] |
//! | 10 | roles claim | [`roles_claim`] |
//!
//! [`problems`] walks those that need no role. Stage 6, the provider, belongs to the caller. The order is the one in which STS's answers were recorded
//! (<https://github.com/radkawar/stackd>, September 2026); between neighbours it is partly inferred.
//!
//! A token is a credential: no type here prints it, nor its signature.
//!
//! Limits: base64url is accepted without padding only; RSA keys from 2048 to 4096 bits.

mod audience;
mod claims;
mod decode;
mod header;
mod inspect;
pub mod keys;
mod listing;
mod object;
mod roles;
pub mod signature;
#[cfg(test)]
mod testing;
mod time;

pub use audience::{EffectiveAudience, effective_audience, registered_audience, registrable_audience};
pub use claims::{REQUIRED_CLAIMS, required_claims, subject};
pub use decode::{DecodedToken, MAX_CHARACTERS, MIN_CHARACTERS, decode};
pub use header::Header;
pub use inspect::problems;
pub use keys::{Jwks, JwksError};
pub use listing::{ClaimsListing, claims_json_pretty};
pub use object::{to_claims, to_object};
pub use roles::{ROLES_CLAIM, RoleAuthorization, roles_claim};
pub use time::{CLOCK_SKEW, Timestamps, timestamps};

/// The members of a token's payload, in the order in which they were written.
pub type ClaimsObject = serde_json::Map<String, serde_json::Value>;
