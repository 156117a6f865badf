//! A request's text: reading it and evaluating a policy for it never panics, and both ways of evaluation agree.

#![no_main]

use std::sync::LazyLock;

use can_assume_iam::compile::{CompiledPolicy, compile};
use can_assume_iam::policy::{PolicyKind, parse};
use can_assume_sources::request;
use libfuzzer_sys::fuzz_target;

/// Principals of every kind, and a condition of every family.
const POLICY: &str = r#"{"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "sts:*", "Principal": {"AWS": ["*", "123456789012", "AROAEXAMPLE", "arn:aws:iam::123456789012:role/a/ci",
        "arn:aws:sts::123456789012:assumed-role/ci/run"], "Service": "ec2.amazonaws.com",
        "Federated": ["accounts.google.com", "arn:aws:iam::123456789012:saml-provider/okta",
        "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"]},
     "Condition": {"StringLike": {"token.actions.githubusercontent.com:sub": ["repo:octo/*", "repo:${aws:username}/?"]},
        "ForAllValues:StringEqualsIgnoreCase": {"aws:TagKeys": ["TEAM", "${aws:username}"]}}},
    {"Effect": "Deny", "Action": "sts:AssumeRole*", "Principal": {"AWS": "*"},
     "Condition": {"NotIpAddress": {"aws:SourceIp": ["192.0.2.0/24", "2001:db8::/32"]}, "DateGreaterThan": {"aws:CurrentTime": "2030-01-01"},
        "NumericGreaterThan": {"aws:MultiFactorAuthAge": "3600"}, "Bool": {"aws:SecureTransport": "false"},
        "ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/${aws:username}"}, "BinaryEquals": {"k:b": "YQ=="},
        "Null": {"sts:ExternalId": "true"}}}]}"#;

static COMPILED: LazyLock<CompiledPolicy> =
    LazyLock::new(|| compile(&parse(POLICY, PolicyKind::Trust).expect("a trust policy").document));

fuzz_target!(|text: &str| {
    let Ok(request) = request::parse(text) else { return };
    assert_eq!(COMPILED.decide(&request), COMPILED.trace(&request).decision);
});
