use std::net::TcpListener;
use std::time::{Duration, Instant};

use can_assume_core::failure::{KEY_NOT_RETRIEVED, Stage};
use can_assume_core::token::JwksError;
use can_assume_tests::issuer::{Answer, Issuer, jwks};
use serde_json::json;

use super::{NetworkError, address, discover, fetch, fetch_jwks};

/// What `discover` says when the key set is answered so.
fn with_jwks(answer: Answer) -> NetworkError {
    let issuer = Issuer::answering(Answer::Good, answer);
    discover(issuer.url()).unwrap_err()
}

/// What `discover` says of this discovery document; `ISSUER` stands for the issuer's URL.
fn with_document(document: &str) -> String {
    let issuer = Issuer::answering(Answer::Text(document.to_owned()), Answer::Good);
    discover(issuer.url()).unwrap_err().to_string()
}

#[test]
fn keys_are_discovered() {
    let issuer = Issuer::start();
    assert_eq!(discover(issuer.url()).unwrap().len(), 2);
    assert_eq!(issuer.requests(), ["/.well-known/openid-configuration", "/.well-known/jwks"]);
    for head in issuer.request_heads() {
        let head = head.to_ascii_lowercase();
        assert!(
            head.contains(concat!("user-agent: can-assume/", env!("CARGO_PKG_VERSION"), "\r\n")),
            "{head}"
        );
        assert!(head.contains("accept: application/json\r\n"), "{head}");
        for absent in ["cookie", "authorization", "accept-encoding", "referer"] {
            assert!(!head.contains(absent), "{head}");
        }
    }
}

#[test]
fn keys_are_fetched() {
    let issuer = Issuer::start();
    assert_eq!(fetch_jwks(&issuer.jwks_uri()).unwrap().len(), 2);
    assert_eq!(issuer.requests(), ["/.well-known/jwks"]);
}

#[test]
fn another_status_is_an_error() {
    for status in [204, 304, 404, 429, 500] {
        assert!(
            matches!(with_jwks(Answer::Status(status)), NetworkError::Status { status: seen, .. } if seen == status)
        );
    }
    let issuer = Issuer::answering(Answer::Status(500), Answer::Good);
    assert!(matches!(discover(issuer.url()).unwrap_err(), NetworkError::Status { status: 500, .. }));
    assert_eq!(issuer.requests().len(), 1);
}

#[test]
fn no_answer_is_an_error() {
    assert!(matches!(with_jwks(Answer::Down), NetworkError::NoAnswer { .. }));
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = discover(&format!("http://{free}")).unwrap_err();
    assert!(matches!(&error, NetworkError::NoAnswer { reason, .. } if reason.contains("refused")), "{error}");
}

#[test]
fn a_large_answer_is_cut() {
    let started = Instant::now();
    let announced = Answer::Bytes(vec![b' '; fetch::MAX_BYTES + 1], "X-Test", String::new());
    for answer in [Answer::Endless(50 << 20), announced] {
        let error = with_jwks(answer);
        assert!(matches!(error, NetworkError::TooLarge { limit: fetch::MAX_BYTES, .. }), "{error}");
    }
    assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
    // The limit itself is still read, and is then no key set.
    let full = Answer::Bytes(vec![b' '; fetch::MAX_BYTES], "X-Test", String::new());
    assert!(matches!(with_jwks(full), NetworkError::Jwks { error: JwksError::NotJson { .. }, .. }));
}

#[test]
fn a_slow_answer_is_given_up() {
    for answer in [Answer::Slow(Duration::from_secs(20)), Answer::Drip(Duration::from_millis(20))] {
        let issuer = Issuer::answering(Answer::Good, answer);
        let started = Instant::now();
        let url = address::parse(&issuer.jwks_uri()).unwrap();
        let error = fetch::text_within(&url, Duration::from_secs(1)).unwrap_err();
        assert!(matches!(error, NetworkError::TimedOut { seconds: 1, .. }), "{error}");
        assert!(started.elapsed() < Duration::from_millis(2500), "{:?}", started.elapsed());
    }
    assert_eq!(fetch::TIME_LIMIT, Duration::from_secs(5));
}

