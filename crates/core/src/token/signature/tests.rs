use serde_json::{Value, json};

use super::*;
use crate::failure::KEY_NOT_RETRIEVED;
use crate::token::testing::{
    RSA, base64url, claims, claims_with, jwk, rsa_jwk_with, signed, token, unsigned,
};
use crate::token::{Jwks, decode};

fn keys(keys: &[Value]) -> Jwks {
    Jwks::parse(&json!({ "keys": keys }).to_string()).unwrap()
}

fn verified(token: &str, jwks: &[Value]) -> Result<Verified, Box<StsFailure>> {
    verify(&decode(token).unwrap(), &keys(jwks))
}

#[track_caller]
fn refused(token: &str, jwks: &[Value], id: &str, message: &str) -> StsFailure {
    let failure = *verified(token, jwks).unwrap_err();
    assert_eq!(
        (failure.stage, failure.code, failure.http_status),
        (Stage::Signature, "InvalidIdentityToken", 400)
    );
    assert_eq!((failure.id, failure.message.as_str()), (id, message), "{}", failure.headline);
    failure
}

fn header(alg: &str, kid: &str) -> Value {
    json!({"typ": "JWT", "alg": alg, "kid": kid})
}

#[test]
fn every_algorithm_of_sts_verifies() {
    let all: Vec<Value> =
        Algorithm::ALL.iter().map(|algorithm| jwk(algorithm.name(), algorithm.name())).collect();
    for algorithm in Algorithm::ALL {
        let name = algorithm.name();
        let token = signed(name, &header(name, name), &claims().to_string());
        assert_eq!(verified(&token, &all).unwrap(), Verified { key_id: name.to_owned(), algorithm });
    }
}

#[test]
fn a_signature_of_another_implementation_verifies() {
    // Made with Python's `cryptography`; the key was thrown away.
    let token = concat!(
        "eyJhbGciOiJFUzUxMiIsImtpZCI6InA1MjEifQ.",
        "eyJzdWIiOiJyZXBvOm9jdG8tb3JnL2FwaTpyZWY6cmVmcy9oZWFkcy9tYWluIn0.",
        "AfkVHNVIpD-egu6hmo1k9p0kYzbDvzMCha-53G24pB1YpTJDMdRbLF2PPaZlI4ta2TpkhGwH9Y6znI1tfbFML3lr",
        "AOROmrSh_WlmXzGcKLoYK411YZnf_vNgwn9BJ78Mq0djgG5pRpWY-sepfNHA94wpznciEHZ_NeToIZ6GaJwgt406",
    );
    let key = json!({
        "kty": "EC", "kid": "p521", "crv": "P-521",
        "x": "ARRSRlg14b_5Vi0em4SxLonSaCyIKjwlExyyF7o3vi3IX24-76rUNCmcLUxt_vbynyO6NAUKaXXSX087CtS96vJ4",
        "y": "APyv3KF1dWEkGbDZogJr15fNQl_D9H19cOY82nytMa4PgbtrDK8Hz5mHnpggiM6RjkbHUtrjTDgZ8QaCVr__tqVt",
    });
    assert_eq!(verified(token, &[key]).unwrap().algorithm, Algorithm::Es512);
}

#[test]
fn the_jwk_alg_does_not_matter() {
    let wrong = rsa_jwk_with(&json!({"alg": "RS512"}));
    assert_eq!(verified(&token(&claims()), &[wrong]).unwrap().algorithm, Algorithm::Rs256);
}

#[test]
fn changed_claims_do_not_verify() {
    for algorithm in Algorithm::ALL {
        let name = algorithm.name();
        let token = signed(name, &header(name, "k"), &claims().to_string());
        let changed =
            base64url(claims_with(&json!({"sub": "repo:octo-org/other:ref:refs/heads/main"})).to_string());
        let mut segments: Vec<&str> = token.split('.').collect();
        segments[1] = &changed;
        let failure = refused(&segments.join("."), &[jwk(name, "k")], "signature", COULD_NOT_BE_VALIDATED);
        assert_eq!(failure.old_message.as_deref(), Some("Token signature invalid"));
    }
}

#[test]
fn changed_cut_or_garbled_signature_does_not_verify() {
    let good = token(&claims());
    let (input, signature) = good.rsplit_once('.').unwrap();
    let jwks = [jwk("RS256", "rsa")];
    let (first, rest) = signature.split_at(1);
    let first = if first == "A" { "B" } else { "A" };
    let (cut, _) = signature.split_at(signature.len() - 4);
    for signature in [
        format!("{first}{rest}"),
        cut.to_owned(),
        format!("{signature}AAAA"),
        format!("{signature}=="),
        format!("{signature}!"),
        String::new(),
    ] {
        refused(&format!("{input}.{signature}"), &jwks, "signature", COULD_NOT_BE_VALIDATED);
    }
}

