//! What a policy is decided against: one request with its context.

pub mod keys;
mod request;
mod value;

pub use request::{Request, RequestContext};
pub use value::{Absence, ContextValue, Lookup, MissingReason};
