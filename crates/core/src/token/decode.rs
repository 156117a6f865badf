//! From the text of a token to its parts; nothing is verified here.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::{ClaimsObject, Header};
use crate::failure::{Stage, StsFailure};

/// The shortest token that STS's API takes, in characters.
pub const MIN_CHARACTERS: usize = 4;

/// The longest token that STS's API takes, in characters.
///
/// Source: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>
pub const MAX_CHARACTERS: usize = 20_000;

/// The parts of a token whose syntax is right; that it is authentic is not said.
///
/// `Debug` prints header and claims, never the signature and never the token.
#[derive(Clone)]
pub struct DecodedToken {
    /// The header.
    pub header: Header,
    /// The payload; of members with one name the last one counts, at the place of the first.
    pub claims: ClaimsObject,
    /// The names that occur more than once in the payload, each named once.
    pub duplicate_claims: Vec<String>,
    signing_input: String,
    signature: Option<Vec<u8>>,
}

impl DecodedToken {
    /// The issuer, where `iss` is a string.
    pub fn issuer(&self) -> Option<&str> {
        self.claims.get("iss").and_then(Value::as_str)
    }

    /// The bytes that the signature covers: header and payload as they were sent.
    pub(super) fn signing_input(&self) -> &[u8] {
        self.signing_input.as_bytes()
    }

    /// The signature; `None` when the third segment is not base64url.
    pub(super) fn signature(&self) -> Option<&[u8]> {
        self.signature.as_deref()
    }
}

impl fmt::Debug for DecodedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodedToken")
            .field("header", &self.header)
            .field("claims", &self.claims)
            .field("duplicate_claims", &self.duplicate_claims)
            .finish_non_exhaustive()
    }
}

/// Decodes the text of a token, white space around it set aside: three segments, base64url without padding,
/// header and payload JSON objects, no critical extension.
///
/// The algorithm is not judged here ([`signature::algorithm`](super::signature::algorithm) does), nor is the
/// third segment: whatever is wrong with the signature is a failure of the stage `signature`.
///
/// # Errors
///
/// A failure of the stage `token`: `ValidationError` when the length is outside 4 to 20000 characters, otherwise
/// `InvalidIdentityToken`. How strict STS is about padding is not recorded; padding is refused.
pub fn decode(text: &str) -> Result<DecodedToken, Box<StsFailure>> {
    let text = text.trim();
    check_length(text)?;
    if text.starts_with('{') {
        return Err(json_instead());
    }
    let segments: Vec<&str> = text.split('.').take(4).collect();
    let [header, payload, signature] = *segments.as_slice() else {
        return Err(wrong_segments(text));
    };
    let (header, _) = read_object("header", header)?;
    let header = Header::read(&header).map_err(|problem| not_a_jwt("token-header", problem))?;
    let (claims, duplicate_claims) = read_object("payload", payload)?;
    let signing_input =
        text.rsplit_once('.').map_or_else(String::new, |(signing_input, _)| signing_input.to_owned());
    let signature = URL_SAFE_NO_PAD.decode(signature).ok();
    Ok(DecodedToken { header, claims, duplicate_claims, signing_input, signature })
}

fn check_length(text: &str) -> Result<(), Box<StsFailure>> {
    let characters = text.chars().count();
    let (constraint, headline) = if characters < MIN_CHARACTERS {
        let headline = if characters == 0 {
            "there is no token: the text is empty".to_owned()
        } else {
            format!("the token has {characters} characters, STS takes {MIN_CHARACTERS} at least")
        };
        (format!("greater than or equal to {MIN_CHARACTERS}"), headline)
    } else if characters > MAX_CHARACTERS {
        let headline = format!("the token has {characters} characters, STS takes {MAX_CHARACTERS} at most");
        (format!("less than or equal to {MAX_CHARACTERS}"), headline)
    } else {
        return Ok(());
    };
    let message = format!(
        "1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: \
         Member must have length {constraint}"
    );
    Err(StsFailure::new(Stage::Token, "token-length", "ValidationError", 400, message, headline)
        .with_help("pass the ID token that GitHub issued to the job, and nothing else"))
}

/// Says what the text is instead of a token of three segments, where that can be told without showing it.
fn wrong_segments(text: &str) -> Box<StsFailure> {
    let count = text.split('.').count();
    let segments = if count == 1 { "segment" } else { "segments" };
    let failure = not_a_jwt(
        "token-segments",
        format!("the token has {count} {segments} separated by `.`, a JWT has 3: header, payload, signature"),
    );
    if ["ghs_", "ghp_", "gho_", "ghu_", "github_pat_"].iter().any(|prefix| text.starts_with(prefix)) {
        failure
            .with_note("the text is a GitHub access token, not an OIDC token")
            .with_help("request the ID token in the job: `id-token: write` and `core.getIDToken(audience)`")
    } else {
        failure
    }
}

/// GitHub's answer to a request for a token is JSON around it, and so is a file of claims.
fn json_instead() -> Box<StsFailure> {
    not_a_jwt("token-json-around", "the text is JSON, expected a JWT".to_owned()).with_help(
        "pass the string in the member `value` of GitHub's answer; for a file of claims use `--claims`",
    )
}

fn read_object(part: &str, segment: &str) -> Result<(ClaimsObject, Vec<String>), Box<StsFailure>> {
    let bytes = URL_SAFE_NO_PAD.decode(segment).map_err(|_| {
        not_a_jwt(
            "token-base64url",
            format!("the token's {part} is not base64url: letters, digits, `-` and `_`, without padding"),
        )
    })?;
    let mut deserializer = serde_json::Deserializer::from_slice(&bytes);
    let parsed = deserializer
        .deserialize_any(ObjectVisitor)
        .and_then(|object| deserializer.end().map(|()| object))
        .map_err(|error| {
            let problem = match error.classify() {
                serde_json::error::Category::Data => "is not a JSON object",
                _ => "is not JSON",
            };
            not_a_jwt("token-json", format!("the token's {part} {problem}"))
        })?;
    Ok(parsed)
}

/// A failure with AWS's sentence for everything that is no JWT.
///
/// Recorded: <https://github.com/radkawar/stackd>
fn not_a_jwt(id: &'static str, headline: String) -> Box<StsFailure> {
    StsFailure::invalid_identity_token(
        Stage::Token,
        id,
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
        headline,
    )
}

/// Reads a JSON object whose last member of a name counts, as STS does, and notes the names that recur.
struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = (ClaimsObject, Vec<String>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut object = ClaimsObject::new();
        let mut duplicates = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, Value>()? {
            if object.contains_key(&name) && !duplicates.contains(&name) {
                duplicates.push(name.clone());
            }
            object.insert(name, value);
        }
        Ok((object, duplicates))
    }
}

#[cfg(test)]
mod tests;
