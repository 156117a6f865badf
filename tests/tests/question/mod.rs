//! Questions made from the corpus.
#![allow(dead_code, reason = "each of the tests that share this room uses a part of it")]

use can_assume_core::diagnostic::SourceText;
use can_assume_core::explain::ProvenFix;
use can_assume_core::failure::{KEY_NOT_RETRIEVED, Stage, StsFailure};
use can_assume_core::github::claims::Claims;
use can_assume_core::iam::context::ContextValue;
use can_assume_core::iam::policy::{self, PolicyKind};
use can_assume_core::iam::trace::Decision;
use can_assume_core::question::{Identity, KeySource, Policy, Question, Role};
use can_assume_core::sources::provider::Provider;
use can_assume_core::sources::request;
use can_assume_core::token::{self, Jwks};
use can_assume_tests::issuer::{Signer, jwks, mint};
use serde_json::{Value, json};

/// The question of `policy` and `claims`, both as text; nothing else is known.
pub(crate) fn ask(policy: &str, claims: &str) -> Question {
    let source = SourceText::new("trust-policy.json", policy);
    let document = policy::parse(policy, PolicyKind::Trust).unwrap().document;
    Question {
        role: Role::default(),
        policy: Policy { document, source, embedded: false, notices: Vec::new() },
        identity: Identity::Claims {
            claims: Claims::from_json(claims).unwrap(),
            source: SourceText::new("claims.json", claims),
            predicted: false,
        },
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

/// The decision as the cases spell it.
pub(crate) fn decision(decision: Decision) -> &'static str {
    match decision {
        Decision::Allowed => "allow",
        Decision::ExplicitDeny | Decision::ImplicitDeny => "deny",
        Decision::Undetermined => "undetermined",
    }
}

/// The provider that a case or a corpus file describes.
pub(crate) fn provider(described: &Value) -> Option<Provider> {
    Some(Provider {
        url: described["url"].as_str()?.to_owned(),
        client_ids: described["client_id_list"]
            .as_array()?
            .iter()
            .map(|id| id.as_str().unwrap().to_owned())
            .collect(),
        account: described["account"].as_str().map(str::to_owned),
        thumbprints: Vec::new(),
    })
}

/// The question of a reported case.
///
/// A case without a policy is decided before the policy is read: it gets one that trusts the token.
pub(crate) fn of_case(case: &Value) -> Question {
    let claims = &case["claims"];
    let policy = if case["policy"].is_null() { trusting(claims) } else { case["policy"].clone() };
    let text = |value: &Value| serde_json::to_string_pretty(value).unwrap();
    let mut question = ask(&text(&policy), &text(claims));
    question.role.arn = case["role_arn"].as_str().map(str::to_owned);
    if case["provider_config"].is_object() {
        question.providers = Some(provider(&case["provider_config"]).into_iter().collect());
    }
    if case["cause_class"] == "verification-key-unreachable" {
        question.identity = without_keys(claims);
    }
    question
}

/// A policy that trusts exactly the subject of `claims`.
fn trusting(claims: &Value) -> Value {
    let issuer = claims["iss"].as_str().unwrap().strip_prefix("https://").unwrap();
    let mut condition = json!({});
    condition[format!("{issuer}:sub")] = claims["sub"].clone();
    json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Federated": format!("arn:aws:iam::123456789012:oidc-provider/{issuer}")},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {"StringEquals": condition},
        }],
    })
}

/// A token of these claims whose issuer's keys cannot be had.
fn without_keys(claims: &Value) -> Identity {
    let mut claims = claims.clone();
    claims["iat"] = json!(1_760_000_000);
    claims["exp"] = json!(1_760_000_300);
    let header = json!({"typ": "JWT", "alg": "RS256", "kid": "k"});
    let token = token::decode(&mint(&header, &claims, Signer::Rsa)).unwrap();
    Identity::Token { token: Box::new(token), keys: KeySource::Unreachable(unreachable()) }
}

