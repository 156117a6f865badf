use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::token::testing::{NOW, base64url, claims, jwk, token, unsigned};
use crate::token::{Jwks, effective_audience, required_claims, roles_claim, signature, subject, timestamps};

const NOT_A_JWT: &str =
    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";

#[track_caller]
fn refused(text: &str, id: &str) -> StsFailure {
    let failure = *decode(text).unwrap_err();
    assert_eq!((failure.stage, failure.code), (Stage::Token, "InvalidIdentityToken"), "{}", failure.headline);
    assert_eq!((failure.message.as_str(), failure.id), (NOT_A_JWT, id), "{}", failure.headline);
    failure
}

fn header() -> Value {
    json!({"typ": "JWT", "alg": "RS256", "kid": "rsa"})
}

#[test]
fn a_token_is_taken_apart() {
    let token = token(&claims());
    let decoded = decode(&format!("\n {token}\r\n")).unwrap();
    let expected =
        Header { algorithm: "RS256".to_owned(), key_id: Some("rsa".to_owned()), typ: Some("JWT".to_owned()) };
    assert_eq!(decoded.header, expected);
    assert_eq!(Value::Object(decoded.claims.clone()), claims());
    assert_eq!(decoded.issuer(), Some("https://token.actions.githubusercontent.com"));
    assert_eq!(decoded.signing_input(), token.rsplit_once('.').unwrap().0.as_bytes());
    assert_eq!(decoded.signature().map(<[u8]>::len), Some(256));
}

#[test]
fn debug_shows_neither_token_nor_signature() {
    let token = token(&claims());
    let shown = format!("{:?}", decode(&token).unwrap());
    assert!(shown.contains("repo:octo-org/api"), "{shown}");
    let signature = decode(&token).unwrap().signature().unwrap().to_vec();
    for segment in token.split('.') {
        assert!(!shown.contains(segment), "{shown}");
    }
    assert!(!shown.contains(&format!("{:?}", &signature[..8]).replace(['[', ']'], "")), "{shown}");
}

#[test]
fn length_is_4_to_20000_characters() {
    let padded = |length: usize| {
        let mut token = unsigned(&header(), &claims().to_string());
        token.push_str(&"A".repeat(length - token.len()));
        token
    };
    assert!(decode(&padded(20_000)).is_ok());
    assert!(decode(&format!("  {}\n", padded(20_000))).is_ok());
    for (text, constraint) in [
        (padded(20_001), "less than or equal to 20000"),
        ("a.b".to_owned(), "greater than or equal to 4"),
        (" \n".to_owned(), "greater than or equal to 4"),
    ] {
        let failure = decode(&text).unwrap_err();
        assert_eq!(
            (failure.stage, failure.code, failure.http_status),
            (Stage::Token, "ValidationError", 400)
        );
        assert_eq!(
            failure.message,
            format!(
                "1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: \
                 Member must have length {constraint}"
            )
        );
    }
}

#[test]
fn three_segments_are_wanted() {
    let token = token(&claims());
    let two = token.rsplit_once('.').unwrap().0;
    assert!(refused(two, "token-segments").headline.contains("has 2 segments"));
    assert!(refused(&format!("{token}.{two}"), "token-segments").headline.contains("has 5 segments"));
    assert!(refused("abcdef", "token-segments").headline.contains("has 1 segment "));
    assert!(refused("ghs_abcdef", "token-segments").notes[0].contains("access token"));
}

#[test]
fn json_around_a_token_is_told() {
    for value in ["abc", &token(&claims())] {
        let answer = json!({"count": 1, "value": value}).to_string();
        assert!(refused(&answer, "token-json-around").help.unwrap().contains("`value`"));
    }
}

#[test]
fn segments_are_base64url_json_objects() {
    let good = base64url(header().to_string());
    let payload = base64url(claims().to_string());
    for (bad, id) in [
        (format!("{good}="), "token-base64url"),
        ("a+/b".to_owned(), "token-base64url"),
        ("é".to_owned(), "token-base64url"),
        (base64url("[]"), "token-json"),
        (base64url("\"x\""), "token-json"),
        (base64url("null"), "token-json"),
        (base64url("{\"alg\":\"RS256\"} x"), "token-json"),
        (base64url("{\"alg\":\"RS256\""), "token-json"),
        (base64url(b"{\"alg\":\"\xff\"}"), "token-json"),
        (base64url(format!("{}1{}", "{\"a\":".repeat(2000), "}".repeat(2000))), "token-json"),
        (String::new(), "token-json"),
    ] {
        refused(&format!("{bad}.{payload}."), id);
        refused(&format!("{good}.{bad}."), id);
    }
}

#[test]
fn the_header_has_its_rules() {
    let payload = claims().to_string();
    for bad in [
        json!({"kid": "rsa"}),
        json!({"alg": null}),
        json!({"alg": 1}),
        json!({"alg": "RS256", "kid": 1}),
        json!({"alg": "RS256", "crit": ["custom"], "custom": "yes"}),
        json!({"alg": "RS256", "crit": ["b64"], "b64": false}),
        json!({"alg": "RS256", "crit": []}),
    ] {
        refused(&unsigned(&bad, &payload), "token-header");
    }
    let odd = json!({"alg": "none", "kid": "", "typ": 1, "x5t": "abc"});
    let decoded = decode(&unsigned(&odd, &payload)).unwrap();
    assert_eq!(decoded.header, Header { algorithm: "none".to_owned(), key_id: None, typ: None });
}

#[test]
fn the_last_of_duplicate_members_counts() {
    let payload = r#"{"aud":"a","sub":"first","aud":"b","sub":"second","aud":"c","x":{"y":1,"y":2}}"#;
    let decoded = decode(&unsigned(&header(), payload)).unwrap();
    assert_eq!(Value::Object(decoded.claims), json!({"aud": "c", "sub": "second", "x": {"y": 2}}));
    assert_eq!(decoded.duplicate_claims, ["aud", "sub"]);
}

/// Walks every stage, as far as the text lets it.
fn walk(text: &str) {
    let Ok(token) = decode(text) else { return };
    let keys = Jwks::parse(&json!({"keys": [jwk("RS256", "rsa"), jwk("ES256", "ec")]}).to_string()).unwrap();
    let _ = required_claims(&token.claims);
    let _ = subject(&token.claims);
    let _ = timestamps(&token.claims).and_then(|times| times.time_window(NOW));
    let _ = effective_audience(&token.claims);
    let _ = roles_claim(&token.claims, None);
    assert!(signature::verify(&token, &keys).is_err(), "nobody signed {text}");
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(".{0,6}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn object(names: &'static [&'static str]) -> impl Strategy<Value = Value> {
    prop::collection::vec((prop::sample::select(names), json_value()), 0..8)
        .prop_map(|members| members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,200}") {
        walk(&text);
    }

    #[test]
    fn no_bytes_in_three_segments_panic(segments in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..60), 3)) {
        walk(&segments.iter().map(base64url).collect::<Vec<_>>().join("."));
    }

    #[test]
    fn no_header_and_claims_panic(
        mut header in object(&["alg", "kid", "typ", "crit", "x5t"]),
        payload in object(&["iss", "sub", "aud", "azp", "exp", "iat", "nbf", "https://aws.amazon.com/roles"]),
        alg in prop::sample::select(vec!["RS256", "ES256", "ES512", "none", "HS256"]),
        signature in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        if header.get("alg").is_none() {
            header["alg"] = alg.into();
        }
        walk(&format!("{}{}", unsigned(&header, &payload.to_string()), base64url(signature)));
    }
}
