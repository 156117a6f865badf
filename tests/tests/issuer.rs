//! `check --discover` as a process, against a real issuer: what STS would say, stage by stage.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail as a test does"
)]

use std::fs;
use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use can_assume_tests::binary::can_assume;
use can_assume_tests::issuer::{Answer, Issuer, Signer, base64url, jwks, mint};
use serde_json::{Value, json};

/// The time of the requests: 2026-11-22T12:00:00Z.
const NOW: i64 = 1_795_348_800;
const AT: &str = "2026-11-22T12:00:00Z";

const COULD_NOT_BE_VALIDATED: &str = "The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for \
     requirements.";
const KEY_NOT_RETRIEVED: &str = "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity \
     documentation for requirements";
const NOT_A_JWT: &str =
    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";

/// A role that trusts `octo-org/api` on `main`, a provider, and a token to ask with.
struct Case<'a> {
    issuer: &'a Issuer,
    token: String,
    keys: Vec<String>,
    provider: bool,
    folder: PathBuf,
}

impl<'a> Case<'a> {
    fn new(issuer: &'a Issuer, token: String) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("issuer-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).unwrap();
        let host = issuer.host();
        let policy = json!({
            "Version": "2012-10-17",
            "Statement": [{
                "Sid": "GitHubDeploy",
                "Effect": "Allow",
                "Principal": {"Federated": format!("arn:aws:iam::123456789012:oidc-provider/{host}")},
                "Action": "sts:AssumeRoleWithWebIdentity",
                "Condition": {"StringEquals": {
                    format!("{host}:aud"): "sts.amazonaws.com",
                    format!("{host}:sub"): "repo:octo-org/api:ref:refs/heads/main",
                }},
            }],
        });
        let provider =
            json!({"url": issuer.url(), "clientIdList": ["sts.amazonaws.com"], "account": "123456789012"});
        fs::write(folder.join("policy.json"), policy.to_string()).unwrap();
        fs::write(folder.join("provider.json"), provider.to_string()).unwrap();
        fs::write(folder.join("token.jwt"), format!("{token}\n")).unwrap();
        Self { issuer, token, keys: vec!["--discover".to_owned()], provider: true, folder }
    }

    /// Asks with the keys from here instead of `--discover`.
    fn with_keys(mut self, keys: &[&str]) -> Self {
        self.keys = keys.iter().map(|&key| key.to_owned()).collect();
        self
    }

    /// Asks without `--provider`: the registration is inferred from the policy.
    fn without_provider(mut self) -> Self {
        self.provider = false;
        self
    }

    /// Runs `check`; whatever it says, the token is not in it.
    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = can_assume();
        command
            .current_dir(&self.folder)
            .args(["check", "--policy", "policy.json", "--token", "token.jwt"])
            .args(if self.provider { &["--provider", "provider.json"][..] } else { &[] })
            .args(["--at", AT])
            .args(&self.keys)
            .args(arguments)
            .stdin(Stdio::null());
        let output = command.output().unwrap();
        self.assert_no_token(&output);
        output
    }

    fn assert_no_token(&self, output: &Output) {
        let said = [&output.stdout[..], &output.stderr[..]].concat();
        let said = String::from_utf8(said).unwrap();
        for segment in self.token.split('.').filter(|segment| segment.len() > 8) {
            // Whatever part of a segment: no run of 24 of its characters is shown.
            for start in (0..segment.len().saturating_sub(24)).step_by(12) {
                let part = segment.get(start..start + 24).unwrap();
                assert!(!said.contains(part), "a part of the token is shown:\n{said}");
            }
        }
    }

    /// The JSON answer, after the other formats were found to give the same exit code.
    #[track_caller]
    fn answer(&self, code: i32) -> Value {
        for arguments in [&["--format", "plain"][..], &["--format", "concise"], &["--explain=full"], &["-q"]]
        {
            let output = self.run(arguments);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        }
        let output = self.run(&["--format", "json"]);
        assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    #[track_caller]
    fn allowed(&self) {
        let answer = self.answer(0);
        assert_eq!(answer["decision"], "allowed", "{answer:#}");
        assert_eq!(answer["authenticity"], "verified", "{answer:#}");
        assert_eq!(answer["cause"], Value::Null, "{answer:#}");
    }

    #[track_caller]
    fn denied(&self, stage: &str, code: &str, message: &str) -> Value {
        let answer = self.answer(1);
        assert_eq!(answer["decision"], "implicitDeny", "{answer:#}");
        assert_eq!(answer["stage"], stage, "{answer:#}");
        assert_eq!(answer["aws"]["code"], code, "{answer:#}");
        assert_eq!(answer["aws"]["message"], message, "{answer:#}");
        assert!(answer["cause"]["headline"].is_string(), "{answer:#}");
        assert!(stage != "signature" || answer["authenticity"] != "verified", "{answer:#}");
        answer
    }
}

