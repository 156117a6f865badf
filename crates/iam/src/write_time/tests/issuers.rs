//! Every row of the observations on shared and built-in issuers.

use super::{GITHUB, assert_found, github, refusals_of, trusting};
use crate::policy::PolicyKind;
use crate::write_time::{ErrorCode, shared_issuers};

const GITHUB_MESSAGE: &str = "Trust policy with trusted principal arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, token.actions.githubusercontent.com:sub or token.actions.githubusercontent.com:job_workflow_ref which is not scoped to all.";

#[track_caller]
fn stored(condition: &str) {
    assert_found(&github(condition), &[]);
}

#[track_caller]
fn refused(condition: &str, at: &str) {
    let found = assert_found(&github(condition), &[&format!("shared-issuer-control: {at}")]);
    assert_eq!(found[0].aws_message.as_deref(), Some(GITHUB_MESSAGE));
    assert_eq!(found[0].code, Some(ErrorCode::MalformedPolicyDocument));
}

#[test]
fn github_patterns_that_are_stored() {
    for pattern in
        ["repo:o/r:*", "repo:*", "repo:*/*", "?*", "??*", "?", "??", "?owned", "owned*", "${aws:username}"]
    {
        for operator in [
            "StringEquals",
            "StringLike",
            "StringEqualsIgnoreCase",
            "ForAnyValue:StringLike",
            "ForAllValues:StringEquals",
        ] {
            stored(&format!(r#"{{"{operator}":{{"G:sub":"{pattern}"}}}}"#));
        }
        stored(&format!(r#"{{"StringLike":{{"G:job_workflow_ref":"{pattern}"}}}}"#));
    }
    stored(r#"{"StringLike":{"G:sub":[]}}"#);
    stored(r#"{"StringEquals":{"G:job_workflow_ref":[]}}"#);
    stored(r#"{"StringLike":{"TOKEN.actions.githubusercontent.COM:Sub":"x"}}"#);
}

#[test]
fn github_patterns_that_are_refused() {
    for pattern in ["*", "**", "*?", "*??", "*owned", "*?owned", "", " ", "  "] {
        refused(&format!(r#"{{"StringLike":{{"G:sub":"{pattern}"}}}}"#), &format!("\"{pattern}\""));
        refused(
            &format!(r#"{{"StringEquals":{{"G:job_workflow_ref":"{pattern}"}}}}"#),
            &format!("\"{pattern}\""),
        );
    }
    refused(r#"{"StringLike":{"G:sub":["*","x"]}}"#, "\"*\"");
}

#[test]
fn github_operators_that_do_not_count() {
    let at = format!("\"{GITHUB}\"");
    refused("{}", &at);
    for operator in [
        "StringEqualsIfExists",
        "StringLikeIfExists",
        "StringEqualsIgnoreCaseIfExists",
        "StringNotEquals",
        "StringNotLike",
        "StringNotEqualsIgnoreCase",
        "ForAnyValue:StringLikeIfExists",
        "ForAllValues:StringNotLike",
    ] {
        refused(&format!(r#"{{"{operator}":{{"G:sub":"repo:o/r:*"}}}}"#), &at);
    }
    refused(r#"{"Null":{"G:sub":"false"}}"#, &at);
    refused(r#"{"Bool":{"G:sub":"true"}}"#, &at);
    refused(r#"{"NumericEquals":{"G:sub":"1"}}"#, &at);
    refused(
        r#"{"StringEquals":{"G:aud":"sts.amazonaws.com","G:repository":"o/r","G:repository_id":"1"}}"#,
        &at,
    );
    refused(r#"{"StringEquals":{"sub":"x","vstoken.actions.githubusercontent.com:sub":"x"}}"#, &at);
}

#[test]
fn a_bad_claim_spoils_its_own_operator_block_only() {
    refused(r#"{"StringEquals":{"G:sub":"*","G:job_workflow_ref":"owned-value"}}"#, "\"*\"");
    refused(r#"{"StringEquals":{"G:sub":"owned-value","G:job_workflow_ref":"*"}}"#, "\"*\"");
    stored(r#"{"StringEquals":{"G:sub":"*"},"StringLike":{"G:job_workflow_ref":"owned-value"}}"#);
    stored(r#"{"StringLike":{"G:sub":"*"},"ForAnyValue:StringLike":{"G:sub":"owned-value"}}"#);
    refused(r#"{"StringLike":{"G:sub":"*"},"StringLikeIfExists":{"G:sub":"owned-value"}}"#, "\"*\"");
}

#[test]
fn a_later_bad_value_is_a_remark() {
    let rule = |at: &str| format!("note shared-issuer-later-value: {at}");
    let found = assert_found(&github(r#"{"StringLike":{"G:sub":["repo:acme/x","*"]}}"#), &[&rule("\"*\"")]);
    assert_eq!(found[0].source, "https://github.com/Dashtid/subvectors");
    let says = "`*` lets in every identity of the issuer; IAM is known to store it after a good first value";
    assert_eq!(found[0].headline, says);
    let (_, literal) = refusals_of(&github(r#"{"StringEquals":{"G:sub":["x","*"]}}"#), PolicyKind::Trust);
    assert!(
        literal[0].headline.starts_with("`*` counts as scoped to all"),
        "under `StringEquals` it is no wildcard"
    );
    assert_found(&github(r#"{"StringEquals":{"G:sub":["a","b","","*x"]}}"#), &[&rule("\"\"")]);
    refused(r#"{"StringEquals":{"G:sub":["a","*"],"G:job_workflow_ref":["*","a"]}}"#, "\"*\"");
    stored(r#"{"StringEquals":{"G:sub":["a","*"]},"StringLike":{"G:sub":"a"}}"#);
    assert_found(
        &trusting(
            "arn:aws:iam::123456789012:oidc-provider/gitlab.com",
            r#"{"StringLike":{"gitlab.com:sub":["a","*"]}}"#,
        ),
        &[&rule("\"*\"")],
    );
}

#[test]
fn github_issuers_are_a_prefix() {
    for suffix in ["/acme", ".example.test", "other", "/a/b"] {
        let issuer = format!("token.actions.githubusercontent.com{suffix}");
        let arn = format!("arn:aws:iam::123456789012:oidc-provider/{issuer}");
        let short =
            trusting(&arn, r#"{"StringEquals":{"token.actions.githubusercontent.com:sub":"owned-value"}}"#);
        let found = assert_found(&short, &[&format!("shared-issuer-control: \"{arn}\"")]);
        let message = GITHUB_MESSAGE.replace("token.actions.githubusercontent.com", &issuer);
        assert_eq!(found[0].aws_message, Some(message));
        let full = short.replace("com:sub", &format!("com{suffix}:sub"));
        assert_found(&full, &[]);
    }
    assert_found(&trusting("arn:aws:iam::123456789012:oidc-provider/token.actions.acme.ghe.com", "{}"), &[]);
}

#[test]
fn each_statement_and_each_principal_is_looked_at() {
    let condition = r#""Condition":{"StringLike":{"token.actions.githubusercontent.com:sub":"repo:o/r:*"}}"#;
    let action = r#""Action":"sts:AssumeRoleWithWebIdentity""#;
    let principal = format!(r#""Principal":{{"Federated":"{GITHUB}"}}"#);
    let good = format!(r#"{{"Effect":"Allow",{principal},{action},{condition}}}"#);
    let bad = format!(r#"{{"Effect":"Allow",{principal},{action}}}"#);
    let both = format!(r#"{{"Version":"2012-10-17","Statement":[{good},{bad}]}}"#);
    let at = format!("shared-issuer-control: \"{GITHUB}\"");
    let found = assert_found(&both, &[&at]);
    assert!(found[0].span.start > both.find("},{").unwrap(), "the second statement is at fault");

    let bad_text = |statement: &str| format!(r#"{{"Version":"2012-10-17","Statement":{statement}}}"#);
    assert_found(&bad_text(&bad.replace("Allow", "Deny")), &[]);
    assert_found(&bad_text(&bad.replace("AssumeRoleWithWebIdentity", "TagSession")), &[]);
    assert_found(&bad_text(&bad.replace("sts:AssumeRoleWithWebIdentity", "STS:assumeRole*")), &[&at]);
    let gitlab = "arn:aws:iam::123456789012:oidc-provider/gitlab.com";
    let two = good.replace(&format!("\"{GITHUB}\""), &format!("[\"{GITHUB}\",\"{gitlab}\",\"arn:aws:iam::123456789012:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/X\"]"));
    assert_found(&bad_text(&two), &[&format!("shared-issuer-control: \"{gitlab}\"")]);
}

#[test]
fn every_other_shared_issuer_is_exact_and_takes_all_but_a_star() {
    assert_eq!(shared_issuers().len(), 22);
    for shared in shared_issuers().iter().filter(|shared| !shared.issuer.starts_with("token.actions")) {
        let (issuer, key) = (shared.issuer, shared.condition_key());
        let cognito = issuer == "cognito-identity.amazonaws.com";
        let principal = if cognito {
            issuer.to_owned()
        } else {
            format!("arn:aws:iam::123456789012:oidc-provider/{issuer}")
        };
        let message = format!(
            "Trust policy with trusted principal {principal} must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, {key} which is not scoped to all."
        );
        for bad in ["\"*\"", "[\"*\",\"x\"]"] {
            let found = assert_found(
                &trusting(&principal, &format!(r#"{{"StringLike":{{"{key}":{bad}}}}}"#)),
                &["shared-issuer-control: \"*\""],
            );
            assert_eq!(found[0].aws_message.as_deref(), Some(message.as_str()));
        }
        assert_found(
            &trusting(&principal, r#"{"StringEquals":{"aws:SourceIp":"x"}}"#),
            &[&format!("shared-issuer-control: \"{principal}\"")],
        );
        for good in ["\"x\"", "\"**\"", "\"*?\"", "\"\"", "\" \"", "\"?\"", "[]"] {
            for operator in [
                "StringEquals",
                "StringEqualsIgnoreCase",
                "ForAllValues:StringLike",
                "ForAnyValue:StringEquals",
            ] {
                assert_found(
                    &trusting(
                        &principal,
                        &format!(r#"{{"{operator}":{{"{}":{good}}}}}"#, key.to_uppercase()),
                    ),
                    &[],
                );
            }
        }
    }
    let longer = "arn:aws:iam::123456789012:oidc-provider/gitlab.com/x";
    assert_found(&trusting(longer, "{}"), &[]);
}

#[test]
fn built_in_issuers_need_an_application_id() {
    for (issuer, good, bad) in [
        ("accounts.google.com", ["aud", "oaud", "sub"], ["amr", "email", "SUB"]),
        ("www.amazon.com", ["app_id", "sub", "sub"], ["aud", "user_id", "SUB"]),
        ("graph.facebook.com", ["app_id", "sub", "sub"], ["aud", "id", "APP_ID"]),
    ] {
        let of = |operator: &str, claim: &str, value: &str| {
            trusting(issuer, &format!(r#"{{"{operator}":{{"{issuer}:{claim}":{value}}}}}"#))
        };
        for claim in good {
            for operator in [
                "StringEquals",
                "StringEqualsIgnoreCase",
                "ForAnyValue:StringEquals",
                "ForAllValues:StringEqualsIgnoreCase",
            ] {
                for value in ["\"*\"", "\"\"", "\"x\""] {
                    assert_found(&of(operator, claim, value), &[]);
                }
            }
            for operator in ["StringLike", "StringEqualsIfExists", "StringNotEquals"] {
                let found = assert_found(
                    &of(operator, claim, "\"x\""),
                    &[&format!("built-in-issuer-control: \"{issuer}\"")],
                );
                assert_eq!(
                    found[0].aws_message,
                    Some(format!(
                        "Policy trusting {issuer} requires a StringEquals condition on an application id"
                    ))
                );
            }
        }
        for claim in bad {
            assert_found(
                &of("StringEquals", claim, "\"x\""),
                &[&format!("built-in-issuer-control: \"{issuer}\"")],
            );
        }
    }
    let found = assert_found(
        &trusting("cognito-identity.amazonaws.com", "{}"),
        &[
            "cognito-condition: \"cognito-identity.amazonaws.com\"",
            "shared-issuer-control: \"cognito-identity.amazonaws.com\"",
        ],
    );
    assert_eq!(
        found[0].aws_message.as_deref(),
        Some("A condition block must be present for the Cognito provider")
    );
}

#[test]
fn vectors_20_to_22() {
    let slug = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com/acme";
    let found = assert_found(
        &trusting(
            slug,
            r#"{"StringEquals":{"token.actions.githubusercontent.com:sub":"repo:octo/app:ref:refs/heads/main"}}"#,
        ),
        &[&format!("shared-issuer-control: \"{slug}\"")],
    );
    assert!(
        found[0].aws_message.as_ref().unwrap().contains("token.actions.githubusercontent.com/acme:sub or")
    );

    refused(r#"{"StringLike":{"G:sub":"*"}}"#, "\"*\"");
    stored(r#"{"StringLike":{"G:sub":"?*"}}"#);
    stored(r#"{"StringLike":{"G:sub":"repo:*"}}"#);
    stored(r#"{"StringLike":{"G:sub":[]}}"#);

    let workflow = r#""G:job_workflow_ref":"octo/app/.github/workflows/deploy.yml@refs/heads/main""#;
    refused(&format!(r#"{{"StringEquals":{{"G:sub":"*",{workflow}}}}}"#), "\"*\"");
    stored(&format!(r#"{{"StringEquals":{{"G:sub":"*"}},"StringLike":{{{workflow}}}}}"#));
}
