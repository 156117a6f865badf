//! The keys of the issuer, made when the test program first needs them.
#![expect(clippy::expect_used, reason = "a test without keys cannot go on")]

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::EncodingKey;
use p256::pkcs8::EncodePrivateKey;
use rand_core::OsRng;
use rsa::pkcs1::EncodeRsaPrivateKey;
use rsa::pkcs8::{EncodePublicKey, LineEnding};
use rsa::traits::PublicKeyParts;
use rsa::{RsaPrivateKey, RsaPublicKey};
use serde_json::{Value, json};

static RSA: LazyLock<RsaPrivateKey> = LazyLock::new(new_rsa);
static STRANGER: LazyLock<RsaPrivateKey> = LazyLock::new(new_rsa);
static EC: LazyLock<p256::SecretKey> = LazyLock::new(|| p256::SecretKey::random(&mut OsRng));

fn new_rsa() -> RsaPrivateKey {
    RsaPrivateKey::new(&mut OsRng, 2048).expect("an RSA key of 2048 bits")
}

/// The bytes in base64url without padding.
pub fn base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub(super) fn rsa() -> EncodingKey {
    encoding_key(&RSA)
}

/// A key that is not in the key set.
pub(super) fn stranger() -> EncodingKey {
    encoding_key(&STRANGER)
}

pub(super) fn ec() -> EncodingKey {
    EncodingKey::from_ec_der(EC.to_pkcs8_der().expect("the key in DER").as_bytes())
}

/// The RSA key's public half as text, which a careless verifier takes for a shared secret.
pub(super) fn public_key_as_secret() -> EncodingKey {
    let public = RsaPublicKey::from(&*RSA).to_public_key_pem(LineEnding::LF).expect("the key in PEM");
    EncodingKey::from_secret(public.as_bytes())
}

fn encoding_key(key: &RsaPrivateKey) -> EncodingKey {
    EncodingKey::from_rsa_der(key.to_pkcs1_der().expect("the key in DER").as_bytes())
}

pub(super) fn jwks() -> Value {
    let point = EC.public_key().to_sec1_bytes();
    let (_, coordinates) = point.split_at(1);
    let (x, y) = coordinates.split_at(32);
    json!({"keys": [
        {
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": super::Signer::Rsa.key_id(),
            "n": base64url(RSA.n().to_bytes_be()), "e": base64url(RSA.e().to_bytes_be()),
        },
        {
            "kty": "EC", "use": "sig", "alg": "ES256", "kid": super::Signer::Ec.key_id(),
            "crv": "P-256", "x": base64url(x), "y": base64url(y),
        },
    ]})
}