#[test]
fn every_last_character_but_the_right_one_fails() {
    let good = token(&claims());
    let (start, last) = good.split_at(good.len() - 1);
    for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".chars() {
        let changed = format!("{start}{other}");
        assert_eq!(verified(&changed, &[jwk("RS256", "rsa")]).is_ok(), changed.ends_with(last), "{other}");
    }
}

#[test]
fn a_public_key_is_no_shared_secret() {
    let key = jwk("RS256", "rsa");
    let header = header("HS256", "rsa");
    let input = format!("{}.{}", base64url(header.to_string()), base64url(claims().to_string()));
    let secret = jsonwebtoken::EncodingKey::from_secret(key["n"].as_str().unwrap().as_bytes());
    let signature =
        jsonwebtoken::crypto::sign(input.as_bytes(), &secret, jsonwebtoken::Algorithm::HS256).unwrap();
    refused(&format!("{input}.{signature}"), &[key], "algorithm-unsupported", COULD_NOT_BE_VALIDATED);
}

#[test]
fn an_oct_key_is_never_used() {
    let oct = json!({"kty": "oct", "kid": "rsa", "k": base64url("secret")});
    let failure =
        refused(&token(&claims()), &[oct, jwk("RS256", "other")], "key-retrieval", KEY_NOT_RETRIEVED);
    assert!(failure.headline.contains("`oct`"), "{}", failure.headline);
}

#[test]
fn unsigned_tokens_are_refused_without_keys() {
    for (alg, id) in [
        ("none", "token-unsigned"),
        ("None", "token-unsigned"),
        ("HS256", "algorithm-unsupported"),
        ("PS256", "algorithm-unsupported"),
        ("EdDSA", "algorithm-unsupported"),
        ("rs256", "algorithm-unsupported"),
        ("ES256K", "algorithm-unsupported"),
        ("", "algorithm-unsupported"),
    ] {
        for signature in ["", "AAAA"] {
            let token = unsigned(&header(alg, "rsa"), &claims().to_string());
            let failure = algorithm(&decode(&format!("{token}{signature}")).unwrap()).unwrap_err();
            assert_eq!((failure.stage, failure.id), (Stage::Signature, id), "{alg}");
        }
    }
}

#[test]
fn the_kid_selects_the_key() {
    let token = token(&claims());
    let other = || jwk("ES256", "other");
    assert!(verified(&token, &[other(), jwk("RS256", "rsa")]).is_ok());
    let failure = refused(&token, &[other(), jwk("RS256", "RSA")], "key-retrieval", KEY_NOT_RETRIEVED);
    assert!(failure.notes[0].contains("`RSA`, `other`"), "{:?}", failure.notes);
    // A key of the right id and the wrong type.
    refused(&token, &[jwk("ES256", "rsa")], "key-retrieval", KEY_NOT_RETRIEVED);
    // A curve of the wrong size.
    let token = signed("ES256", &header("ES256", "ec"), &claims().to_string());
    refused(&token, &[jwk("ES384", "ec")], "signature", COULD_NOT_BE_VALIDATED);
}

#[test]
fn a_token_without_kid_needs_a_set_of_one_key() {
    for header in [json!({"alg": "RS256"}), json!({"alg": "RS256", "kid": ""})] {
        let token = signed("RS256", &header, &claims().to_string());
        assert_eq!(verified(&token, &[jwk("RS256", "rsa")]).unwrap().key_id, "rsa");
        refused(&token, &[jwk("RS256", "a"), jwk("RS256", "b")], "key-retrieval", KEY_NOT_RETRIEVED);
        refused(&token, &[jwk("RS256", "a"), jwk("ES256", "b")], "key-retrieval", KEY_NOT_RETRIEVED);
        refused(&token, &[rsa_jwk_with(&json!({"kid": null}))], "key-retrieval", KEY_NOT_RETRIEVED);
        refused(&token, &[rsa_jwk_with(&json!({"kid": ""}))], "key-retrieval", KEY_NOT_RETRIEVED);
    }
}

