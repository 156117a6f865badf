//! The only room that talks to the network: it fetches an issuer's keys, and for `facts` what GitHub's API says.
//!
//! | file | what |
//! |---|---|
//! | `address` | which URLs may be fetched |
//! | `fetch` | one GET: time limit, size limit, redirects |
//! | `rest` | one GET of GitHub's REST API |
//! | `discovery` | OIDC discovery: from the issuer to its keys |
//! | `error` | what went wrong, and STS's answer to the same |
//!
//! No cookies, no cache, no credentials but the token that `facts` sends to the API; `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` are honoured, except that a
//! loopback address is never fetched through a proxy. Nothing of a token is sent but the issuer's own address.

mod address;
mod discovery;
mod error;
mod fetch;
mod rest;

pub(crate) use discovery::{discover, fetch_jwks};
pub(crate) use error::NetworkError;
pub(crate) use rest::{Response, Rest};

#[cfg(test)]
mod tests;
