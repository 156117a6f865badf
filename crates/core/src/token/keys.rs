//! The issuer's verification keys: a JSON Web Key Set, read and chosen from as STS does.

mod jwk;
mod select;

use serde_json::Value;
use thiserror::Error;

pub(super) use jwk::{Curve, Jwk, Material};

use crate::failure::{KEY_NOT_RETRIEVED, Stage, StsFailure};

/// The largest key set that is read, in bytes; real ones have a few kilobytes.
pub const MAX_JWKS_BYTES: usize = 1 << 20;

/// The keys of one type beyond which STS takes no token signed with that type.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html>; recorded for RSA:
/// <https://github.com/radkawar/stackd>
pub const MAX_KEYS_OF_A_TYPE: usize = 100;

/// The keys of an issuer.
#[derive(Debug, Clone)]
pub struct Jwks {
    keys: Vec<Jwk>,
}

/// Why a text is no key set that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum JwksError {
    /// The text is longer than [`MAX_JWKS_BYTES`].
    #[error("the key set has {bytes} bytes, {MAX_JWKS_BYTES} are read at most")]
    TooLarge {
        /// The size of the text.
        bytes: usize,
    },
    /// The text is not JSON.
    #[error("the key set is not JSON: line {line}, column {column}")]
    NotJson {
        /// The line of the first error, from 1.
        line: usize,
        /// Its column, from 1; 0 before the first character of a line.
        column: usize,
    },
    /// The JSON is not an object with a list `keys`.
    #[error("the key set has no list `keys`, expected `{{\"keys\": […]}}`")]
    NoKeys,
    /// The list is empty.
    #[error("the key set is empty")]
    Empty,
    /// No key is of a type that STS verifies with.
    #[error("the key set holds only keys of type {types}, STS verifies with `RSA` and `EC`")]
    UnsupportedTypes {
        /// The types that occur, each in backticks.
        types: String,
    },
}

impl JwksError {
    /// The failure that STS answers with when the issuer serves such a key set.
    pub fn into_failure(self) -> Box<StsFailure> {
        StsFailure::invalid_identity_token(
            Stage::Signature,
            "key-retrieval",
            KEY_NOT_RETRIEVED,
            self.to_string(),
        )
    }
}

impl Jwks {
    /// Parses a JSON Web Key Set (RFC 7517).
    ///
    /// A single key that cannot be used is kept aside, not an error: it matters only if the token asks for it.
    ///
    /// # Errors
    ///
    /// [`JwksError`] when no key of the set could ever verify a token.
    pub fn parse(text: &str) -> Result<Self, JwksError> {
        if text.len() > MAX_JWKS_BYTES {
            return Err(JwksError::TooLarge { bytes: text.len() });
        }
        let document: Value = serde_json::from_str(text)
            .map_err(|error| JwksError::NotJson { line: error.line(), column: error.column() })?;
        let Some(Value::Array(keys)) = document.get("keys") else {
            return Err(JwksError::NoKeys);
        };
        if keys.is_empty() {
            return Err(JwksError::Empty);
        }
        let keys: Vec<Jwk> = keys.iter().map(Jwk::read).collect();
        if !keys.iter().any(|key| matches!(key.key_type.as_str(), "RSA" | "EC")) {
            let mut types: Vec<String> = keys.iter().map(|key| jwk::shown(&key.key_type)).collect();
            types.sort();
            types.dedup();
            types.truncate(SHOWN);
            return Err(JwksError::UnsupportedTypes { types: types.join(", ") });
        }
        Ok(Self { keys })
    }

    /// The number of keys in the set, usable or not.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether the set has no keys; a parsed set always has one.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

/// The names that a message lists at most.
const SHOWN: usize = 8;

#[cfg(test)]
mod tests;
