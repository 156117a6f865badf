//! Which claims must be there, and what `sub` may be.

use serde_json::Value;

use super::ClaimsObject;
use crate::failure::{Stage, StsFailure};

/// The claims without which STS refuses a token; `nbf`, `jti` and every other claim may be missing.
///
/// Recorded: <https://github.com/radkawar/stackd>
pub const REQUIRED_CLAIMS: [&str; 5] = ["iss", "sub", "aud", "iat", "exp"];

/// Checks that the required claims are there and that `aud` is not empty.
///
/// Which of several missing claims STS names is not recorded; here it is the first of [`REQUIRED_CLAIMS`].
///
/// # Errors
///
/// A failure of the stage `token`: "Missing a required claim: `name`" or "Claim is not allowed to be empty: aud".
pub fn required_claims(claims: &ClaimsObject) -> Result<(), Box<StsFailure>> {
    for name in REQUIRED_CLAIMS {
        if !claims.contains_key(name) {
            return Err(StsFailure::invalid_identity_token(
                Stage::Token,
                "claim-missing",
                format!("Missing a required claim: {name}"),
                format!("the token has no `{name}`"),
            )
            .with_note("STS wants `iss`, `sub`, `aud`, `iat` and `exp`; GitHub always sends them"));
        }
    }
    let empty_audience = match claims.get("aud") {
        Some(Value::Array(audiences)) => audiences.is_empty(),
        Some(Value::Null) => true,
        _ => false,
    };
    if empty_audience {
        return Err(StsFailure::invalid_identity_token(
            Stage::Token,
            "claim-empty",
            "Claim is not allowed to be empty: aud",
            "the token's `aud` holds no audience",
        ));
    }
    Ok(())
}

/// The subject as STS reads it: a string as it is, whatever its length, a number in its JSON form.
///
/// # Errors
///
/// A failure of the stage `token` with AWS's `InternalFailure` when `sub` is null. For a boolean, a list or an
/// object no answer of STS is recorded; they fail in the same way.
pub fn subject(claims: &ClaimsObject) -> Result<String, Box<StsFailure>> {
    let kind = match claims.get("sub") {
        Some(Value::String(subject)) => return Ok(subject.clone()),
        Some(Value::Number(subject)) => return Ok(subject.to_string()),
        Some(Value::Bool(_)) => "a boolean",
        Some(Value::Array(_)) => "a list",
        Some(Value::Object(_)) => "an object",
        Some(Value::Null) => "null",
        None => "missing",
    };
    let failure = StsFailure::new(
        Stage::Token,
        "subject-type",
        "InternalFailure",
        500,
        "Unknown error validating third-party token",
        format!("the token's `sub` is {kind}, expected a string"),
    );
    Err(if kind == "null" {
        failure
    } else {
        failure.with_note("how STS answers this kind of `sub` is not recorded")
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::token::testing::{claims, claims_with, without};

    #[test]
    fn each_required_claim_is_missed_by_name() {
        assert!(required_claims(claims().as_object().unwrap()).is_ok());
        for name in REQUIRED_CLAIMS {
            let failure = required_claims(without(name).as_object().unwrap()).unwrap_err();
            assert_eq!((failure.stage, failure.code), (Stage::Token, "InvalidIdentityToken"));
            assert_eq!(failure.message, format!("Missing a required claim: {name}"));
        }
        for name in ["nbf", "jti"] {
            assert!(required_claims(without(name).as_object().unwrap()).is_ok(), "{name}");
        }
    }

    #[test]
    fn aud_must_hold_an_audience() {
        for aud in [json!([]), json!(null)] {
            let failure =
                required_claims(claims_with(&json!({ "aud": aud })).as_object().unwrap()).unwrap_err();
            assert_eq!(failure.message, "Claim is not allowed to be empty: aud");
        }
        assert!(required_claims(claims_with(&json!({"aud": ""})).as_object().unwrap()).is_ok());
    }

    #[test]
    fn subject_is_a_string_or_becomes_one() {
        let subject_of = |sub: Value| subject(claims_with(&json!({ "sub": sub })).as_object().unwrap());
        assert_eq!(subject_of(json!("")).unwrap(), "");
        assert_eq!(subject_of(json!("a".repeat(300))).unwrap().len(), 300);
        assert_eq!(subject_of(json!(123)).unwrap(), "123");
        for sub in [json!(null), json!(true), json!(["a"]), json!({})] {
            let failure = subject_of(sub.clone()).unwrap_err();
            assert_eq!((failure.code, failure.http_status), ("InternalFailure", 500));
            assert_eq!(failure.notes.is_empty(), sub.is_null(), "only null is recorded");
        }
    }
}
