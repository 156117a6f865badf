//! The only room that talks to the network: it fetches an issuer's keys, and nothing else.
//!
//! | file | what |
//! |---|---|
//! | `address` | which URLs may be fetched |
//! | `fetch` | one GET: time limit, size limit, redirects |
//! | `discovery` | OIDC discovery: from the issuer to its keys |
//! | `error` | what went wrong, and STS's answer to the same |
//!
//! No cookies, no credentials, no cache; `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` are honoured, except that a
//! loopback address is never fetched through a proxy. Nothing of a token is sent but the issuer's own address.

mod address;
mod discovery;
mod error;
mod fetch;

pub(crate) use discovery::{discover, fetch_jwks};
pub(crate) use error::NetworkError;

#[cfg(test)]
mod tests;
