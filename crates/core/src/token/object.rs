//! Between the members of a payload and the claims as GitHub's side reads them.

use can_assume_github::claims::Claims;

use super::ClaimsObject;

/// The claims of a payload.
pub fn to_claims(object: &ClaimsObject) -> Claims {
    let mut claims = Claims::new();
    for (name, value) in object {
        claims.set(name, value.clone());
    }
    claims
}

/// The members of a payload that would carry these claims.
pub fn to_object(claims: &Claims) -> ClaimsObject {
    claims.iter().map(|claim| (claim.name.clone(), claim.value.clone())).collect()
}
