//! Finds trust policies, roles and providers in the files people have.
//!
//! | room | what |
//! |---|---|
//! | [`provider`] | the OIDC providers registered in an account |
//! | [`request`] | a request to assume a role, written down |

mod error;
pub mod provider;
pub mod request;

pub use error::SourceError;
