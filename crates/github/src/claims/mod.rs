//! The claims of a token: reading them, what each means, and what a subject says of the others.

mod audience;
mod complete;
mod implied;
mod info;
mod json;

pub use audience::{AudienceSource, EffectiveAudience};
pub use complete::{Absent, Completed, Completeness, Contradiction, Derived, Unknown, complete};
pub(crate) use info::PROPERTY_PREFIX;
pub use info::{CLAIMS, ClaimInfo, Mutability, Presence, claim_info};
pub use json::{ClaimsError, DuplicateClaim, MAX_CLAIMS_BYTES};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;

use crate::issuer::Issuer;

/// The claims of one token, in the order in which they were given; those that nobody knows are kept.
///
/// Source of the claims that GitHub sends: <https://docs.github.com/en/actions/reference/security/oidc>
#[derive(Debug, Clone, Default)]
pub struct Claims {
    members: Vec<Claim>,
    places: BTreeMap<String, usize>,
    duplicates: Vec<DuplicateClaim>,
}

/// One claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// The bytes of the value in the text it was read from.
    pub span: Option<Range<usize>>,
}

/// A time in a claim that is not a whole number of seconds.
///
/// STS says "Invalid timestamp in token claims." of it. Whole numbers and strings of them pass.
/// Observed: <https://github.com/radkawar/stackd/tree/9dc356f/internal/services/sts/testdata/oidc>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("time is not a whole number of seconds")]
pub struct InvalidTimestamp;

impl Claims {
    /// No claims.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a claims file: a flat JSON object, as in a token's payload, possibly with members left out.
    ///
    /// Members that GitHub does not send are kept. Of members with the same name the last counts, as with STS;
    /// [`Self::duplicates`] lists them.
    ///
    /// # Errors
    /// With a place: text that is not JSON, not an object, larger than [`MAX_CLAIMS_BYTES`], or in which a
    /// claim that is text (for `aud` and `amr`: text or a list of texts) is an object or a list.
    pub fn from_json(text: &str) -> Result<Self, ClaimsError> {
        json::read_file(text)
    }

    /// Reads the payload of a token, whatever the types of its claims.
    ///
    /// # Errors
    /// With a place: text that is not JSON, not an object, or larger than [`MAX_CLAIMS_BYTES`].
    pub fn from_payload(text: &str) -> Result<Self, ClaimsError> {
        json::read_payload(text)
    }

    /// Sets a claim. One of the same name is replaced where it stands.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.put(Claim { name: name.to_owned(), value: value.into(), span: None });
    }

    /// The claims in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Claim> {
        self.members.iter()
    }

    /// One claim.
    pub fn claim(&self, name: &str) -> Option<&Claim> {
        self.members.get(*self.places.get(name)?)
    }

    /// The value of one claim, also when it is `null`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.claim(name).map(|claim| &claim.value)
    }

    /// The value of a claim that is a string, or a whole number, which is read as the string of its digits.
    ///
    /// STS does that for `sub`; a claims file written by hand may do it for the ids, which GitHub sends as strings.
    pub fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        text_of(self.get(name)?)
    }

    /// The names that were given more than once, with the first and the last place.
    pub fn duplicates(&self) -> &[DuplicateClaim] {
        &self.duplicates
    }

    /// The issuer, where there is an `iss` that is text.
    pub fn issuer(&self) -> Option<Issuer> {
        self.get("iss")?.as_str().map(Issuer::parse)
    }

    /// The subject as STS reads it: a string, or a number as the string of its digits.
    ///
    /// Observed: <https://github.com/radkawar/stackd/tree/9dc356f/internal/services/sts/testdata/oidc>
    pub fn sub(&self) -> Option<Cow<'_, str>> {
        self.text("sub")
    }

    /// A time in seconds since 1970 (`exp`, `iat`, `nbf`), where the claim is there.
    ///
    /// # Errors
    /// [`InvalidTimestamp`] where it is neither a whole number nor a string of one.
    pub fn timestamp(&self, name: &str) -> Result<Option<i64>, InvalidTimestamp> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let seconds = match value {
            Value::Number(number) => number.as_i64(),
            Value::String(text) if !text.starts_with('+') => text.parse().ok(),
            _ => None,
        };
        seconds.map(Some).ok_or(InvalidTimestamp)
    }

    /// The audience that STS checks and exposes: see [`EffectiveAudience`].
    pub fn effective_audience(&self) -> EffectiveAudience<'_> {
        audience::effective(self)
    }

    fn put(&mut self, claim: Claim) {
        match self.places.get(&claim.name).and_then(|&place| self.members.get_mut(place)) {
            Some(member) => *member = claim,
            None => {
                self.places.insert(claim.name.clone(), self.members.len());
                self.members.push(claim);
            }
        }
    }
}

/// Two sets of claims are equal when they have the same names with the same values, in any order and place.
impl PartialEq for Claims {
    fn eq(&self, other: &Self) -> bool {
        self.members.len() == other.members.len()
            && self.members.iter().all(|claim| other.get(&claim.name) == Some(&claim.value))
    }
}

fn text_of(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) if number.is_i64() || number.is_u64() => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_order_and_unknown_claims() {
        let claims =
            Claims::from_json(r#"{"sub": "s", "later": {"a": [1]}, "iss": "i", "aud": "a"}"#).unwrap();
        assert_eq!(
            claims.iter().map(|claim| claim.name.as_str()).collect::<Vec<_>>(),
            ["sub", "later", "iss", "aud"]
        );
        assert_eq!(claims.get("later"), Some(&serde_json::json!({"a": [1]})));
    }

    #[test]
    fn whole_numbers_read_as_text() {
        let claims =
            Claims::from_json(r#"{"sub": 123, "repository_id": 18446744073709551615, "x": 1.5}"#).unwrap();
        assert_eq!(claims.sub().as_deref(), Some("123"));
        assert_eq!(claims.text("repository_id").as_deref(), Some("18446744073709551615"));
        assert_eq!(claims.text("x"), None);
    }

    #[test]
    fn times_are_whole_numbers_or_strings_of_them() {
        let claims = Claims::from_json(
            r#"{"iat": 1795000000, "exp": "1795000300", "nbf": 1795000000.5, "a": "x", "b": null, "c": "+5"}"#,
        )
        .unwrap();
        assert_eq!(claims.timestamp("iat"), Ok(Some(1_795_000_000)));
        assert_eq!(claims.timestamp("exp"), Ok(Some(1_795_000_300)));
        for name in ["nbf", "a", "b", "c"] {
            assert_eq!(claims.timestamp(name), Err(InvalidTimestamp), "{name}");
        }
        assert_eq!(claims.timestamp("none"), Ok(None));
    }

    #[test]
    fn setting_replaces_in_place() {
        let mut claims = Claims::new();
        claims.set("sub", "a");
        claims.set("aud", "b");
        claims.set("sub", "c");
        assert_eq!(claims.iter().map(|claim| claim.name.as_str()).collect::<Vec<_>>(), ["sub", "aud"]);
        assert_eq!(claims.sub().as_deref(), Some("c"));
    }

    #[test]
    fn equality_ignores_order() {
        let a = Claims::from_json(r#"{"sub":"s","aud":"a"}"#).unwrap();
        let b = Claims::from_json(r#"{ "aud": "a", "sub": "s" }"#).unwrap();
        let c = Claims::from_json(r#"{"sub":"s","aud":"b"}"#).unwrap();
        assert_eq!(a, b);
        assert_ne!(a, c);
    }
}
