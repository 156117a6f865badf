//! The algorithm and the signature of a token.

use rsa::pkcs1v15;
use rsa::sha2::{Sha256, Sha384, Sha512};
use rsa::signature::Verifier;

use super::DecodedToken;
use super::keys::{Curve, Jwks, Material};
use crate::failure::{COULD_NOT_BE_VALIDATED, Stage, StsFailure};

/// The signature algorithms that STS verifies.
///
/// Recorded: <https://github.com/radkawar/stackd>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// RSA PKCS #1 v1.5 with SHA-256, GitHub's.
    Rs256,
    /// RSA PKCS #1 v1.5 with SHA-384.
    Rs384,
    /// RSA PKCS #1 v1.5 with SHA-512.
    Rs512,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// ECDSA on P-384 with SHA-384.
    Es384,
    /// ECDSA on P-521 with SHA-512.
    Es512,
}

impl Algorithm {
    /// Every algorithm that STS verifies.
    pub const ALL: [Self; 6] = [Self::Rs256, Self::Rs384, Self::Rs512, Self::Es256, Self::Es384, Self::Es512];

    /// The name in a token's header.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Rs384 => "RS384",
            Self::Rs512 => "RS512",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::Es512 => "ES512",
        }
    }

    const fn key_type(self) -> &'static str {
        match self {
            Self::Rs256 | Self::Rs384 | Self::Rs512 => "RSA",
            Self::Es256 | Self::Es384 | Self::Es512 => "EC",
        }
    }
}

/// By what a token was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The `kid` of the key.
    pub key_id: String,
    /// The algorithm.
    pub algorithm: Algorithm,
}

/// The algorithm of a token; needs no keys, so that an unsigned token is refused even where none are given.
///
/// # Errors
///
/// A failure of the stage `signature` when STS does not verify the algorithm: `none`, a shared secret, others.
/// STS's words for it are not recorded.
pub fn algorithm(token: &DecodedToken) -> Result<Algorithm, Box<StsFailure>> {
    let name = token.header.algorithm.as_str();
    if let Some(algorithm) = Algorithm::ALL.into_iter().find(|algorithm| algorithm.name() == name) {
        return Ok(algorithm);
    }
    let failure = if name.eq_ignore_ascii_case("none") {
        refused("token-unsigned", "the token is not signed: its `alg` is `none`".to_owned())
    } else {
        let shown: String = name.chars().take(32).collect();
        refused("algorithm-unsupported", format!("the token's `alg` is `{shown}`, which STS does not verify"))
    };
    Err(failure
        .with_note("STS verifies RS256, RS384, RS512, ES256, ES384 and ES512")
        .with_note("the wording of STS's answer to other algorithms is not recorded"))
}

/// Verifies the signature of `token` with the key that `keys` has for it.
///
/// The token's `alg` names one of six algorithms and thereby a type of key; a key of another type is never used, so
/// a public key cannot be taken for a shared secret.
///
/// # Errors
///
/// A failure of the stage `signature`: the algorithm, no key for the token ("Couldn't retrieve verification key …"),
/// or a signature that does not fit.
pub fn verify(token: &DecodedToken, keys: &Jwks) -> Result<Verified, Box<StsFailure>> {
    let algorithm = algorithm(token)?;
    let key = keys.select(&token.header, algorithm.key_type())?;
    if key.has_key_ops {
        return Err(refused(
            "key-operations",
            "the token's key has `key_ops`, and STS takes no such key".to_owned(),
        )
        .with_help("serve the key without `key_ops`"));
    }
    let Some(signature) = token.signature() else {
        return Err(mismatch("the token's third segment is not base64url without padding".to_owned()));
    };
    let fits = match key.material {
        Material::Rsa { modulus, exponent } => {
            fits_rsa(modulus, exponent, algorithm, token.signing_input(), signature)
        }
        Material::Ec { curve, point } if Some(*curve) == curve_of(algorithm) => {
            fits_ec(*curve, point, token.signing_input(), signature)
        }
        Material::Ec { .. } => {
            let name = algorithm.name();
            return Err(mismatch(format!("the key's curve is not the one of the token's `alg` `{name}`")));
        }
    };
    if fits {
        Ok(Verified { key_id: key.key_id.to_owned(), algorithm })
    } else {
        Err(mismatch("the token's signature does not fit its content and the issuer's key".to_owned())
            .with_note("the token was changed after it was signed, or another key signed it"))
    }
}

const fn curve_of(algorithm: Algorithm) -> Option<Curve> {
    match algorithm {
        Algorithm::Es256 => Some(Curve::P256),
        Algorithm::Es384 => Some(Curve::P384),
        Algorithm::Es512 => Some(Curve::P521),
        Algorithm::Rs256 | Algorithm::Rs384 | Algorithm::Rs512 => None,
    }
}

/// Whether an RSA key fits the signature, with the hash of the algorithm.
fn fits_rsa(modulus: &[u8], exponent: &[u8], algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
    let number = rsa::BigUint::from_bytes_be;
    let Ok(key) = rsa::RsaPublicKey::new(number(modulus), number(exponent)) else { return false };
    let Ok(signature) = pkcs1v15::Signature::try_from(signature) else { return false };
    let verified = match algorithm {
        Algorithm::Rs256 => pkcs1v15::VerifyingKey::<Sha256>::new(key).verify(message, &signature),
        Algorithm::Rs384 => pkcs1v15::VerifyingKey::<Sha384>::new(key).verify(message, &signature),
        Algorithm::Rs512 => pkcs1v15::VerifyingKey::<Sha512>::new(key).verify(message, &signature),
        Algorithm::Es256 | Algorithm::Es384 | Algorithm::Es512 => return false,
    };
    verified.is_ok()
}

/// Whether the key at this point of the curve fits the signature, with the hash that belongs to the curve.
fn fits_ec(curve: Curve, point: &[u8], message: &[u8], signature: &[u8]) -> bool {
    match curve {
        Curve::P256 => {
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(point);
            let signature = p256::ecdsa::Signature::from_slice(signature);
            key.and_then(|key| key.verify(message, &signature?))
        }
        Curve::P384 => {
            let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(point);
            let signature = p384::ecdsa::Signature::from_slice(signature);
            key.and_then(|key| key.verify(message, &signature?))
        }
        Curve::P521 => {
            let key = p521::ecdsa::VerifyingKey::from_sec1_bytes(point);
            let signature = p521::ecdsa::Signature::from_slice(signature);
            key.and_then(|key| key.verify(message, &signature?))
        }
    }
    .is_ok()
}

/// A signature that does not fit; until 2026 STS had an own sentence for it.
///
/// Recorded: <https://github.com/radkawar/stackd>
fn mismatch(headline: String) -> Box<StsFailure> {
    refused("signature", headline).with_old_message("Token signature invalid")
}

fn refused(id: &'static str, headline: String) -> Box<StsFailure> {
    StsFailure::invalid_identity_token(Stage::Signature, id, COULD_NOT_BE_VALIDATED, headline)
}

#[cfg(test)]
mod tests;
