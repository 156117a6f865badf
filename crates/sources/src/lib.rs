//! Finds trust policies, roles and providers in the files people have.
//!
//! | room | what |
//! |---|---|
//! | [`find`] | trust policies: bare, URL-encoded, or in what the AWS CLI prints of roles |
//! | [`provider`] | the OIDC providers registered in an account |
//! | [`request`] | a request to assume a role, written down |

mod error;
pub mod find;
pub mod provider;
pub mod request;

pub use error::SourceError;
