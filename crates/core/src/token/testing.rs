//! Keys and tokens for the tests of this room.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rsa::pkcs1v15::SigningKey;
use rsa::sha2::{Sha256, Sha384, Sha512};
use rsa::signature::{RandomizedSigner, SignatureEncoding, Signer};
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};

/// The RSA key of the test program, made at its start.
pub(super) static RSA: LazyLock<rsa::RsaPrivateKey> =
    LazyLock::new(|| rsa::RsaPrivateKey::new(&mut rand_core::OsRng, 2048).unwrap());

static ES256: LazyLock<p256::ecdsa::SigningKey> =
    LazyLock::new(|| p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap());
static ES384: LazyLock<p384::ecdsa::SigningKey> =
    LazyLock::new(|| p384::ecdsa::SigningKey::from_slice(&[7; 48]).unwrap());
static ES512: LazyLock<p521::ecdsa::SigningKey> = LazyLock::new(|| {
    let mut scalar = [7; 66];
    scalar[0] = 0;
    p521::ecdsa::SigningKey::from_slice(&scalar).unwrap()
});

pub(super) fn base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The claims of a GitHub token that is good at [`NOW`].
pub(super) fn claims() -> Value {
    json!({
        "jti": "3e4fb1d8-0d7a-4a1f-9d27-3b0a6b0a6f0e",
        "sub": "repo:octo-org/api:ref:refs/heads/main",
        "aud": "sts.amazonaws.com",
        "iss": "https://token.actions.githubusercontent.com",
        "nbf": NOW - 300,
        "exp": NOW + 300,
        "iat": NOW,
    })
}

/// The claims with some members replaced; `null` stays null, [`without`] removes.
pub(super) fn claims_with(members: &Value) -> Value {
    let mut claims = claims();
    for (name, value) in members.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

pub(super) fn without(name: &str) -> Value {
    let mut claims = claims();
    claims.as_object_mut().unwrap().shift_remove(name);
    claims
}

/// A token with this header and this payload, signed by the test key of the algorithm `alg`.
pub(super) fn signed(alg: &str, header: &Value, payload: &str) -> String {
    let input = format!("{}.{}", base64url(header.to_string()), base64url(payload));
    let message = input.as_bytes();
    let signature = match alg {
        "RS256" => SigningKey::<Sha256>::new(RSA.clone()).sign(message).to_vec(),
        "RS384" => SigningKey::<Sha384>::new(RSA.clone()).sign(message).to_vec(),
        "RS512" => SigningKey::<Sha512>::new(RSA.clone()).sign(message).to_vec(),
        "ES256" => Signer::<p256::ecdsa::Signature>::sign(&*ES256, message).to_vec(),
        "ES384" => Signer::<p384::ecdsa::Signature>::sign(&*ES384, message).to_vec(),
        "ES512" => ES512.sign_with_rng(&mut rand_core::OsRng, message).to_vec(),
        other => panic!("no test key for {other}"),
    };
    format!("{input}.{}", base64url(signature))
}

/// A token as GitHub signs it.
pub(super) fn token(claims: &Value) -> String {
    signed("RS256", &json!({"typ": "JWT", "alg": "RS256", "kid": "rsa"}), &claims.to_string())
}

/// A token whose signature is empty, for what is checked before the signature.
pub(super) fn unsigned(header: &Value, payload: &str) -> String {
    format!("{}.{}.", base64url(header.to_string()), base64url(payload))
}

/// The JWK of the test key of an algorithm, with this `kid`.
pub(super) fn jwk(alg: &str, kid: &str) -> Value {
    let ec = |curve: &str, point: &[u8]| {
        let (x, y) = point[1..].split_at((point.len() - 1) / 2);
        json!({"kty": "EC", "use": "sig", "alg": alg, "kid": kid, "crv": curve, "x": base64url(x), "y": base64url(y)})
    };
    match alg {
        "ES256" => ec("P-256", ES256.verifying_key().to_encoded_point(false).as_bytes()),
        "ES384" => ec("P-384", ES384.verifying_key().to_encoded_point(false).as_bytes()),
        "ES512" => {
            let key = p521::ecdsa::VerifyingKey::from(&*ES512);
            ec("P-521", key.to_encoded_point(false).as_bytes())
        }
        _ => json!({
            "kty": "RSA", "use": "sig", "alg": alg, "kid": kid,
            "n": base64url(RSA.n().to_bytes_be()), "e": base64url(RSA.e().to_bytes_be()),
        }),
    }
}

/// The RSA key with some members added or replaced.
pub(super) fn rsa_jwk_with(members: &Value) -> Value {
    let mut key = jwk("RS256", "rsa");
    for (name, value) in members.as_object().unwrap() {
        key[name] = value.clone();
    }
    key
}

/// The time of the tests.
pub(super) const NOW: i64 = 1_789_123_721;
