//! Who comes: a token, claims, or a request.

use can_assume_github::claims::Claims;
use can_assume_iam::span::Span;
use can_assume_sources::request as requests;

use super::InputError;
use crate::diagnostic::{Diagnostic, Level, SourceText};
use crate::failure::StsFailure;
use crate::question::{Identity, KeySource};
use crate::token::{self, DecodedToken, Jwks, MAX_CHARACTERS};

/// Reads a token; `keys` is asked for the issuer's keys once there is a token to verify.
///
/// # Errors
/// As those of [`decoded`], or when `keys` fails.
pub fn token(
    source: &SourceText,
    keys: impl FnOnce() -> Result<KeySource, InputError>,
) -> Result<Identity, InputError> {
    match decoded(source)? {
        Ok(token) => Ok(Identity::Token { token, keys: keys()? }),
        Err(failure) => Ok(Identity::Refused { failure }),
    }
}

/// Takes a token apart, or says why STS refuses it before it looks at its claims.
///
/// # Errors
/// When the text is no token at all, which is said without showing any of it.
pub fn decoded(source: &SourceText) -> Result<Result<Box<DecodedToken>, Box<StsFailure>>, InputError> {
    match token::decode(&source.text) {
        Ok(token) => Ok(Ok(Box::new(token))),
        // STS takes a token apart before it refuses it for its length or its header; other text is no token at all.
        Err(failure)
            if source.text.trim().chars().count() > MAX_CHARACTERS || failure.id == "token-header" =>
        {
            Ok(Err(failure))
        }
        Err(failure) => Err(not_a_token(&source.name, &failure)),
    }
}

/// A text that is no token: said without showing any of it, for it may be most of a credential.
fn not_a_token(name: &str, failure: &StsFailure) -> InputError {
    let mut diagnostic = Diagnostic::new(Level::Error, "", format!("{name}:1:1: {}", failure.headline));
    diagnostic.notes.extend(failure.notes.iter().cloned());
    let help = failure.help.clone().unwrap_or_else(|| "pass a JWT, three segments separated by `.`".into());
    diagnostic.help(help).into()
}

/// Reads the issuer's key set.
///
/// # Errors
/// When the text is no key set.
pub fn key_set(source: &SourceText) -> Result<Jwks, InputError> {
    Jwks::parse(&source.text).map_err(|error| {
        InputError::plain(
            format!("{}: {error}", source.name),
            "give the issuer's key set, the document behind its `jwks_uri`",
        )
    })
}

/// Reads claims, with `audience` where they do not say.
///
/// # Errors
/// When they cannot be read, or say another audience.
pub fn claims(source: SourceText, audience: Option<&str>) -> Result<Identity, InputError> {
    let mut claims = Claims::from_json(&source.text).map_err(|error| {
        let span = error.span();
        InputError::at(&source, Span::new(span.start, span.end), error.to_string(), error.help())
    })?;
    if let Some(audience) = audience {
        match claims.text("aud") {
            Some(given) if given != audience => {
                return Err(InputError::plain(
                    format!("--audience is `{audience}`, the claims say `{given}`"),
                    "leave one of them out",
                ));
            }
            _ => claims.set("aud", audience),
        }
    }
    Ok(Identity::Claims { claims, source, predicted: false })
}

/// Reads any other request.
///
/// # Errors
/// When the text is no request.
pub fn request(source: SourceText) -> Result<Identity, InputError> {
    let request = requests::parse(&source.text)
        .map_err(|error| InputError::at(&source, error.span, error.message, error.help))?;
    Ok(Identity::Request { request: Box::new(request), source })
}
