//! Actions, resources, principals, values.

use super::{assert_found, assuming, policy, refusals_of};
use crate::policy::PolicyKind;

#[test]
fn actions_assume_roles() {
    let of = |action: &str| policy(&format!(r#""Principal":{{"AWS":"*"}},"Action":{action}"#));
    for action in [
        "AssumeRole",
        "AssumeRoleWithSAML",
        "AssumeRoleWithWebIdentity",
        "TagSession",
        "SetSourceIdentity",
        "SetContext",
        "AssumeRole*",
    ] {
        assert_found(&of(&format!("\"sts:{action}\"")), &[]);
        assert_found(&of(&format!("\"STS:{}\"", action.to_lowercase())), &[]);
    }
    let found = assert_found(
        &of(r#"["*","sts:*","sts:GetCallerIdentity","s3:*","sts:AssumeRole"]"#),
        &[
            "assume-actions-only: \"*\"",
            "assume-actions-only: \"sts:*\"",
            "assume-actions-only: \"sts:GetCallerIdentity\"",
            "assume-actions-only: \"s3:*\"",
        ],
    );
    assert!(
        found.iter().all(|f| f.aws_message.as_deref()
            == Some("AssumeRole policy may only specify STS AssumeRole actions."))
    );
    assert_found(&of(r#""sts:*Session""#), &["note assume-actions-only: \"sts:*Session\""]);
    assert_found(&of("[]"), &["action-empty: []"]);
    let not = policy(r#""Principal":{"AWS":"*"},"NotAction":"sts:TagSession""#);
    assert_found(&not, &["note assume-actions-only: \"sts:TagSession\""]);
}

#[test]
fn resources_are_prohibited() {
    let text = policy(r#""Principal":{"AWS":"*"},"Action":"sts:AssumeRole","Resource":"*""#);
    let found = assert_found(&text, &["resource-prohibited: \"*\""]);
    assert_eq!(found[0].aws_message.as_deref(), Some("Has prohibited field Resource"));
    assert_found(&text.replace("Resource", "NotResource"), &["resource-prohibited: \"*\""]);
}

#[test]
fn the_principal_element() {
    let found = assert_found(&assuming("\"*\""), &["principal-star: \"*\""]);
    assert_eq!(
        found[0].aws_message.as_deref(),
        Some("AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\".")
    );
    assert_found(&assuming("{}"), &["principal-empty: {}"]);
    assert_found(&assuming(r#"{"AWS":[]}"#), &["principal-empty: {\"AWS\":[]}"]);
    assert_found(&assuming(r#"{"CanonicalUser":"79a5"}"#), &["canonical-user-principal: \"CanonicalUser\""]);
    let not = policy(r#""NotPrincipal":{"AWS":"123456789012"},"Action":"sts:AssumeRole""#);
    assert_found(&not, &["not-principal: {\"AWS\":\"123456789012\"}"]);
}

#[test]
fn aws_principals() {
    let good = r#"["*","123456789012","arn:aws:iam::123456789012:root","arn:aws-us-gov:iam::123456789012:user/a/b/c",
        "arn:aws-cn:iam::123456789012:role/x+=,.@-_y","arn:aws:sts::123456789012:assumed-role/r/s","AIDAEXAMPLEUSERIDXX",
        "arn:aws:sts::123456789012:federated-user/f","AROAEXAMPLEROLEIDXX",
        "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef"]"#;
    assert_found(&assuming(&format!(r#"{{"AWS":{good}}}"#)), &[]);
    for bad in [
        "",
        "**",
        "1234",
        "1234567890123",
        "arn:aws:iam::123456789012:role/*",
        "arn:aws:iam::*:root",
        "arn:aws:iam::123456789012:*",
        "arn:aws:iam::123456789012:group/g",
        "arn:aws:iam::123456789012:role/",
        "arn:aws:iam::123456789012:role",
        "arn:aws:s3:::bucket",
        "arn:aws:iam:us-east-1:123456789012:root",
        "arn:aws:iam::123456789012:root/x",
        "arn:aws:sts::123456789012:assumed-role/r",
        "arn:aws:sts::123456789012:assumed-role/r/s/t",
        "arn:gcp:iam::123456789012:root",
        "arn:aws-:iam::123456789012:root",
        "AIDA",
        "alice",
        "AKIAEXAMPLEKEYIDXXX",
        "arn:aws:iam::123456789012:oidc-provider/x.y",
    ] {
        let found = assert_found(
            &assuming(&format!(r#"{{"AWS":["123456789012","{bad}"]}}"#)),
            &[&format!("aws-principal: \"{bad}\"")],
        );
        assert_eq!(found[0].aws_message, Some(format!("Invalid principal in policy: \"AWS\":\"{bad}\"")));
    }
}

#[test]
fn service_principals() {
    for good in [
        "ec2.amazonaws.com",
        "lambda.us-east-1.amazonaws.com",
        "ec2.amazonaws.com.cn",
        "a.b.c.amazonaws.com",
        "ec2.c2s.ic.gov",
    ] {
        assert_found(&assuming(&format!(r#"{{"Service":"{good}"}}"#)), &[]);
    }
    for bad in [
        "",
        "*",
        "*.amazonaws.com",
        "ec2",
        "amazonaws.com",
        ".amazonaws.com",
        "ec2.amazonaws.com.evil",
        "github.com",
        "e c2.amazonaws.com",
    ] {
        let found = assert_found(
            &assuming(&format!(r#"{{"Service":"{bad}"}}"#)),
            &[&format!("service-principal: \"{bad}\"")],
        );
        assert_eq!(found[0].aws_message, Some(format!("Invalid principal in policy: \"SERVICE\":\"{bad}\"")));
    }
}

#[test]
fn federated_principals() {
    for good in [
        "arn:aws:iam::123456789012:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/ABC",
        "arn:aws:iam::123456789012:saml-provider/My.Idp-1",
        "arn:aws-us-gov:iam::123456789012:oidc-provider/ghes.example.com/_services/token",
    ] {
        assert_found(&assuming(&format!(r#"{{"Federated":"{good}"}}"#)), &[]);
    }
    for bad in [
        "",
        "*",
        "https://token.actions.githubusercontent.com",
        "arn:aws:iam::*:oidc-provider/a.b",
        "arn:aws:iam::123456789012:oidc-provider/*",
        "arn:aws:iam//123456789012:oidc-provider/a.b",
        "arn:aws:iam::123456789012:oidc-provider/https://a.b",
        "arn:aws:iam::1:oidc-provider/a.b",
        "arn:aws:iam::123456789012:role/x",
        "arn:aws:sts::123456789012:oidc-provider/a.b",
        "arn:aws:iam::123456789012:oidc-provider/",
        "github",
    ] {
        let found = assert_found(
            &assuming(&format!(r#"{{"Federated":"{bad}"}}"#)),
            &[&format!("federated-principal: \"{bad}\"")],
        );
        assert_eq!(
            found[0].aws_message.as_deref(),
            Some("Federated principals must be valid domain names or SAML metadata ARNs")
        );
    }
    assert_found(
        &assuming(r#"{"Federated":"idp.example.com"}"#),
        &["note federated-principal: \"idp.example.com\""],
    );
}

#[test]
fn literals_have_the_form_of_their_operator() {
    let of = |operator: &str, value: &str| {
        policy(&format!(
            r#""Principal":{{"AWS":"*"}},"Action":"sts:AssumeRole","Condition":{{"{operator}":{{"k":"{value}"}}}}"#
        ))
    };
    for (operator, good, bad) in [
        ("NumericLessThan", &["0", "-1.5", "1e3", "+007"][..], &["", "x", "1,5", "0x1"][..]),
        (
            "DateGreaterThanIfExists",
            &["2026-01-31", "2026-01-31T12:00:00Z", "1769860800"],
            &["", "tomorrow", "31.1.2026"],
        ),
        (
            "NotIpAddress",
            &["203.0.113.5", "203.0.113.5/24", "2001:db8::/32", "2001:db8::1"],
            &["", "*", "203.0.113.0/33", "2001:db8::5/64", "::ffff:192.0.2.1", "300.1.1.1"],
        ),
        (
            "ForAnyValue:ArnLike",
            &["*", "arn:aws:iam::*:role/*", "arn:aws:iam::123456789012:root", "arn:aws:sts::${a:b}:x"],
            &["", "role/*", "arn:aws:iam"],
        ),
        ("BinaryEquals", &["", "YQ=="], &["YQ", "%"]),
    ] {
        for value in good {
            assert_found(&of(operator, value), &[]);
        }
        for value in bad {
            assert_found(&of(operator, value), &[&format!("condition-literal: \"{value}\"")]);
        }
    }
    for operator in ["StringEquals", "Bool", "Null"] {
        assert_found(&of(operator, "x"), &[]);
    }
}

#[test]
fn resource_control_policies() {
    let of =
        |members: &str| format!(r#"{{"Version":"2012-10-17","Statement":{{"Resource":"*",{members}}}}}"#);
    let found = |members: &str| refusals_of(&of(members), PolicyKind::ResourceControl).0;
    assert_eq!(found(r#""Effect":"Deny","Principal":"*","Action":"sts:*""#), Vec::<String>::new());
    assert_eq!(
        found(r#""Effect":"Deny","Principal":{"AWS":"*"},"Action":["sts:AssumeRole"]"#),
        Vec::<String>::new()
    );
    assert_eq!(
        found(r#""Effect":"Allow","Principal":"*","Action":"*""#),
        ["rcp-effect: \"Allow\"", "rcp-action: \"*\""]
    );
    assert_eq!(
        found(r#""Effect":"Deny","Principal":{"AWS":"123456789012"},"NotAction":"sts:*""#),
        ["rcp-principal: {\"AWS\":\"123456789012\"}", "rcp-action: \"sts:*\""]
    );
    assert_eq!(
        found(r#""Effect":"Deny","NotPrincipal":{"AWS":"*"},"Action":"s3:*""#),
        ["rcp-principal: {\"AWS\":\"*\"}"]
    );
}
