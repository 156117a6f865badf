//! The clock rules of STS.

use serde_json::Value;

use super::ClaimsObject;
use crate::failure::{Stage, StsFailure};

/// The seconds by which STS lets the issuer's clock and its own differ.
///
/// Documented for `exp`, recorded for `exp`, `nbf` and `iat`:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html>
pub const CLOCK_SKEW: i64 = 300;

/// The time claims of a token, in Unix seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timestamps {
    /// `iat`: when the token was issued.
    pub issued_at: i64,
    /// `exp`: when it expires.
    pub expires_at: i64,
    /// `nbf`: from when on it is good, where the token says so.
    pub not_before: Option<i64>,
}

/// Reads `iat`, `exp` and, where it is there, `nbf`: a JSON integer or a string that is one.
///
/// # Errors
///
/// A failure of the stage `token`, "Invalid timestamp in token claims.", for a fraction, null, anything else and
/// a number beyond 64 bits; "Missing a required claim" where `iat` or `exp` is not there.
/// Recorded: <https://github.com/radkawar/stackd>
pub fn timestamps(claims: &ClaimsObject) -> Result<Timestamps, Box<StsFailure>> {
    super::required_claims(claims)?;
    let read = |name: &str| claims.get(name).map(|value| seconds(name, value)).transpose();
    let issued_at = read("iat")?.unwrap_or_default();
    let expires_at = read("exp")?.unwrap_or_default();
    let not_before = read("nbf")?;
    Ok(Timestamps { issued_at, expires_at, not_before })
}

fn seconds(name: &str, value: &Value) -> Result<i64, Box<StsFailure>> {
    let seconds = match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    seconds.ok_or_else(|| {
        StsFailure::invalid_identity_token(
            Stage::Token,
            "timestamp-malformed",
            "Invalid timestamp in token claims.",
            format!("the token's `{name}` is {}, expected a whole number of Unix seconds", described(value)),
        )
    })
}