#[test]
fn content_is_plain_text() {
    for answer in [
        Answer::Bytes(b"{\"keys\": \xff}".to_vec(), "X-Test", String::new()),
        Answer::Bytes(jwks().to_string().into_bytes(), "Content-Encoding", "gzip".to_owned()),
    ] {
        assert!(matches!(with_jwks(answer), NetworkError::NotText { .. }));
    }
}

#[test]
fn a_bad_key_set_says_why() {
    let error = with_jwks(Answer::Text("<html>".to_owned()));
    assert!(
        matches!(error, NetworkError::Jwks { error: JwksError::NotJson { line: 1, column: 1 }, .. }),
        "{error}"
    );
    assert!(matches!(
        with_jwks(Answer::Text("{}".to_owned())),
        NetworkError::Jwks { error: JwksError::NoKeys, .. }
    ));
}

#[test]
fn redirects_stay_on_the_host() {
    let moved = Issuer::answering(Answer::Good, Answer::Redirect("/moved".to_owned()));
    assert_eq!(discover(moved.url()).unwrap().len(), 2);

    let other = Issuer::start();
    let named = other.jwks_uri().replace("127.0.0.1", "localhost");
    for (target, says) in [
        (named.as_str(), "another host"),
        (other.jwks_uri().as_str(), "another host or port"),
        ("https://example.com/jwks", "another host"),
        ("//example.com/jwks", "another host"),
        ("https://user:secret@127.0.0.1/jwks", "another host"),
        ("/.well-known/jwks", "more than 3 redirects"),
    ] {
        let error = with_jwks(Answer::Redirect(target.to_owned()));
        assert!(matches!(error, NetworkError::Redirect { .. }), "{error}");
        assert!(error.to_string().contains(says) && !error.to_string().contains("secret"), "{error}");
    }
    assert_eq!(other.requests(), Vec::<String>::new());
}

#[test]
fn the_discovery_document_must_be_the_issuers() {
    let keys = "http://127.0.0.1:1/jwks";
    for (named, jwks_uri, says) in [
        (json!("ISSUER/"), json!(keys), "names the issuer"),
        (json!("https://token.actions.githubusercontent.com"), json!(keys), "names the issuer"),
        (json!(null), json!(keys), "has no string `issuer`"),
        (json!("ISSUER"), json!(null), "has no string `jwks_uri`"),
        (json!("ISSUER"), json!("http://example.com/jwks"), "`jwks_uri` of no use"),
        (json!("ISSUER"), json!("/jwks"), "`jwks_uri` of no use"),
    ] {
        let document = json!({"issuer": named, "jwks_uri": jwks_uri}).to_string();
        let said = with_document(&document);
        assert!(said.contains(says), "{document}: {said}");
    }
    assert!(with_document("<html>").contains("is not JSON: line 1, column 1"));
    assert!(with_document("[]").contains("has no string `issuer`"));
}

#[test]
fn an_address_that_may_not_be_fetched_is_the_callers_mistake() {
    for error in [
        fetch_jwks("http://example.com/jwks").unwrap_err(),
        fetch_jwks("jwks.json").unwrap_err(),
        discover("http://example.com").unwrap_err(),
        discover("").unwrap_err(),
    ] {
        assert!(error.is_refused_address(), "{error}");
    }
    assert!(!with_jwks(Answer::Status(500)).is_refused_address());
}

#[test]
fn a_failure_is_the_answer_of_sts_and_what_was_seen() {
    let failure = with_jwks(Answer::Status(503)).into_failure();
    assert_eq!((failure.stage, failure.code), (Stage::Signature, "InvalidIdentityToken"));
    assert_eq!(failure.message, KEY_NOT_RETRIEVED);
    assert!(failure.notes[0].ends_with("answers with HTTP status 503, expected 200"), "{:?}", failure.notes);
}
