//! `who` and `diff` over the account dumps of `aws iam get-account-authorization-details`, as they are started: which roles are
//! `compared`, and how many are `shown`.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by stopping there")]

mod compared;
mod shown;

use std::fs;
use std::path::PathBuf;

use can_assume_tests::binary::can_assume;
use serde_json::{Value, json};

const HOST: &str = "token.actions.githubusercontent.com";

/// A role of a dump that lets in the subjects that match.
fn role(name: &str, sub: &str) -> Value {
    role_with(
        name,
        &json!({
            "Effect": "Allow",
            "Principal": {"Federated": format!("arn:aws:iam::123456789012:oidc-provider/{HOST}")},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {format!("{HOST}:aud"): "sts.amazonaws.com"},
                "StringLike": {format!("{HOST}:sub"): sub},
            },
        }),
    )
}

fn role_with(name: &str, statement: &Value) -> Value {
    json!({
        "Path": "/",
        "RoleName": name,
        "RoleId": format!("AROA{}", name.to_uppercase()),
        "Arn": format!("arn:aws:iam::123456789012:role/{name}"),
        "CreateDate": "2026-03-02T09:14:07+00:00",
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [statement]},
        "InstanceProfileList": [], "RolePolicyList": [], "AttachedManagedPolicies": [], "Tags": [],
    })
}

fn dump(name: &str, roles: &[Value]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("dump-{name}.json"));
    let text = json!({
        "UserDetailList": [], "GroupDetailList": [], "RoleDetailList": roles, "Policies": [], "IsTruncated": false,
    });
    fs::write(&path, text.to_string()).unwrap();
    path
}

struct Ended {
    status: Option<i32>,
    out: String,
    err: String,
}

fn run(words: &[&str], files: &[&PathBuf]) -> Ended {
    let output = can_assume().args(words).args(files).output().unwrap();
    Ended {
        status: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