#[test]
fn use_and_key_ops_disable_a_key() {
    let token = token(&claims());
    refused(&token, &[rsa_jwk_with(&json!({"use": "enc"}))], "key-retrieval", KEY_NOT_RETRIEVED);
    for key_ops in [json!(["verify"]), json!(["sign"]), json!([])] {
        let key = rsa_jwk_with(&json!({"key_ops": key_ops}));
        refused(&token, &[key], "key-operations", COULD_NOT_BE_VALIDATED);
    }
    let mut key = jwk("RS256", "rsa");
    key.as_object_mut().unwrap().shift_remove("use");
    assert!(verified(&token, &[key]).is_ok());
}

#[test]
fn the_later_of_two_keys_with_one_id_counts() {
    let token = token(&claims());
    let n = jwk("RS256", "rsa")["n"].as_str().unwrap().to_owned();
    let (cut, _) = n.split_at(n.len() - 4);
    let wrong = rsa_jwk_with(&json!({"n": format!("{cut}AAAA")}));
    assert!(verified(&token, &[wrong.clone(), jwk("RS256", "rsa")]).is_ok());
    refused(&token, &[jwk("RS256", "rsa"), wrong], "signature", COULD_NOT_BE_VALIDATED);
}

#[test]
fn a_hundred_and_one_rsa_keys_disable_rsa_alone() {
    let mut set: Vec<Value> = (0..99).map(|index| jwk("RS256", &format!("extra{index}"))).collect();
    set.extend([jwk("RS256", "rsa"), jwk("ES256", "ec")]);
    let rsa = token(&claims());
    assert!(verified(&rsa, &set).is_ok(), "100 RSA keys");
    set.push(jwk("RS256", "one-more"));
    refused(&rsa, &set, "key-retrieval", KEY_NOT_RETRIEVED);
    let ec = signed("ES256", &header("ES256", "ec"), &claims().to_string());
    assert_eq!(verified(&ec, &set).unwrap().key_id, "ec");
}

#[test]
fn a_certificate_must_hold_the_same_key() {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use rsa::traits::PublicKeyParts;
    let token = token(&claims());
    let around = |key: &[u8]| STANDARD.encode([b"\x30\x82\x00", key, b"\x02\x03\x01\x00\x01"].concat());
    let same = around(&RSA.n().to_bytes_be());
    assert!(verified(&token, &[rsa_jwk_with(&json!({"x5c": [same]}))]).is_ok());
    assert!(verified(&token, &[rsa_jwk_with(&json!({"x5c": []}))]).is_ok());
    for x5c in [json!([around(&[1; 256])]), json!(["not base64 !"]), json!("text"), json!([1])] {
        let key = rsa_jwk_with(&json!({ "x5c": x5c }));
        refused(&token, &[key], "key-retrieval", KEY_NOT_RETRIEVED);
    }
    let alone = json!({"kty": "RSA", "kid": "rsa", "x5c": [same]});
    let failure = refused(&token, &[alone], "key-retrieval", KEY_NOT_RETRIEVED);
    assert!(failure.headline.contains("no `n`"), "{}", failure.headline);
}

#[test]
fn malformed_keys_say_what_is_wrong() {
    let token = token(&claims());
    for (members, says) in [
        (json!({"n": "AQAB"}), "17 bits"),
        (json!({"n": "!"}), "`n` is not base64url"),
        (json!({"n": ""}), "`n` is zero"),
        (json!({"e": "AQ"}), "exponent"),
        (json!({"e": "AQAC"}), "exponent"),
        (json!({"e": 65537}), "no `e`"),
        (json!({"use": 1}), "`use` is not a string"),
        (json!({"kty": "OKP"}), "`OKP`"),
    ] {
        let key = rsa_jwk_with(&members);
        let failure = refused(&token, &[key, jwk("ES256", "other")], "key-retrieval", KEY_NOT_RETRIEVED);
        assert!(failure.headline.contains(says), "{members}: {}", failure.headline);
    }
    let token = signed("ES256", &header("ES256", "ec"), &claims().to_string());
    for (name, value, says) in [
        ("crv", json!("secp256k1"), "`secp256k1`"),
        ("crv", json!("P-384"), "32 bytes"),
        ("x", json!("AQAB"), "3 bytes"),
    ] {
        let mut key = jwk("ES256", "ec");
        key[name] = value;
        let failure = refused(&token, &[key], "key-retrieval", KEY_NOT_RETRIEVED);
        assert!(failure.headline.contains(says), "{}", failure.headline);
    }
    // Of the right size, but not on the curve.
    let mut key = jwk("ES256", "ec");
    key["y"] = key["x"].clone();
    refused(&token, &[key], "signature", COULD_NOT_BE_VALIDATED);
}
