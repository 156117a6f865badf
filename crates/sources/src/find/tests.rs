use std::time::{Duration, Instant};

use can_assume_iam::policy::{PolicyDocument, PrincipalElement};

use super::{Found, FoundRole, SourceKind, find, select};

const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"S","Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}"#;
const ENCODED: &str = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Sid%22%3A%22S%22%2C%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22AWS%22%3A%22%2A%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D";

fn found(text: &str) -> Found {
    find(text, "f.json").unwrap_or_else(|error| panic!("{text}\n{error:?}"))
}

fn document(role: &FoundRole) -> &PolicyDocument {
    &role.policy.as_ref().unwrap().document
}

/// Asserts that the policy was read and its spans refer to the role's text.
#[track_caller]
fn assert_placed(role: &FoundRole, name: &str) {
    let sid = document(role).statements[0].sid.as_ref().unwrap();
    assert_eq!((sid.span.text(&role.text.text), role.text.name.as_str()), ("\"S\"", name));
    assert_eq!(role.text.is_file, name == "f.json");
}

fn role(name: &str, account: &str, policy: &str) -> String {
    format!(
        r#"{{"Path":"/ci/","RoleName":"{name}","RoleId":"AROA","Arn":"arn:aws:iam::{account}:role/ci/{name}","CreateDate":"2026-01-01T00:00:00+00:00","AssumeRolePolicyDocument":{policy},"MaxSessionDuration":7200,"Tags":[{{"Key":"team","Value":"a"}},{{"Key":"x"}}]}}"#
    )
}

#[test]
fn a_trust_policy_by_itself() {
    let found = found(&format!(" {POLICY}\n"));
    assert_eq!((found.kind, found.roles.len()), (SourceKind::Policy, 1));
    assert_placed(&found.roles[0], "f.json");
    assert_eq!(found.roles[0].name, None);
}

#[test]
fn a_trust_policy_in_a_string_or_url_encoded() {
    for text in [
        format!("\"{ENCODED}\""),
        ENCODED.to_owned(),
        format!("\n{}\n", ENCODED.replace("%7B", "%7b")),
        format!("%0A%20{ENCODED}"),
        serde_json::to_string(POLICY).unwrap(),
    ] {
        let found = found(&text);
        assert_eq!(found.kind, SourceKind::Policy);
        assert_placed(&found.roles[0], "f.json (decoded)");
    }
    let plus = find(&ENCODED.replace("%22S%22", "%22a+b%22"), "f.json").unwrap();
    let sid = document(&plus.roles[0]).statements[0].sid.as_ref().unwrap();
    assert_eq!(sid.value, "a+b", "RFC 3986 knows no `+` for a space");
}