/// The question of a file of `corpus/causes`.
pub(crate) fn of_corpus(case: &Value) -> Question {
    let text = |value: &Value| serde_json::to_string_pretty(value).unwrap();
    let claims = if case["claims"].is_object() { text(&case["claims"]) } else { "{}".to_owned() };
    let mut question = ask(&text(&case["policy"]), &claims);
    if case["token"].is_object() {
        question.identity = of_token(&case["token"]);
    }
    if case["request"].is_object() {
        let source = SourceText::new("request.json", text(&case["request"]));
        let request = Box::new(request::parse(&source.text).unwrap());
        question.identity = Identity::Request { request, source };
    }
    question.providers = match &case["provider"] {
        Value::Array(list) => Some(list.iter().filter_map(provider).collect()),
        one => provider(one).map(|one| vec![one]),
    };
    if case["rcp"].is_object() {
        let text = text(&case["rcp"]);
        let document = policy::parse(&text, PolicyKind::ResourceControl).unwrap().document;
        let source = SourceText::new("rcp.json", text);
        let policy = Policy { document, source, embedded: false, notices: Vec::new() };
        question.resource_control_policies.push(policy);
    }
    if case["callerPolicy"].is_object() {
        let text = text(&case["callerPolicy"]);
        let document = policy::parse(&text, PolicyKind::Identity).unwrap().document;
        let source = SourceText::new("caller-policy.json", text);
        question.caller_policy = Some(Policy { document, source, embedded: false, notices: Vec::new() });
    }
    for (key, value) in case["context"].as_object().into_iter().flatten() {
        let value = ContextValue::Single(value.as_str().unwrap().to_owned());
        question.context.push((key.clone(), value));
    }
    question.role.arn = case["roleArn"].as_str().map(str::to_owned);
    question.role.max_session_duration = case["maxSessionDuration"].as_u64();
    question.duration_seconds = case["durationSeconds"].as_u64();
    question.session_name = case["sessionName"].as_str().map(str::to_owned);
    question.now = case["at"].as_i64();
    question
}

/// The same question of another policy.
pub(crate) fn with_policy(asked: &Question, text: &str) -> Question {
    let document = policy::parse(text, PolicyKind::Trust).unwrap().document;
    let mut other = asked.clone();
    other.policy.document = document;
    other.policy.source = SourceText::new("trust-policy.json", text);
    other
}

/// The policy's text with the edits of a fix made.
pub(crate) fn fixed_text(asked: &Question, fix: &ProvenFix) -> String {
    let mut text = asked.policy.source.text.to_string();
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.span.start..edit.span.end, &edit.replacement);
    }
    text
}

/// A token as a file of the corpus describes it.
fn of_token(described: &Value) -> Identity {
    let usual = json!({"typ": "JWT", "alg": "RS256", "kid": Signer::Rsa.key_id()});
    let header = if described["header"].is_object() { &described["header"] } else { &usual };
    let signer = match described["signer"].as_str() {
        Some("stranger") => Signer::Stranger,
        Some("nobody") => Signer::Nobody,
        _ => Signer::Rsa,
    };
    let text = match described["text"].as_str() {
        Some(text) => text.to_owned(),
        None => mint(header, &described["claims"], signer),
    };
    let token = match token::decode(&text) {
        Ok(token) => Box::new(token),
        Err(failure) => return Identity::Refused { failure },
    };
    let mut set = jwks();
    let keys = match described["keys"].as_str() {
        Some("issuer") => KeySource::Given(Jwks::parse(&set.to_string()).unwrap()),
        Some("keyOps") => {
            for key in set["keys"].as_array_mut().unwrap() {
                key["key_ops"] = json!(["verify"]);
            }
            KeySource::Given(Jwks::parse(&set.to_string()).unwrap())
        }
        Some("unreachable") => KeySource::Unreachable(unreachable()),
        _ => KeySource::NotGiven,
    };
    Identity::Token { token, keys }
}

fn unreachable() -> Box<StsFailure> {
    StsFailure::invalid_identity_token(
        Stage::Signature,
        "key-retrieval",
        KEY_NOT_RETRIEVED,
        "the issuer's verification keys could not be fetched",
    )
}
