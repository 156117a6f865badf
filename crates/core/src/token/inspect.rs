//! A token by itself, without a role: what STS would hold against it.

use super::{DecodedToken, Jwks, effective_audience, required_claims, signature, subject, timestamps};
use crate::failure::StsFailure;

/// Why STS refuses the token whatever the role, in the order of its stages; empty when nothing was found.
///
/// The clock is looked at with `now`, the signature with `keys`; without keys only the algorithm is.
pub fn problems(token: &DecodedToken, now: Option<i64>, keys: Option<&Jwks>) -> Vec<StsFailure> {
    let claims = &token.claims;
    let found = [
        required_claims(claims).err(),
        timestamps(claims).and_then(|times| now.map_or(Ok(()), |now| times.time_window(now))).err(),
        claims.contains_key("sub").then(|| subject(claims).err()).flatten(),
        claims.contains_key("aud").then(|| effective_audience(claims).err()).flatten(),
        match keys {
            Some(keys) => signature::verify(token, keys).err(),
            None => signature::algorithm(token).err(),
        },
    ];
    let mut problems: Vec<StsFailure> = Vec::new();
    for failure in found.into_iter().flatten() {
        if !problems.contains(&failure) {
            problems.push(*failure);
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::token::decode;
    use crate::token::testing::{claims_with, unsigned};

    fn ids(problems: &[StsFailure]) -> Vec<&str> {
        problems.iter().map(|failure| failure.id).collect()
    }

    #[test]
    fn every_stage_is_looked_at() {
        let claims = claims_with(&json!({"sub": null, "exp": 1}));
        let token = decode(&unsigned(&json!({"alg": "none"}), &claims.to_string())).unwrap();
        assert_eq!(ids(&problems(&token, None, None)), ["subject-type", "token-unsigned"]);
        assert_eq!(
            ids(&problems(&token, Some(1_795_000_000), None)),
            ["token-expired", "subject-type", "token-unsigned"]
        );
    }
}
