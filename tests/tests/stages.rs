//! The vectors of the specification and the conformance vectors, through the whole verifier: decision, stage, AWS's
//! code and message, and the element at fault.
#![expect(clippy::expect_used, reason = "a test says what is wrong by stopping there")]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use can_assume_core::diagnostic::SourceText;
use can_assume_core::explain::{self, Answer};
use can_assume_core::iam::policy::{self, PolicyKind};
use can_assume_core::iam::trace::Decision;
use can_assume_core::question::{Identity, KeySource, Policy, Question, Role};
use can_assume_core::sources::{provider, request};
use can_assume_core::token;
use can_assume_report::json;
use serde_json::{Value, json};

const SECTION_10: &str = include_str!("../corpus/section10.jsonl");
const OPERATORS: &str = include_str!("../corpus/operators.jsonl");

fn cases(text: &str) -> impl Iterator<Item = Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a case"))
}

fn read(value: &Value, kind: PolicyKind) -> Policy {
    let source = SourceText::new("policy.json", value.to_string());
    let parsed = policy::parse(&source.text, kind).expect("a policy");
    Policy { document: parsed.document, source, embedded: false, notices: Vec::new() }
}

fn question(policy: Policy, identity: Identity) -> Question {
    Question {
        role: Role::default(),
        policy,
        identity,
        providers: None,
        resource_control_policies: Vec::new(),
        service_control_policies: Vec::new(),
        caller_policy: None,
        context: Vec::new(),
        now: None,
        session_name: None,
        duration_seconds: None,
    }
}

/// The claims as a token whose signature nobody checks.
fn token(claims: &Value) -> Identity {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}.c2ln", part(&json!({"alg": "RS256", "kid": "k"})), part(claims));
    let token = Box::new(token::decode(&text).expect("a token"));
    Identity::Token { token, keys: KeySource::NotGiven }
}

/// The answer as programs read it.
fn report(answer: &Answer) -> Value {
    serde_json::from_str(&json::check(answer)).expect("JSON")
}

#[test]
fn every_vector_of_the_specification_falls_where_it_should() {
    let mut seen = 0;
    for case in cases(SECTION_10) {
        let id = case["id"].as_str().expect("an id");
        let guardrail = case["kind"] == "resource-control";
        let trust = if guardrail { &case["trustPolicy"] } else { &case["policy"] };
        let mut question = question(read(trust, PolicyKind::Trust), token(&case["claims"]));
        if guardrail {
            question.resource_control_policies = vec![read(&case["policy"], PolicyKind::ResourceControl)];
        }
        question.role.arn = case["role"].as_str().map(str::to_owned);
        question.providers = Some(provider::parse(&case["provider"].to_string()).expect("a provider"));
        question.now = case["now"].as_i64();
        let report = report(&explain::answer(&question));
        assert_eq!(report["decision"], case["expected"], "{id}: {report:#}");
        if case["expected"] == "allowed" {
            assert_eq!((&report["aws"], &report["cause"]), (&Value::Null, &Value::Null), "{id}");
        } else {
            assert_eq!(report["stage"], case["stage"], "{id}");
            assert_eq!(report["aws"]["code"], case["error"]["code"], "{id}");
            assert_eq!(report["aws"]["message"], case["error"]["message"], "{id}");
            assert!(report["cause"]["id"].is_string(), "{id}");
        }
        let failing = report["failing"].as_array().expect("a list");
        let denied = case["expected"] != "allowed";
        // What an allowed case says of statements that do not apply is for the evaluation's own tests.
        for wanted in case["failing"].as_array().into_iter().flatten().filter(|_| denied) {
            let same = |found: &&Value| {
                ["statement", "operator", "key"]
                    .iter()
                    .all(|part| wanted[part].is_null() || found[part] == wanted[part])
            };
            assert!(failing.iter().any(|found| same(&found)), "{id}: {wanted} is not in {failing:#?}");
        }
        let by_policy = matches!(case["stage"].as_str(), Some("trust-policy" | "guardrail"));
        assert!(!(failing.is_empty() && denied && by_policy), "{id}: a denial by policy names what failed");
        seen += 1;
    }
    assert_eq!(seen, 46);
}

#[test]
fn every_conformance_vector_is_decided_the_same_through_the_whole_verifier() {
    let mut seen = 0;
    for case in cases(OPERATORS) {
        let id = case["id"].as_str().expect("an id");
        let text = case["request"].to_string();
        let identity = Identity::Request {
            request: Box::new(request::parse(&text).expect("a request")),
            source: SourceText::new("request.json", text),
        };
        let answer = explain::answer(&question(read(&case["policy"], PolicyKind::Trust), identity));
        let allowed = answer.verdict.decision == Decision::Allowed;
        assert_eq!(allowed, case["expected"] == "allow", "{id}: {}", case["why"]);
        assert_ne!(answer.verdict.decision, Decision::Undetermined, "{id}");
        assert_eq!(answer.failing.is_empty(), allowed, "{id}: a denial names what failed");
        seen += 1;
    }
    assert_eq!(seen, 109);
}
