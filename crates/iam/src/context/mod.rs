//! What a policy is decided against: one request with its context.

mod hashed;
pub mod keys;
mod request;
mod value;

pub(crate) use hashed::HashedKey;
pub use request::{Request, RequestContext};
pub use value::{Absence, ContextValue, Lookup, MissingReason};
