//! A real OIDC issuer on this machine: discovery document, key set, tokens as GitHub shapes them, and every way
//! in which an issuer or a token can be bad.

mod keys;
mod mint;
mod server;

use std::time::Duration;

use serde_json::{Value, json};

pub use keys::base64url;
pub use mint::{Signer, github_claims, mint};
use server::Server;

/// An issuer that answers on a loopback address until it is dropped.
#[derive(Debug)]
pub struct Issuer {
    server: Server,
}

/// How the issuer answers a request for its discovery document or its key set.
#[derive(Debug, Clone)]
pub enum Answer {
    /// As it should.
    Good,
    /// Status 200 and this text; `ISSUER` in it stands for the issuer's URL.
    Text(String),
    /// Status 200 and these bytes, with a header of this name and value.
    Bytes(Vec<u8>, &'static str, String),
    /// Another status, and no content.
    Status(u16),
    /// A redirect to this address.
    Redirect(String),
    /// Status 200 and as many bytes, sent without saying how many before.
    Endless(usize),
    /// As it should, but only after this time.
    Slow(Duration),
    /// As it should, but one byte at a time with this time between them.
    Drip(Duration),
    /// The connection is closed without an answer.
    Down,
}

impl Issuer {
    /// An issuer that answers as it should.
    ///
    /// # Panics
    ///
    /// When this machine has no free loopback port.
    pub fn start() -> Self {
        Self::answering(Answer::Good, Answer::Good)
    }

    /// An issuer that answers requests for its discovery document and for its key set in these ways.
    ///
    /// # Panics
    ///
    /// When this machine has no free loopback port.
    pub fn answering(discovery: Answer, jwks: Answer) -> Self {
        Self { server: Server::start(discovery, jwks) }
    }

    /// The issuer's URL, as in the claim `iss`: `http://127.0.0.1:PORT`.
    pub fn url(&self) -> &str {
        self.server.url()
    }

    /// The issuer without its scheme, as in condition keys and provider ARNs: `127.0.0.1:PORT`.
    pub fn host(&self) -> &str {
        self.url().strip_prefix("http://").unwrap_or_default()
    }

    /// The address of the key set.
    pub fn jwks_uri(&self) -> String {
        format!("{}/.well-known/jwks", self.url())
    }

    /// The claims of a push to `main`, issued at `now`.
    pub fn claims(&self, now: i64) -> Value {
        github_claims(self.url(), now)
    }

    /// A token with these claims, signed as GitHub signs.
    pub fn token(&self, claims: &Value) -> String {
        mint(&json!({"typ": "JWT", "alg": "RS256", "kid": Signer::Rsa.key_id()}), claims, Signer::Rsa)
    }

    /// The requests that have come in, each as its path.
    pub fn requests(&self) -> Vec<String> {
        self.server.requests().iter().filter_map(|head| head.split(' ').nth(1).map(str::to_owned)).collect()
    }

    /// The heads of the requests that have come in: request line and header fields.
    pub fn request_heads(&self) -> Vec<String> {
        self.server.requests()
    }
}

/// The issuer's key set: an RSA key and an EC key, made when first asked for.
pub fn jwks() -> Value {
    keys::jwks()
}
