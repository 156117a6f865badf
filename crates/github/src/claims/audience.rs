//! The audience that STS checks against the provider's client ids and exposes as a condition key.

use serde_json::Value;

use super::Claims;

/// The audience of a token as STS sees it: `azp` where there is one, otherwise the one entry of `aud`.
///
/// Observed: <https://github.com/radkawar/stackd/tree/9dc356f/internal/services/sts/testdata/oidc>; documented:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EffectiveAudience<'a> {
    /// There is one.
    Is {
        /// The audience.
        audience: &'a str,
        /// The claim it was taken from.
        source: AudienceSource,
    },
    /// `aud` has several entries, or none, and there is no `azp`: STS refuses the token.
    NotOne(Vec<&'a str>),
    /// There is no `aud`.
    Missing,
    /// `aud` is not text nor a list of texts, or `azp` is not text.
    Malformed(AudienceSource),
}

/// The claim an audience comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AudienceSource {
    /// `aud`.
    Aud,
    /// `azp`, the authorized party.
    Azp,
}

impl Claims {
    /// The entries of `aud`, where it is there and is text or a list of texts.
    pub fn audiences(&self) -> Option<Vec<&str>> {
        match self.get("aud")? {
            Value::String(audience) => Some(vec![audience]),
            Value::Array(entries) => entries.iter().map(Value::as_str).collect(),
            _ => None,
        }
    }
}

pub(super) fn effective(claims: &Claims) -> EffectiveAudience<'_> {
    if claims.get("aud").is_none() {
        return EffectiveAudience::Missing;
    }
    let Some(audiences) = claims.audiences() else {
        return EffectiveAudience::Malformed(AudienceSource::Aud);
    };
    match (claims.get("azp"), audiences.as_slice()) {
        (Some(Value::String(party)), _) => {
            EffectiveAudience::Is { audience: party, source: AudienceSource::Azp }
        }
        (Some(_), _) => EffectiveAudience::Malformed(AudienceSource::Azp),
        (None, &[audience]) => EffectiveAudience::Is { audience, source: AudienceSource::Aud },
        (None, _) => EffectiveAudience::NotOne(audiences),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn azp_wins_and_otherwise_one_entry_is_required() {
        for (text, expected) in [
            (r#"{"aud": "a"}"#, EffectiveAudience::Is { audience: "a", source: AudienceSource::Aud }),
            (r#"{"aud": ["a"]}"#, EffectiveAudience::Is { audience: "a", source: AudienceSource::Aud }),
            (r#"{"aud": ["a", "b"]}"#, EffectiveAudience::NotOne(vec!["a", "b"])),
            (r#"{"aud": []}"#, EffectiveAudience::NotOne(vec![])),
            (
                r#"{"aud": ["a", "b"], "azp": "c"}"#,
                EffectiveAudience::Is { audience: "c", source: AudienceSource::Azp },
            ),
            (
                r#"{"aud": "a", "azp": ""}"#,
                EffectiveAudience::Is { audience: "", source: AudienceSource::Azp },
            ),
            (r#"{"azp": "c"}"#, EffectiveAudience::Missing),
            (r#"{"aud": 5}"#, EffectiveAudience::Malformed(AudienceSource::Aud)),
            (r#"{"aud": ["a", 5]}"#, EffectiveAudience::Malformed(AudienceSource::Aud)),
            (r#"{"aud": "a", "azp": null}"#, EffectiveAudience::Malformed(AudienceSource::Azp)),
        ] {
            assert_eq!(Claims::from_payload(text).unwrap().effective_audience(), expected, "{text}");
        }
    }
}