impl Drop for Case<'_> {
    fn drop(&mut self) {
        // A folder that stays behind is no failure; the next `cargo clean` takes it.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A case whose token has the usual claims with these members replaced.
fn with_claims<'a>(issuer: &'a Issuer, members: &Value) -> Case<'a> {
    let mut claims = issuer.claims(NOW);
    for (name, value) in members.as_object().unwrap() {
        claims[name] = value.clone();
    }
    Case::new(issuer, issuer.token(&claims))
}

/// A case whose token has this header and is signed so.
fn with_header<'a>(issuer: &'a Issuer, header: &Value, signer: Signer) -> Case<'a> {
    Case::new(issuer, mint(header, &issuer.claims(NOW), signer))
}

/// A case whose issuer answers so.
#[track_caller]
fn keys_not_retrieved(discovery: Answer, keys: Answer) {
    let issuer = Issuer::answering(discovery, keys);
    let case = with_claims(&issuer, &json!({}));
    case.denied("signature", "InvalidIdentityToken", KEY_NOT_RETRIEVED);
}

#[test]
fn a_good_token_is_allowed() {
    let issuer = Issuer::start();
    with_claims(&issuer, &json!({})).allowed();
    assert!(
        issuer
            .requests()
            .starts_with(&["/.well-known/openid-configuration".to_owned(), "/.well-known/jwks".to_owned()])
    );
}

#[test]
fn an_elliptic_curve_verifies() {
    let issuer = Issuer::start();
    with_header(&issuer, &json!({"alg": "ES256", "kid": Signer::Ec.key_id()}), Signer::Ec).allowed();
}

#[test]
fn the_keys_may_come_from_a_url_or_a_file() {
    let issuer = Issuer::start();
    let case = with_claims(&issuer, &json!({})).with_keys(&["--jwks", &issuer.jwks_uri()]);
    case.allowed();
    assert!(issuer.requests().iter().all(|path| path == "/.well-known/jwks"));
    let seen = issuer.requests().len();
    let case = with_claims(&issuer, &json!({})).with_keys(&["--jwks", "jwks.json"]);
    fs::write(case.folder.join("jwks.json"), jwks().to_string()).unwrap();
    case.allowed();
    assert_eq!(issuer.requests().len(), seen, "a file needs no network");
}