#[test]
fn what_resembles_a_policy_gets_the_errors_of_one() {
    for (text, start) in [
        (r#"{"Version":"2012-10-17"}"#, "the policy has no `Statement`"),
        (r#"{"version":"2012-10-17","statement":[]}"#, "`version` is not a member of a policy"),
    ] {
        let found = found(text);
        let errors = found.roles[0].policy.as_ref().unwrap_err();
        assert!(errors[0].message.starts_with(start), "{errors:?}");
    }
    let state = find(r#"{"version":4,"terraform_version":"1.9","resources":[]}"#, "f").unwrap_err();
    assert!(state.message.starts_with("the file is a Terraform plan or state"));
}

#[test]
fn one_role_in_every_wrapping() {
    let object = role("deploy", "123456789012", POLICY);
    let encoded = role("deploy", "123456789012", &format!("\"{ENCODED}\""));
    let wrapped = format!(r#"{{"Role":{object}}}"#);
    for (text, name) in [
        (object, "f.json"),
        (wrapped, "f.json"),
        (format!(r#"{{"Role":{encoded}}}"#), "f.json#role/deploy (decoded)"),
    ] {
        let found = found(&text);
        let role = &found.roles[0];
        assert_eq!((found.kind, found.roles.len()), (SourceKind::Role, 1));
        assert_placed(role, name);
        assert_eq!(role.name.as_deref(), Some("deploy"));
        assert_eq!(role.arn.as_deref(), Some("arn:aws:iam::123456789012:role/ci/deploy"));
        assert_eq!(role.account.as_deref(), Some("123456789012"));
        assert_eq!(role.max_session_duration, Some(7200));
        assert_eq!(role.tags, [("team".to_owned(), "a".to_owned())]);
        assert!(role.span.text(&text).starts_with("{\"Path\""));
    }
}

#[test]
fn listings_and_pages_of_them() {
    let (a, b) = (role("a", "111111111111", POLICY), role("b", "222222222222", &format!("\"{ENCODED}\"")));
    let details = format!(r#"{{"UserDetailList":[],"RoleDetailList":[{a},{b}],"IsTruncated":false}}"#);
    let list = format!(r#"{{"Roles":[{a},{b}],"IsTruncated":true,"Marker":"x"}}"#);
    let names = |found: &Found| {
        found.roles.iter().map(|role| role.name.clone().unwrap()).collect::<Vec<_>>().join(" ")
    };
    for (text, kind, truncated, expected) in [
        (details.clone(), SourceKind::AccountDetails, false, "a b"),
        (list.clone(), SourceKind::RoleList, true, "a b"),
        (format!("[{a},{b}]"), SourceKind::RoleList, false, "a b"),
        (format!("[{details},{details}]"), SourceKind::AccountDetails, false, "a b a b"),
        (format!(r#"[{list},{{"Role":{a}}}]"#), SourceKind::RoleList, false, "a b a"),
        (r#"{"Roles":[]}"#.to_owned(), SourceKind::RoleList, false, ""),
    ] {
        let found = found(&text);
        assert_eq!(
            (found.kind, found.truncated, names(&found).as_str()),
            (kind, truncated, expected),
            "{text}"
        );
        for role in &found.roles {
            document(role);
        }
    }
}

#[test]
fn one_bad_policy_does_not_hide_the_others() {
    let text = format!(
        r#"{{"Roles":[{},{},{{"RoleName":"c"}},{}]}}"#,
        role("a", "1", r#"{"Statement":[{}]}"#),
        role("b", "1", "\"%7Bnot json\""),
        role("d", "1", "\"%7B%FF\"")
    );
    let found = found(&text);
    let message = |index: usize| found.roles[index].policy.as_ref().unwrap_err()[0].message.clone();
    assert_eq!(message(0), "the statement has no `Effect`; expected `Allow` or `Deny`");
    assert_eq!(message(1), "found `not`; expected a member name in double quotation marks");
    assert_eq!(message(2), "the role has no `AssumeRolePolicyDocument`; expected its trust policy");
    assert_eq!(message(3), "the URL-encoded policy is not UTF-8; expected UTF-8");
    assert_eq!(found.roles[0].account, None, "`1` is no account id");
}

#[test]
fn what_is_not_a_trust_policy_is_named() {
    for (text, start) in [
        ("{}", "the file holds no trust policy; expected a trust policy, or what"),
        ("7", "the file holds no trust policy"),
        ("[]", "the file holds no trust policy"),
        ("[1]", "a number stands in a list; expected a role"),
        (r#"[{"Version":"2012-10-17","Statement":[]}]"#, "an object stands in a list; expected a role"),
        (r#"{"PolicyVersion":{"Document":{}}}"#, "the file is a permission policy"),
        (
            r#"{"RoleName":"a","PolicyName":"b","PolicyDocument":{}}"#,
            "the file is an inline permission policy",
        ),
        (r#"{"Url":"x","ClientIDList":[]}"#, "the file is an identity provider"),
        (r#"{"iss":"x","sub":"y","aud":"z"}"#, "the file is the claims of a token"),
        (r#"{"keys":[]}"#, "the file is a JWKS"),
        (r#"{"Resources":{}}"#, "the file is a CloudFormation template"),
        (r#"{"format_version":"1.2","terraform_version":"1.9"}"#, "the file is a Terraform plan"),
        (r#"{"Effect":"Allow"}"#, "the file is one statement of a policy"),
        (r#"{"Role":[]}"#, "the role is a list; expected an object"),
        (r#"{"Roles":{}}"#, "`Roles` is an object; expected a list of roles"),
        ("{", "the text ends too early"),
        ("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyZXBvIn0.c2ln", "found text that is not JSON"),
    ] {
        let error = find(text, "f.json").unwrap_err();
        assert!(error.message.starts_with(start), "{text}: {}", error.message);
        assert!(!error.help.is_empty());
    }
}

#[test]
fn a_policy_of_megabytes_is_refused() {
    let filler = "x".repeat(2 << 20);
    for text in [
        POLICY.replace("\"S\"", &format!("\"{filler}\"")),
        serde_json::to_string(&POLICY.replace("\"S\"", &format!("\"{filler}\""))).unwrap(),
    ] {
        let found = found(&text);
        let errors = found.roles[0].policy.as_ref().unwrap_err();
        assert!(errors[0].message.contains("bytes long; at most 1048576 bytes are read"), "{errors:?}");
    }
}

#[test]
fn the_wanted_role_is_selected() {
    let text = format!(
        "[{},{},{},{}]",
        role("a", "111111111111", POLICY),
        role("deploy", "111111111111", POLICY),
        role("deploy", "222222222222", POLICY),
        role("Deploy-prod", "111111111111", POLICY)
    );
    let roles = found(&text);
    assert_eq!(select(&roles, Some("a")).unwrap().name.as_deref(), Some("a"));
    let arn = "arn:aws:iam::222222222222:role/ci/deploy";
    assert_eq!(select(&roles, Some(arn)).unwrap().arn.as_deref(), Some(arn));

    let says = |wanted: Option<&str>| {
        let error = select(&roles, wanted).unwrap_err();
        (error.message, error.help)
    };
    assert_eq!(
        says(Some("deploy")),
        ("2 roles are called `deploy`; expected one".to_owned(), "pass the ARN of one of them: `arn:aws:iam::111111111111:role/ci/deploy`, `arn:aws:iam::222222222222:role/ci/deploy`".to_owned())
    );
    assert_eq!(
        says(Some("deploy-prd")),
        ("no role is called `deploy-prd`".to_owned(), "the nearest are `Deploy-prod`".to_owned())
    );
    assert_eq!(says(Some("DEPLOY")).1, "the nearest are `deploy`, `Deploy-prod`");
    assert_eq!(says(Some("zzzzzzz")).1, "pass one of `a`, `deploy`, `deploy`, `Deploy-prod`");
    assert_eq!(
        says(None),
        (
            "the file has 4 roles; expected one to be chosen".to_owned(),
            "pass `--role` with one of `a`, `deploy`, `deploy`, `Deploy-prod`".to_owned()
        )
    );
    assert_eq!(
        select(&found(r#"{"Roles":[]}"#), None).unwrap_err().message,
        "the file lists no roles; expected at least one"
    );
    assert!(
        select(&found(r#"{"Roles":[],"IsTruncated":true}"#), Some("a"))
            .unwrap_err()
            .message
            .contains("IsTruncated")
    );
}

#[test]
fn a_single_role_or_policy_needs_no_choice() {
    let one = found(&role("a", "111111111111", POLICY));
    assert!(select(&one, None).is_ok());
    assert!(select(&one, Some("a")).is_ok());
    assert_eq!(select(&one, Some("b")).unwrap_err().message, "no role is called `b`");
    let policy = found(POLICY);
    assert!(select(&policy, None).is_ok());
    assert!(select(&policy, Some("arn:aws:iam::111111111111:role/any")).is_ok());
}

#[test]
fn a_list_of_many_is_cut() {
    let roles: Vec<_> = (0..25).map(|index| role(&format!("r{index:02}"), "111111111111", POLICY)).collect();
    let help = select(&found(&format!("[{}]", roles.join(","))), None).unwrap_err().help;
    assert!(help.ends_with("`r08`, `r09`, and 15 more"), "{help}");
}

#[test]
fn an_account_of_many_megabytes_is_read_in_time() {
    let padding = r#"{"PolicyName":"p","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::bucket/*"}]}},"#.repeat(150);
    let roles: Vec<_> = (0..400)
        .map(|index| {
            let policy = if index % 2 == 0 { POLICY.to_owned() } else { format!("\"{ENCODED}\"") };
            role(&format!("r{index}"), "111111111111", &policy).replacen(
                '{',
                &format!(r#"{{"RolePolicyList":[{}null],"#, padding),
                1,
            )
        })
        .collect();
    let text = format!(r#"{{"RoleDetailList":[{}]}}"#, roles.join(","));
    assert!(text.len() > 9 << 20, "{}", text.len());
    #[expect(clippy::disallowed_methods, reason = "only measures; nothing found depends on it")]
    let start = Instant::now();
    let found = found(&text);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert_eq!(found.roles.len(), 400);
    for role in &found.roles {
        let principal = &document(role).statements[0].principal.as_ref().unwrap().value;
        assert!(matches!(principal, PrincipalElement::Principal(_)));
    }
}
