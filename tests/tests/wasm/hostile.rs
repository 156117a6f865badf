//! Inputs that mean no good.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::node::Asked;

/// What may be in no answer.
pub(crate) const SIGNATURE: &str = "c2lnbmF0dXJlLXRoYXQtaXMtYS1zZWNyZXQ";

const CALLS: [&str; 10] =
    ["check", "claims", "decodeToken", "diff", "explain", "fix", "lint", "mint", "verifyToken", "who"];

/// Every hostile input.
pub(crate) fn all() -> Vec<Asked> {
    let mut all = with_tokens();
    let mut push = |name: &str, call: &'static str, input: String| {
        all.push(Asked { name: name.to_owned(), call, input });
    };
    for call in CALLS {
        for (name, input) in [
            ("nothing", String::new()),
            ("no JSON", "{".to_owned()),
            ("no object", "[]".to_owned()),
            ("another object", r#"{"unknown": true}"#.to_owned()),
            ("an empty object", "{}".to_owned()),
            ("a deep list", "[".repeat(200_000)),
            ("a deep member", format!(r#"{{"policy": {}"#, "[".repeat(200_000))),
            ("lone surrogates", r#"{"policy": "\ud800"}"#.to_owned()),
            ("a number", "1e999".to_owned()),
        ] {
            push(name, call, input);
        }
    }
    let claims = text("claims.json", r#"{"sub": "repo:o/r:ref:refs/heads/main"}"#);
    for (name, policy) in [
        ("an empty policy", String::new()),
        ("a deep policy", "{\"a\":".repeat(100_000)),
        ("deep brackets", "[".repeat(1_000_000)),
        ("a broken policy", r#"{"Version": "2012-10-17", "Statement": [{"#.to_owned()),
        ("a long value", policy_of(&"a*".repeat(20_000))),
        ("stars", policy_of(&"*?".repeat(2_000))),
        ("many values", policy_of_values(&(0..2_000).map(|n| format!("repo:o/r{n}:*")).collect::<Vec<_>>())),
        ("control characters", policy_of("\u{1b}[31m\u{202e}`|<script>\n::error::x")),
        ("a null character", policy_of("a\0b")),
    ] {
        let policy = text("policy.json", &policy);
        let formats = ["plain", "concise", "markdown", "github"];
        push(name, "check", json!({"policy": [policy], "claims": claims, "formats": formats}).to_string());
        push(name, "fix", json!({"policy": [policy], "claims": claims}).to_string());
        push(name, "lint", json!({"files": [policy], "budget": 2000}).to_string());
        push(name, "who", json!({"policy": policy, "budget": 2000}).to_string());
        push(name, "diff", json!({"before": policy, "after": policy, "budget": 2000}).to_string());
    }
    for (name, workflow) in [
        ("an empty workflow", String::new()),
        ("a deep workflow", "a: {".repeat(50_000)),
        ("deep dashes", "- ".repeat(50_000)),
        ("an alias bomb", alias_bomb()),
        ("tabs", "\t\ton: push".to_owned()),
        ("a deep expression", format!("on: push\njobs: {{a: {{if: \"{}\"}}}}", "(".repeat(50_000))),
        ("a large matrix", large_matrix()),
    ] {
        let workflow = text(".github/workflows/ci.yml", &workflow);
        push(name, "claims", json!({"workflow": workflow}).to_string());
        push(name, "check", json!({"workflow": workflow}).to_string());
        push(name, "lint", json!({"files": [workflow]}).to_string());
    }
    push("a long error", "explain", json!({"error": "Not authorized ".repeat(100_000)}).to_string());
    push("a long id", "explain", json!({"id": "x".repeat(100_000)}).to_string());
    all
}

/// Inputs with a token, in its place and where it does not belong.
pub(crate) fn with_tokens() -> Vec<Asked> {
    let token = |claims: &str| {
        let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256","kid":"1"}"#);
        format!("{header}.{}.{SIGNATURE}", URL_SAFE_NO_PAD.encode(claims))
    };
    let good = token(
        r#"{"iss":"https://token.actions.githubusercontent.com","sub":"repo:o/r:ref:refs/heads/main","aud":"sts.amazonaws.com","iat":1795000000,"exp":1795000300}"#,
    );
    let long = token(&format!(r#"{{"sub":"{}"}}"#, "x".repeat(20_000)));
    let deep = token(&"[".repeat(10_000));
    let policy = text("policy.json", &policy_of("repo:o/r:*"));
    let mut all = Vec::new();
    let mut push = |name: &str, call: &'static str, input: &Value| {
        all.push(Asked { name: name.to_owned(), call, input: input.to_string() });
    };
    for (name, token) in
        [("a token", &good), ("a token of 20,000 characters", &long), ("a deep token", &deep)]
    {
        let file = text("token.jwt", token);
        let formats = ["plain", "concise", "markdown", "github"];
        push(
            name,
            "check",
            &json!({"policy": [policy], "token": file, "at": 1_795_000_000, "explain": "full", "formats": formats}),
        );
        push(name, "check", &json!({"policy": [policy], "token": file}));
        push(name, "check", &json!({"policy": [policy], "token": token}));
        push(name, "check", &json!({"policy": [file], "token": file, "at": 0}));
        push(name, "decodeToken", &json!({"token": file}));
        push(name, "decodeToken", &json!({"token": token}));
        push(name, "verifyToken", &json!({"token": file, "jwks": text("jwks.json", "{}")}));
        push(
            name,
            "verifyToken",
            &json!({"token": file, "jwks": text("jwks.json", r#"{"keys":[{"kty":"RSA","kid":"1","n":"AQAB","e":"AQAB"}]}"#), "at": 1_795_000_000}),
        );
    }
    all
}

fn text(name: &str, text: &str) -> Value {
    json!({"name": name, "text": text})
}

fn policy_of(value: &str) -> String {
    policy_of_values(&[value.to_owned()])
}

fn policy_of_values(values: &[String]) -> String {
    json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"},
        "Condition": {
            "StringLike": {"token.actions.githubusercontent.com:sub": values},
            "StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
        },
    }]})
    .to_string()
}

fn alias_bomb() -> String {
    let mut text = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..40 {
        text.push_str(&format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1));
    }
    text + "on: push\njobs: *a39\n"
}

fn large_matrix() -> String {
    let values = (0..200).map(|n| n.to_string()).collect::<Vec<_>>().join(", ");
    format!(
        "on: push\npermissions: {{id-token: write}}\njobs:\n  a:\n    runs-on: x\n    environment: ${{{{ matrix.a }}}}\n    strategy: {{matrix: {{a: [{values}], b: [{values}], c: [{values}]}}}}\n    steps: [{{run: x}}]\n"
    )
}