#[test]
fn another_subject_is_denied_by_the_trust_policy() {
    let issuer = Issuer::start();
    let case = with_claims(&issuer, &json!({"sub": "repo:octo-org/api:environment:prod"}));
    let answer = case.denied(
        "trust-policy",
        "AccessDenied",
        "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    );
    assert_eq!(answer["authenticity"], "verified", "{answer:#}");
}

#[test]
fn a_wrong_audience_is_denied() {
    let issuer = Issuer::start();
    let case = with_claims(&issuer, &json!({"aud": "https://github.com/octo-org"}));
    case.denied("audience", "InvalidIdentityToken", COULD_NOT_BE_VALIDATED);
}

#[test]
fn the_clock_may_differ_by_five_minutes() {
    let issuer = Issuer::start();
    with_claims(&issuer, &json!({"exp": NOW - 299, "iat": NOW - 599, "nbf": NOW - 899})).allowed();
    let case = with_claims(&issuer, &json!({"exp": NOW - 301, "iat": NOW - 601, "nbf": NOW - 901}));
    case.denied(
        "expiry",
        "ExpiredTokenException",
        &format!(
            "Token expired: current date/time {} must be before the expiration date/time {}",
            NOW - 300,
            NOW - 301
        ),
    );
    with_claims(&issuer, &json!({"nbf": NOW + 299, "iat": NOW + 299, "exp": NOW + 599})).allowed();
    let case = with_claims(&issuer, &json!({"nbf": NOW + 301, "exp": NOW + 901}));
    case.denied(
        "expiry",
        "InvalidIdentityToken",
        &format!(
            "Token not yet valid: current date/time {} must be after or equal to the not-before date/time {}",
            NOW + 300,
            NOW + 301
        ),
    );
    let case = with_claims(&issuer, &json!({"iat": NOW + 301, "exp": NOW + 901}));
    case.denied("expiry", "InvalidIdentityToken", &format!("Token issued in the future: {}", NOW + 301));
}

#[test]
fn a_tampered_token_is_denied() {
    let issuer = Issuer::start();
    let token = issuer.token(&issuer.claims(NOW));
    let [header, payload, signature] = *token.split('.').collect::<Vec<_>>().as_slice() else { panic!() };
    let (first, rest) = signature.split_at(1);
    let flipped = if first == "A" { "B" } else { "A" };
    let other = base64url(issuer.claims(NOW).to_string().replace("octo-org/api", "octo-org/app"));
    for tampered in [
        format!("{header}.{payload}.{flipped}{rest}"),
        format!("{header}.{payload}.{rest}"),
        format!("{header}.{payload}."),
        format!("{header}.{other}.{signature}"),
    ] {
        Case::new(&issuer, tampered).denied("signature", "InvalidIdentityToken", COULD_NOT_BE_VALIDATED);
    }
    let header = json!({"alg": "RS256", "kid": Signer::Stranger.key_id()});
    with_header(&issuer, &header, Signer::Stranger).denied(
        "signature",
        "InvalidIdentityToken",
        COULD_NOT_BE_VALIDATED,
    );
}

#[test]
fn an_unknown_key_is_not_retrieved() {
    let issuer = Issuer::start();
    for header in [json!({"alg": "RS256", "kid": "unknown"}), json!({"alg": "RS256"})] {
        with_header(&issuer, &header, Signer::Rsa).denied(
            "signature",
            "InvalidIdentityToken",
            KEY_NOT_RETRIEVED,
        );
    }
}

#[test]
fn an_algorithm_of_the_tokens_own_choice_is_denied() {
    let issuer = Issuer::start();
    let kid = Signer::Rsa.key_id();
    for (alg, signer) in [
        ("none", Signer::Nobody),
        ("None", Signer::Nobody),
        ("HS256", Signer::PublicKeyAsSecret),
        ("RS256", Signer::PublicKeyAsSecret),
        ("RS256", Signer::Nobody),
    ] {
        let case = with_header(&issuer, &json!({"typ": "JWT", "alg": alg, "kid": kid}), signer);
        case.denied("signature", "InvalidIdentityToken", COULD_NOT_BE_VALIDATED);
    }
}

#[test]
fn an_unsigned_token_is_denied_even_without_keys() {
    let issuer = Issuer::start();
    let case = with_header(&issuer, &json!({"alg": "none"}), Signer::Nobody).with_keys(&[]);
    case.denied("signature", "InvalidIdentityToken", COULD_NOT_BE_VALIDATED);
    assert!(issuer.requests().is_empty(), "nothing is fetched unasked");
}

#[test]
fn keys_that_cannot_be_fetched_are_not_retrieved() {
    keys_not_retrieved(Answer::Good, Answer::Down);
    keys_not_retrieved(Answer::Down, Answer::Good);
    keys_not_retrieved(Answer::Good, Answer::Status(500));
    keys_not_retrieved(Answer::Good, Answer::Text("<html>".to_owned()));
    keys_not_retrieved(Answer::Good, Answer::Text("{\"keys\": []}".to_owned()));
    keys_not_retrieved(Answer::Text("{\"issuer\": \"ISSUER/\"}".to_owned()), Answer::Good);
    let other = Issuer::start();
    let elsewhere = other.jwks_uri().replace("127.0.0.1", "localhost");
    keys_not_retrieved(Answer::Good, Answer::Redirect(elsewhere));
    assert!(other.requests().is_empty(), "a redirect to another host is not followed");
}

#[test]
fn fifty_megabytes_of_keys_are_cut() {
    drop(can_assume());
    let started = Instant::now();
    keys_not_retrieved(Answer::Good, Answer::Endless(50 << 20));
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

#[test]
fn a_slow_issuer_is_given_up() {
    let issuer = Issuer::answering(Answer::Good, Answer::Slow(Duration::from_secs(60)));
    let case = with_claims(&issuer, &json!({}));
    // The tool is built when it is first asked for; that is not to be measured.
    drop(can_assume());
    let started = Instant::now();
    let output = case.run(&["--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(started.elapsed() < Duration::from_secs(12), "{:?}", started.elapsed());
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&answer["stage"], &answer["aws"]["message"]),
        (&json!("signature"), &json!(KEY_NOT_RETRIEVED))
    );
}

#[test]
fn a_token_of_20001_characters_is_denied() {
    let issuer = Issuer::start();
    let mut claims = issuer.claims(NOW);
    // Base64url makes 4 characters of 3 bytes; fill up to the length wanted.
    let of_length = |claims: &mut Value, length: usize| {
        claims["pad"] = json!("");
        let missing = length - issuer.token(claims).len();
        (0..4).find_map(|less| {
            claims["pad"] = json!("x".repeat((missing * 3 / 4).saturating_sub(less)));
            let token = issuer.token(claims);
            (token.len() == length).then_some(token)
        })
    };
    if let Some(token) = of_length(&mut claims, 20_000) {
        Case::new(&issuer, token).allowed();
    }
    let mut token = issuer.token(&claims);
    token.push_str(&"A".repeat(20_001 - token.len()));
    Case::new(&issuer, token).denied(
        "token",
        "ValidationError",
        "1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: Member must have \
         length less than or equal to 20000",
    );
}

#[test]
fn a_critical_header_is_denied() {
    let issuer = Issuer::start();
    let header = json!({"alg": "RS256", "kid": Signer::Rsa.key_id(), "crit": ["x"], "x": 1});
    with_header(&issuer, &header, Signer::Rsa).denied("token", "InvalidIdentityToken", NOT_A_JWT);
}

#[test]
fn what_is_no_token_decides_nothing() {
    let issuer = Issuer::start();
    let token = issuer.token(&issuer.claims(NOW));
    let (two, signature) = token.rsplit_once('.').unwrap();
    let (header, payload) = two.split_once('.').unwrap();
    for (text, says) in [
        (two.to_owned(), "the token has 2 segments"),
        (format!("{token}.{signature}"), "the token has 4 segments"),
        (format!("{header}.{payload}=.{signature}"), "the token's payload is not base64url"),
        (format!("{header}.{header}{payload}.{signature}"), "the token's payload is not JSON"),
        ("ghs_0123456789abcdefghijklmnopqrstuvwxyz".to_owned(), "GitHub access token"),
        (json!({"count": 1, "value": token}).to_string(), "`value`"),
        (String::new(), "token.jwt"),
    ] {
        let case = Case::new(&issuer, text);
        for format in ["plain", "concise", "json"] {
            let output = case.run(&["--format", format]);
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{format}: {said}");
            assert!(output.stdout.is_empty(), "nothing was decided");
            assert!(said.contains(says) || format == "concise", "{says}: {said}");
        }
    }
    assert!(issuer.requests().is_empty());
}

#[test]
fn claims_have_the_types_that_sts_wants() {
    let issuer = Issuer::start();
    let mut claims = issuer.claims(NOW);
    claims.as_object_mut().unwrap().shift_remove("iat");
    Case::new(&issuer, issuer.token(&claims)).denied(
        "token",
        "InvalidIdentityToken",
        "Missing a required claim: iat",
    );
    with_claims(&issuer, &json!({"exp": 1_795_348_800.5})).denied(
        "token",
        "InvalidIdentityToken",
        "Invalid timestamp in token claims.",
    );
    with_claims(&issuer, &json!({"aud": ["sts.amazonaws.com", "x"]})).denied(
        "audience",
        "InvalidIdentityToken",
        "Token audience contains more than one audience while authorized party is not present",
    );
    with_claims(&issuer, &json!({"aud": "x", "azp": "sts.amazonaws.com"})).allowed();
}

#[test]
fn another_issuer_has_no_provider() {
    let (issuer, other) = (Issuer::start(), Issuer::start());
    // The token is of `other`, the provider and the policy are of `issuer`.
    let case = Case::new(&issuer, other.token(&other.claims(NOW)));
    case.denied("provider", "InvalidIdentityToken", COULD_NOT_BE_VALIDATED);
    assert!(
        case.issuer.requests().is_empty() && other.requests().is_empty(),
        "STS looks the provider up first"
    );
}

#[test]
fn the_provider_may_be_inferred_from_the_policy() {
    let issuer = Issuer::start();
    with_claims(&issuer, &json!({})).without_provider().allowed();
    let case = with_claims(&issuer, &json!({"aud": "https://github.com/octo-org"})).without_provider();
    case.denied("trust-policy", "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
}

#[test]
fn an_issuer_must_be_https_unless_it_is_this_machine() {
    let issuer = Issuer::start();
    for iss in ["http://token.actions.githubusercontent.com", "token.actions.githubusercontent.com", ""] {
        let case = with_claims(&issuer, &json!({ "iss": iss })).without_provider();
        let policy = fs::read_to_string(case.folder.join("policy.json")).unwrap();
        let policy = policy.replace(issuer.host(), "token.actions.githubusercontent.com");
        fs::write(case.folder.join("policy.json"), policy).unwrap();
        case.denied("provider", "InvalidIdentityToken", COULD_NOT_BE_VALIDATED);
    }
    assert!(issuer.requests().is_empty());
}