/// A number or a short string as it is, of anything else its kind.
fn described(value: &Value) -> String {
    match value {
        Value::Number(number) => format!("`{number}`"),
        Value::String(text) if text.len() <= 40 => format!("{value}"),
        Value::String(_) => "a long string".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "a boolean".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

impl Timestamps {
    /// Checks that the token is good at `now` (Unix seconds), with STS's allowance of 300 seconds.
    ///
    /// `exp` must lie after `now` less the allowance; `iat` and `nbf` may lie as much as the allowance ahead.
    /// AWS's messages print the time *after* the allowance was applied, and so do these.
    ///
    /// # Errors
    ///
    /// A failure of the stage `expiry`: `ExpiredTokenException`, or `InvalidIdentityToken` for a token from the
    /// future. Which one STS names when several apply is not recorded; here `exp` goes before `iat` before `nbf`.
    pub fn time_window(&self, now: i64) -> Result<(), Box<StsFailure>> {
        let earliest = now.saturating_sub(CLOCK_SKEW);
        let latest = now.saturating_add(CLOCK_SKEW);
        if earliest >= self.expires_at {
            return Err(expired(self.expires_at, earliest, now));
        }
        if self.issued_at > latest {
            let ahead = self.issued_at.saturating_sub(now);
            return Err(StsFailure::invalid_identity_token(
                Stage::Expiry,
                "token-from-the-future",
                format!("Token issued in the future: {}", self.issued_at),
                format!("the token was issued {ahead} s after the time of the request"),
            )
            .with_note(ALLOWANCE)
            .with_help("check the clock, or `--at`"));
        }
        if let Some(not_before) = self.not_before.filter(|not_before| *not_before > latest) {
            let ahead = not_before.saturating_sub(now);
            return Err(StsFailure::invalid_identity_token(
                Stage::Expiry,
                "token-not-yet-valid",
                format!(
                    "Token not yet valid: current date/time {latest} must be after or equal to the not-before \
                     date/time {not_before}"
                ),
                format!("the token is not valid before {ahead} s after the time of the request"),
            )
            .with_note(ALLOWANCE)
            .with_note(format!("AWS prints the time with the allowance added: {latest} is {now} + {CLOCK_SKEW}"))
            .with_help("check the clock, or `--at`"));
        }
        Ok(())
    }
}

fn expired(expires_at: i64, earliest: i64, now: i64) -> Box<StsFailure> {
    let ago = now.saturating_sub(expires_at);
    StsFailure::new(
        Stage::Expiry,
        "token-expired",
        "ExpiredTokenException",
        400,
        format!(
            "Token expired: current date/time {earliest} must be before the expiration date/time {expires_at}"
        ),
        format!("the token expired {ago} s before the time of the request"),
    )
    .with_note(ALLOWANCE)
    .with_note(format!("AWS prints the time less the allowance: {earliest} is {now} - {CLOCK_SKEW}"))
    .with_help(
        "request the ID token right before it is used: GitHub's tokens live for minutes, a job can ask again",
    )
}

const ALLOWANCE: &str = "STS allows the clocks to differ by 300 s";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::token::testing::{NOW, claims_with, without};

    fn read(members: &Value) -> Result<Timestamps, Box<StsFailure>> {
        timestamps(claims_with(members).as_object().unwrap())
    }

    #[test]
    fn integers_and_integer_strings_are_times() {
        let read = read(&json!({"iat": "1789123698", "exp": "1789124298", "nbf": "-1"})).unwrap();
        let expected =
            Timestamps { issued_at: 1_789_123_698, expires_at: 1_789_124_298, not_before: Some(-1) };
        assert_eq!(read, expected);
        assert_eq!(timestamps(without("nbf").as_object().unwrap()).unwrap().not_before, None);
    }

    #[test]
    fn nothing_else_is_a_time() {
        let values = [
            json!(null),
            json!(1_789_123_697.5),
            json!(1_789_123_697.0),
            json!(1e30),
            json!(u64::MAX),
            json!("invalid"),
            json!(""),
            json!(" 1789123697"),
            json!("1789123697.0"),
            json!("99999999999999999999"),
            json!("x".repeat(1000)),
            json!(true),
            json!([NOW]),
            json!({}),
        ];
        for name in ["iat", "exp", "nbf"] {
            for value in &values {
                let failure = read(&json!({ name: value })).unwrap_err();
                assert_eq!(
                    (failure.stage, failure.id),
                    (Stage::Token, "timestamp-malformed"),
                    "{name} {value}"
                );
                assert_eq!(failure.message, "Invalid timestamp in token claims.");
                assert!(failure.headline.len() < 120, "{}", failure.headline);
            }
        }
    }

    fn window(issued_at: i64, expires_at: i64, not_before: Option<i64>) -> Result<(), Box<StsFailure>> {
        Timestamps { issued_at, expires_at, not_before }.time_window(NOW)
    }

    #[test]
    fn exp_is_strict_after_the_allowance() {
        assert!(window(NOW, NOW - 299, None).is_ok());
        for late in [300, 301] {
            let failure = window(NOW, NOW - late, None).unwrap_err();
            assert_eq!((failure.stage, failure.code), (Stage::Expiry, "ExpiredTokenException"));
            assert_eq!(
                failure.message,
                format!(
                    "Token expired: current date/time {} must be before the expiration date/time {}",
                    NOW - 300,
                    NOW - late
                )
            );
        }
    }

    #[test]
    fn iat_and_nbf_include_the_allowance() {
        assert!(window(NOW + 300, NOW + 600, Some(NOW + 300)).is_ok());
        let failure = window(NOW + 301, NOW + 600, None).unwrap_err();
        assert_eq!(failure.message, format!("Token issued in the future: {}", NOW + 301));
        assert_eq!((failure.stage, failure.code), (Stage::Expiry, "InvalidIdentityToken"));
        let failure = window(NOW, NOW + 600, Some(NOW + 301)).unwrap_err();
        assert_eq!(
            failure.message,
            format!(
                "Token not yet valid: current date/time {} must be after or equal to the not-before date/time {}",
                NOW + 300,
                NOW + 301
            )
        );
    }

    #[test]
    fn messages_are_the_recorded_ones() {
        // Answers of STS at 1789123721 and 1789123726.
        let expired = Timestamps { issued_at: 1_789_123_688, expires_at: 1_789_123_397, not_before: None };
        assert_eq!(
            expired.time_window(1_789_123_721).unwrap_err().message,
            "Token expired: current date/time 1789123421 must be before the expiration date/time 1789123397"
        );
        let early = Timestamps { not_before: Some(1_789_127_298), expires_at: 1_789_124_598, ..expired };
        assert_eq!(
            early.time_window(1_789_123_726).unwrap_err().message,
            "Token not yet valid: current date/time 1789124026 must be after or equal to the not-before date/time \
             1789127298"
        );
    }

    proptest! {
        #[test]
        fn any_time_is_decided(issued_at: i64, expires_at: i64, not_before: Option<i64>, now: i64) {
            let times = Timestamps { issued_at, expires_at, not_before };
            let good = i128::from(now) - 300 < i128::from(expires_at)
                && i128::from(issued_at) <= i128::from(now) + 300
                && not_before.is_none_or(|not_before| i128::from(not_before) <= i128::from(now) + 300);
            let inside = now > i64::MIN + 300 && now < i64::MAX - 300;
            let decided = times.time_window(now).is_ok();
            prop_assert!(!inside || decided == good);
        }
    }
}
