use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::token::testing::{jwk, rsa_jwk_with};

fn error(text: &str) -> JwksError {
    Jwks::parse(text).unwrap_err()
}

#[test]
fn a_set_is_read() {
    let keys = json!({"keys": [jwk("RS256", "a"), jwk("ES512", "b"), {"kty": "oct"}, 1], "more": true});
    assert_eq!(Jwks::parse(&keys.to_string()).unwrap().len(), 4);
}

#[test]
fn each_error_says_what_it_is() {
    assert_eq!(error("<html>\n"), JwksError::NotJson { line: 1, column: 1 });
    assert_eq!(error("{\"keys\": [\n  1,,"), JwksError::NotJson { line: 2, column: 5 });
    assert!(matches!(error(""), JwksError::NotJson { .. }));
    for text in ["[]", "{}", "null", "{\"keys\": {}}", "{\"keys\": null}", "{\"KEYS\": []}"] {
        assert_eq!(error(text), JwksError::NoKeys, "{text}");
    }
    assert_eq!(error("{\"keys\": []}"), JwksError::Empty);
    let unsupported = json!({"keys": [{"kty": "OKP"}, {"kty": "oct"}, {"kty": "oct"}, {}]}).to_string();
    assert_eq!(
        error(&unsupported),
        JwksError::UnsupportedTypes { types: "`OKP`, `oct`, missing".to_owned() }
    );
    let large = format!("{{\"keys\": [{}1]}}", " ".repeat(MAX_JWKS_BYTES));
    assert_eq!(error(&large), JwksError::TooLarge { bytes: large.len() });
    let deep = format!("{{\"keys\": {}", "[".repeat(MAX_JWKS_BYTES - 20));
    assert!(matches!(error(&deep), JwksError::NotJson { .. }));
}

#[test]
fn the_issuers_bad_key_set_is_a_key_that_was_not_retrieved() {
    let failure = JwksError::Empty.into_failure();
    assert_eq!((failure.stage, failure.code), (Stage::Signature, "InvalidIdentityToken"));
    assert_eq!(
        (failure.message.as_str(), failure.headline.as_str()),
        (KEY_NOT_RETRIEVED, "the key set is empty")
    );
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,200}") {
        let _ = Jwks::parse(&text);
    }

    #[test]
    fn no_member_panics(
        name in prop::sample::select(vec!["kty", "kid", "use", "key_ops", "n", "e", "crv", "x", "y", "x5c", "alg"]),
        value in prop_oneof!["\\PC{0,40}".prop_map(Value::from), any::<i64>().prop_map(Value::from), Just(json!([""]))],
    ) {
        for mut key in [rsa_jwk_with(&json!({})), jwk("ES256", "ec")] {
            key[name] = value.clone();
            let _ = Jwks::parse(&json!({"keys": [key]}).to_string());
        }
    }
}
