//! What AWS says of context keys: which are multivalued, and which a request of a given kind can carry.

mod availability;
mod cardinality;
mod table;

pub use availability::{assume_role_by_principal, assume_role_by_service, saml, web_identity};
pub use cardinality::is_multivalued;
