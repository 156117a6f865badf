//! The condition keys that STS makes of a token's claims, and the claims it makes none of.

mod entries;
mod never;

pub use entries::{KeyEntry, KeyState, context_entries};
pub use never::never_exposed;
