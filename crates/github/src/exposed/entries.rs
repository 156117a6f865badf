//! The condition keys of one token.

use std::borrow::Cow;

use serde_json::Value;

use crate::claims::{Claims, Completed, Completeness, EffectiveAudience, complete};
use crate::issuer::Issuer;

/// One condition key of the request context and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyEntry {
    /// The whole key, e.g. `token.actions.githubusercontent.com:sub`.
    pub key: String,
    /// What is known of its value.
    pub state: KeyState,
    /// The claim that STS takes it from.
    pub claim: String,
}

/// What is known of a condition key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyState {
    /// A single-valued key with its value.
    Known(String),
    /// A multivalued key with its values.
    KnownMulti(Vec<String>),
    /// The key is not in the request context.
    Missing,
    /// It is not known; the text says why.
    Unknown(String),
}

/// The condition keys that STS makes of a token of `issuer`: `sub`, `aud` (the effective audience), `oaud`
/// (what stands in `aud`), `amr`, `email`, and those of this issuer alone. Every such key is in the answer,
/// also when it is missing; a claim that STS makes no key of is not (see [`super::never_exposed`]).
///
/// With [`Completeness::Partial`] claims that were left out are derived from the subject or unknown: see [`complete`].
///
/// Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>,
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_sts.html>
pub fn context_entries(claims: &Claims, issuer: &Issuer, completeness: Completeness) -> Vec<KeyEntry> {
    let completed = complete(claims, issuer, completeness);
    let view = View { claims, completed: &completed, completeness };
    let entry = |suffix: &str, claim: &str, state| KeyEntry {
        key: issuer.key(suffix),
        state,
        claim: claim.to_owned(),
    };
    let (audience, audience_claim) = view.audience();
    let mut entries = vec![
        entry("sub", "sub", view.sub()),
        entry("aud", audience_claim, audience),
        entry("oaud", "aud", view.original_audience()),
        entry("amr", "amr", view.amr()),
        entry("email", "email", view.single("email")),
    ];
    let specific = issuer.specific_keys();
    for key in specific.keys {
        let state = match (view.single(key.claim), specific.uncertain) {
            // Google nests the number in a claim of another name, so that its absence says nothing.
            (KeyState::Missing, Some(why)) if key.suffix != key.claim => KeyState::Unknown(why.to_owned()),
            (KeyState::Missing, _) => KeyState::Missing,
            (_, Some(why)) => KeyState::Unknown(why.to_owned()),
            (state, None) => state,
        };
        entries.push(entry(key.suffix, key.claim, state));
    }
    entries
}

struct View<'a> {
    claims: &'a Claims,
    completed: &'a Completed,
    completeness: Completeness,
}

impl View<'_> {
    fn sub(&self) -> KeyState {
        match self.claims.sub() {
            Some(sub) => KeyState::Known(sub.into_owned()),
            None => self.single("sub"),
        }
    }

    /// A single-valued key that is the claim itself.
    fn single(&self, claim: &str) -> KeyState {
        match self.claims.get(claim) {
            Some(Value::String(text)) => KeyState::Known(text.clone()),
            Some(Value::Number(_)) if self.completeness == Completeness::Partial => {
                match self.claims.text(claim).map(Cow::into_owned) {
                    Some(text) => KeyState::Known(text),
                    None => KeyState::Unknown(format!("`{claim}` is a number with a fraction")),
                }
            }
            Some(Value::Null) if self.completeness == Completeness::Partial => KeyState::Missing,
            Some(value) => KeyState::Unknown(format!(
                "`{claim}` is {}, and what STS makes of that is not known",
                type_of(value)
            )),
            None => self.not_given(claim),
        }
    }

    fn not_given(&self, claim: &str) -> KeyState {
        if let Some(value) = self.completed.derived(claim) {
            return KeyState::Known(value.to_owned());
        }
        match self.completed.unknown(claim) {
            Some(reason) => KeyState::Unknown(reason.to_owned()),
            None => KeyState::Missing,
        }
    }

    /// The effective audience and the claim it comes from.
    fn audience(&self) -> (KeyState, &'static str) {
        match self.claims.effective_audience() {
            EffectiveAudience::Is { audience, source } => {
                let claim = match source {
                    crate::claims::AudienceSource::Aud => "aud",
                    crate::claims::AudienceSource::Azp => "azp",
                };
                (KeyState::Known(audience.to_owned()), claim)
            }
            EffectiveAudience::Missing => (self.not_given("aud"), "aud"),
            EffectiveAudience::NotOne(_) => (
                KeyState::Unknown("`aud` does not have exactly one entry, and there is no `azp`".to_owned()),
                "aud",
            ),
            EffectiveAudience::Malformed(_) => (
                KeyState::Unknown(
                    "`aud` or `azp` is not text, and what STS makes of that is not known".to_owned(),
                ),
                "aud",
            ),
        }
    }

    fn original_audience(&self) -> KeyState {
        match (self.claims.get("aud"), self.claims.audiences().as_deref()) {
            (None, _) => self.not_given("aud"),
            (Some(_), Some(&[audience])) => KeyState::Known(audience.to_owned()),
            (Some(_), Some(_)) => KeyState::Unknown(
                "`aud` does not have exactly one entry, but the key is single-valued".to_owned(),
            ),
            (Some(_), None) => {
                KeyState::Unknown("`aud` is not text, and what STS makes of that is not known".to_owned())
            }
        }
    }

    fn amr(&self) -> KeyState {
        match self.claims.get("amr") {
            Some(Value::Array(values)) => {
                match values.iter().map(|value| value.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
                {
                    Some(values) => KeyState::KnownMulti(values),
                    None => KeyState::Unknown("`amr` is a list of other things than text".to_owned()),
                }
            }
            Some(Value::String(value)) => KeyState::KnownMulti(vec![value.clone()]),
            _ => match self.single("amr") {
                KeyState::Known(value) => KeyState::KnownMulti(vec![value]),
                state => state,
            },
        }
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests;
