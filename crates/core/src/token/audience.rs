//! The audience that counts: `azp` where it is there, otherwise the one `aud`.

use serde_json::Value;

use super::ClaimsObject;
use crate::failure::{COULD_NOT_BE_VALIDATED, Stage, StsFailure};

/// The audience that STS checks against the provider and exposes as the context key `aud`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectiveAudience {
    /// The audience.
    pub value: String,
    /// The claim that it comes from: `azp` or `aud`.
    pub claim: &'static str,
}

/// The effective audience of a token: `azp` where it is there, otherwise the single entry of `aud`.
///
/// Recorded: <https://github.com/radkawar/stackd>; for `azp` see also
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
///
/// # Errors
///
/// A failure of the stage `audience` when `aud` has several entries and there is no `azp`, and when the audience
/// is not a string (STS's answer to that is not recorded).
pub fn effective_audience(claims: &ClaimsObject) -> Result<EffectiveAudience, Box<StsFailure>> {
    if let Some(authorized_party) = claims.get("azp") {
        return string(authorized_party, "azp");
    }
    match claims.get("aud") {
        Some(Value::Array(audiences)) => match audiences.as_slice() {
            [audience] => string(audience, "aud"),
            _ => Err(StsFailure::invalid_identity_token(
                Stage::Audience,
                "audience-several",
                "Token audience contains more than one audience while authorized party is not present",
                format!("the token's `aud` has {} entries and there is no `azp`", audiences.len()),
            )
            .with_help("request the token for one audience")),
        },
        Some(audience) => string(audience, "aud"),
        None => string(&Value::Null, "aud"),
    }
}

fn string(value: &Value, claim: &'static str) -> Result<EffectiveAudience, Box<StsFailure>> {
    match value {
        Value::String(audience) => Ok(EffectiveAudience { value: audience.clone(), claim }),
        _ => Err(not_validated("audience-type", format!("the token's `{claim}` is not a string"))
            .with_note("how STS answers this is not recorded")),
    }
}

/// Checks that the provider registers the audience: one of `client_ids` equals it, case and all.
///
/// STS checks this whether or not the trust policy tests `aud`.
///
/// # Errors
///
/// A failure of the stage `audience`. Old wording: <https://repost.aws/knowledge-center/iam-oidc-idp-federation>
pub fn registered_audience(
    audience: &EffectiveAudience,
    client_ids: &[String],
) -> Result<(), Box<StsFailure>> {
    if client_ids.contains(&audience.value) {
        return Ok(());
    }
    let EffectiveAudience { value, claim } = audience;
    let registered: Vec<String> = client_ids.iter().map(|client_id| format!("`{client_id}`")).collect();
    let registered = if registered.is_empty() { "none".to_owned() } else { registered.join(", ") };
    let failure = not_validated(
        "audience-provider",
        format!("the token's `{claim}` is `{value}`, the provider registers {registered}"),
    )
    .with_registration("aud", client_ids.to_vec(), value)
    .with_old_message("Incorrect token audience")
    .with_note("the provider's client ids are compared exactly, before the trust policy is read");
    let same_but_case = client_ids.iter().any(|client_id| client_id.eq_ignore_ascii_case(value));
    Err(if same_but_case {
        failure.with_help("request the token with the audience as the provider writes it: case counts")
    } else {
        failure.with_help(
            "request the token with an audience that the provider registers, or add this one to its client ids",
        )
    })
}

/// Checks that some provider could register the audience, where it is not known which it registers: a client id is not empty.
///
/// Recorded for empty `aud` and `azp`: <https://github.com/radkawar/stackd>; the length of a client id:
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html>
///
/// # Errors
///
/// A failure of the stage `audience`.
pub fn registrable_audience(audience: &EffectiveAudience) -> Result<(), Box<StsFailure>> {
    let EffectiveAudience { value, claim } = audience;
    if !value.is_empty() {
        return Ok(());
    }
    Err(not_validated(
        "audience-provider",
        format!("the token's `{claim}` is empty, expected a client id of the provider"),
    )
    .with_old_message("Incorrect token audience")
    .with_note("no provider can register an empty client id")
    .with_help("request the token with an audience that the provider registers"))
}

fn not_validated(id: &'static str, headline: String) -> Box<StsFailure> {
    StsFailure::invalid_identity_token(Stage::Audience, id, COULD_NOT_BE_VALIDATED, headline)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::token::testing::claims_with;

    fn effective(members: &Value) -> Result<EffectiveAudience, Box<StsFailure>> {
        effective_audience(claims_with(members).as_object().unwrap())
    }

    #[test]
    fn azp_counts_before_aud() {
        let cases = [
            (json!({"aud": "client-a"}), "client-a", "aud"),
            (json!({"aud": ["client-a"]}), "client-a", "aud"),
            (json!({"aud": ""}), "", "aud"),
            (json!({"aud": "other", "azp": "client-b"}), "client-b", "azp"),
            (json!({"aud": ["other", "client-a"], "azp": "client-b"}), "client-b", "azp"),
            (json!({"aud": "client-a", "azp": ""}), "", "azp"),
        ];
        for (members, value, claim) in cases {
            let expected = EffectiveAudience { value: value.to_owned(), claim };
            assert_eq!(effective(&members).unwrap(), expected, "{members}");
        }
    }

    #[test]
    fn several_audiences_need_azp() {
        for aud in [json!(["client-a", "other"]), json!(["client-a", "client-a"])] {
            let failure = effective(&json!({ "aud": aud })).unwrap_err();
            assert_eq!((failure.stage, failure.code), (Stage::Audience, "InvalidIdentityToken"));
            assert_eq!(
                failure.message,
                "Token audience contains more than one audience while authorized party is not present"
            );
        }
    }

    #[test]
    fn an_audience_that_is_no_string_is_refused() {
        for members in [
            json!({"aud": 1}),
            json!({"aud": [1]}),
            json!({"aud": {}}),
            json!({"azp": null}),
            json!({"azp": ["sts.amazonaws.com"]}),
        ] {
            assert_eq!(effective(&members).unwrap_err().id, "audience-type", "{members}");
        }
    }

    #[test]
    fn registration_is_exact() {
        let registered = ["client-a".to_owned(), "Client-B".to_owned()];
        let check = |value: &str| {
            registered_audience(&EffectiveAudience { value: value.to_owned(), claim: "aud" }, &registered)
        };
        assert!(check("client-a").is_ok());
        for value in ["client-b", "client-a ", "", "client-*"] {
            let failure = check(value).unwrap_err();
            assert_eq!((failure.stage, failure.id), (Stage::Audience, "audience-provider"), "{value}");
            assert_eq!(failure.message, COULD_NOT_BE_VALIDATED);
            assert_eq!(failure.old_message.as_deref(), Some("Incorrect token audience"));
        }
        assert!(check("client-b").unwrap_err().help.unwrap().contains("case counts"));
        let none = registered_audience(&EffectiveAudience { value: String::new(), claim: "aud" }, &[]);
        assert!(none.unwrap_err().headline.ends_with("registers none"));
    }
}
