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
