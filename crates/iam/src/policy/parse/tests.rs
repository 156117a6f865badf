use proptest::prelude::*;

use super::{Parsed, parse};
use crate::policy::{ActionElement, Effect, PolicyKind, Principal, PrincipalElement, PrincipalKind, Version};

const GOOD: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [{
    "Sid": "Deploy",
    "Effect": "Allow",
    "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"},
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
      "ForAnyValue:StringLikeIfExists": {"token.actions.githubusercontent.com:sub": ["repo:o/r:*", 1.50, true]}
    }
  }]
}"#;

fn trust(text: &str) -> Parsed {
    parse(text, PolicyKind::Trust).unwrap_or_else(|errors| panic!("{text}\n{errors:?}"))
}

/// The errors as `message @ text (help)`.
fn errors_of(text: &str, kind: PolicyKind) -> Vec<String> {
    let errors = parse(text, kind).expect_err(text);
    errors
        .into_iter()
        .map(|error| {
            format!("{} @ {} ({})", error.message, error.span.text(text), error.help.unwrap_or_default())
        })
        .collect()
}

#[track_caller]
fn assert_errors(text: &str, expected: &[&str]) {
    assert_eq!(errors_of(text, PolicyKind::Trust), expected, "{text}");
}

/// A trust policy whose one statement is `GOOD`'s with `members` written after its own.
fn with(members: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Principal":{{"AWS":"*"}},"Action":"sts:AssumeRole",{members}}}}}"#
    )
}

fn with_condition(block: &str) -> String {
    with(&format!(r#""Condition":{block}"#))
}

#[test]
fn every_element_is_read_with_its_place() {
    let Parsed { document, warnings } = trust(GOOD);
    assert_eq!(warnings, []);
    let at = |span: crate::span::Span| span.text(GOOD);
    assert_eq!(
        (document.effective_version(), at(document.version.unwrap().span)),
        (Version::V2012, "\"2012-10-17\"")
    );
    assert_eq!(document.span.text(GOOD), GOOD);
    let statement = &document.statements[0];
    assert!(at(statement.span).starts_with("{\n    \"Sid\""));
    assert_eq!((statement.effect.value, at(statement.effect.span)), (Effect::Allow, "\"Allow\""));
    let principal = statement.principal.as_ref().unwrap();
    assert!(at(principal.span).starts_with("{\"Federated\""));
    let PrincipalElement::Principal(Principal::Entries(entries)) = &principal.value else { panic!() };
    assert_eq!(
        (entries[0].kind.value, at(entries[0].kind.span)),
        (PrincipalKind::Federated, "\"Federated\"")
    );
    assert!(at(entries[0].values[0].span).ends_with("githubusercontent.com\""));
    let ActionElement::Action(actions) = &statement.action.value else { panic!() };
    assert_eq!(
        (actions[0].value.as_str(), at(actions[0].span)),
        ("sts:AssumeRoleWithWebIdentity", "\"sts:AssumeRoleWithWebIdentity\"")
    );
    let [aud, sub] = &statement.conditions[..] else { panic!() };
    assert_eq!(
        (aud.operator.value.to_string(), at(aud.operator.span)),
        ("StringEquals".to_owned(), "\"StringEquals\"")
    );
    assert_eq!(sub.operator.value.to_string(), "ForAnyValue:StringLikeIfExists");
    assert_eq!(at(sub.key.span), "\"token.actions.githubusercontent.com:sub\"");
    let values: Vec<_> = sub.values.iter().map(|value| (value.value.as_str(), at(value.span))).collect();
    assert_eq!(values, [("repo:o/r:*", "\"repo:o/r:*\""), ("1.50", "1.50"), ("true", "true")]);
    assert_eq!(at(sub.values_span), "[\"repo:o/r:*\", 1.50, true]");
}

#[test]
fn a_trust_policy_with_resource_is_read() {
    assert!(trust(&with(r#""Resource":"*""#)).document.statements[0].resource.is_some());
    assert!(trust(&with(r#""NotResource":["a"]"#)).document.statements[0].not_resource.is_some());
}

#[test]
fn not_json_and_not_an_object() {
    assert_errors(
        "{",
        &[
            "the text ends too early; expected a member name in double quotation marks @  (check that the file is complete)",
        ],
    );
    let help = "pass a policy document: `{\"Version\": \"2012-10-17\", \"Statement\": […]}`";
    assert_errors("[1]", &[&format!("the policy is a list; expected an object @ [1] ({help})")]);
    assert_errors("null", &[&format!("the policy is null; expected an object @ null ({help})")]);
}

#[test]
fn the_document_lacks_or_misspells_members() {
    assert_errors(
        r#"{"version":"2012-10-17","statement":[]}"#,
        &[
            "`version` is not a member of a policy @ \"version\" (write `Version`; names are case-sensitive)",
            "`statement` is not a member of a policy @ \"statement\" (write `Statement`; names are case-sensitive)",
            "the policy has no `Statement`; expected an object or a list of objects @ {\"version\":\"2012-10-17\",\"statement\":[]} (add `\"Statement\": […]` with at least one statement)",
        ],
    );
    assert_errors(
        r#"{"Version":"2012-10-18","Statement":[]}"#,
        &[
            "`Version` is `2012-10-18`; expected `2012-10-17` or `2008-10-17` @ \"2012-10-18\" (write `\"Version\": \"2012-10-17\"`)",
            "`Statement` is an empty list; expected at least one statement @ [] (add a statement with `Effect` and `Action`)",
        ],
    );
    assert_errors(
        r#"{"Version":20121017,"Statement":"x","Id":null}"#,
        &[
            "`Version` is a number; expected a string @ 20121017 (write a string)",
            "a statement is a string; expected an object @ \"x\" (write an object)",
            "`Id` is null; expected a string @ null (write a string)",
        ],
    );
}

#[test]
fn the_statement_lacks_or_misspells_members() {
    assert_errors(
        r#"{"Version":"2012-10-17","Statement":[{"Efect":"Allow","Condition":{}}, 7]}"#,
        &[
            "`Efect` is not a member of a statement @ \"Efect\" (write `Effect`)",
            "the statement has no `Effect`; expected `Allow` or `Deny` @ {\"Efect\":\"Allow\",\"Condition\":{}} (add `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`)",
            "the statement has neither `Action` nor `NotAction` @ {\"Efect\":\"Allow\",\"Condition\":{}} (add `\"Action\": \"sts:AssumeRoleWithWebIdentity\"`, or another call that assumes a role)",
            "the statement has no `Principal`; a trust policy says who may assume the role @ {\"Efect\":\"Allow\",\"Condition\":{}} (add `\"Principal\": {\"Federated\": \"arn:…:oidc-provider/…\"}`)",
            "a statement is a number; expected an object @ 7 (write an object)",
        ],
    );
    assert_errors(
        &with(r#""NotAction":"sts:*","NotPrincipal":{"AWS":"1"},"Sid":1,"Widget":{}"#),
        &[
            "`Widget` is not a member of a statement @ \"Widget\" (use `Sid`, `Effect`, `Principal`, `NotPrincipal`, `Action`, `NotAction`, `Resource`, `NotResource`, `Condition`)",
            "`Sid` is a number; expected a string @ 1 (write a string)",
            "the statement has both `Principal` and `NotPrincipal`; expected one of them @ \"NotPrincipal\" (remove `NotPrincipal` or `Principal`)",
            "the statement has both `Action` and `NotAction`; expected one of them @ \"NotAction\" (remove `NotAction` or `Action`)",
        ],
    );
}

#[test]
fn effect_is_allow_or_deny() {
    let text = r#"{"Version":"2012-10-17","Statement":{"Effect":"allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}}"#;
    assert_errors(
        text,
        &[
            "`Effect` is `allow`; expected `Allow` or `Deny` @ \"allow\" (write `Allow`; names are case-sensitive)",
        ],
    );
    assert_errors(
        &text.replace("allow", "Permit"),
        &["`Effect` is `Permit`; expected `Allow` or `Deny` @ \"Permit\" (use `Allow`, `Deny`)"],
    );
}

#[test]
fn principals_have_a_type() {
    let of = |principal: &str| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Deny","Action":"a","Principal":{principal}}}}}"#
        )
    };
    assert!(matches!(
        trust(&of("\"*\"")).document.statements[0].principal.as_ref().unwrap().value,
        PrincipalElement::Principal(Principal::Star)
    ));
    trust(&of("{}"));
    trust(&of(r#"{"AWS":[],"Service":["a","b"]}"#));
    assert_errors(
        &of("\"arn:aws:iam::1:root\""),
        &[
            "`Principal` is a string other than `*`; expected an object of principal types @ \"arn:aws:iam::1:root\" (name the type: `{\"Federated\": …}`, `{\"AWS\": …}` or `{\"Service\": …}`)",
        ],
    );
    assert_errors(
        &of("[\"*\"]"),
        &[
            "`Principal` is a list; expected an object of principal types @ [\"*\"] (write an object of principal types)",
        ],
    );
    assert_errors(
        &of(r#"{"Aws":"*","Federate":["x"],"AWS":123456789012,"Service":["a",["b"]]}"#),
        &[
            "`Aws` is not a member of `Principal` @ \"Aws\" (write `AWS`; names are case-sensitive)",
            "`Federate` is not a member of `Principal` @ \"Federate\" (write `Federated`)",
            "`AWS` is a number; expected a string, or a list of them @ 123456789012 (write a string, or a list of them)",
            "a value of `Service` is a list; expected a string @ [\"b\"] (write a string)",
        ],
    );
}

#[test]
fn operators_exist_and_hold_keys() {
    for (name, help) in [
        ("StringEqual", "write `StringEquals`"),
        ("StringLikeIfExist", "write `StringLikeIfExists`"),
        ("ForAllValue:StringLike", "write `ForAllValues:StringLike`"),
        ("StringMatches", "use an operator of IAM, such as `StringEquals` or `StringLike`"),
        ("", "use an operator of IAM, such as `StringEquals` or `StringLike`"),
    ] {
        let text = with_condition(&format!(r#"{{"{name}":{{"a":"b"}}}}"#));
        assert_errors(&text, &[&format!("`{name}` is not a condition operator @ \"{name}\" ({help})")]);
    }
    for name in ["NullIfExists", "ForAllValues:Null", "ForAnyValue:Null", "ForAnyValue:NullIfExists"] {
        let text = with_condition(&format!(r#"{{"{name}":{{"a":"true"}}}}"#));
        let message =
            format!("`{name}` is not a condition operator; `Null` takes no `IfExists` and no set qualifier");
        assert_errors(&text, &[&format!("{message} @ \"{name}\" (write `Null`)")]);
    }
    assert_errors(
        &with_condition(
            r#"{"StringEquals":"x","Bool":{"k":{"a":1},"l":null,"m":[["x"],{}]},"a:sub":"repo"}"#,
        ),
        &[
            "`StringEquals` is a string; expected an object of condition keys @ \"x\" (write an object of condition keys)",
            "`k` is an object; expected a string, number or boolean, or a list of them @ {\"a\":1} (write a string, number or boolean, or a list of them)",
            "`l` is null; expected a string, number or boolean, or a list of them @ null (write a string, number or boolean, or a list of them)",
            "a value of `m` is a list; expected a string, number or boolean @ [\"x\"] (write a string, number or boolean)",
            "a value of `m` is an object; expected a string, number or boolean @ {} (write a string, number or boolean)",
            "`a:sub` is not a condition operator; expected one, with the key inside it @ \"a:sub\" (write `{\"StringEquals\": {\"a:sub\": …}}`)",
        ],
    );
    assert_errors(
        &with_condition("[]"),
        &[
            "`Condition` is a list; expected an object of condition operators @ [] (write an object of condition operators)",
        ],
    );
}

#[test]
fn operators_in_another_case_are_read_and_said() {
    let text = with_condition(r#"{"foranyvalue:stringlikeifexists":{"a":"b"}}"#);
    let Parsed { document, warnings } = trust(&text);
    assert_eq!(
        document.statements[0].conditions[0].operator.value.to_string(),
        "ForAnyValue:StringLikeIfExists"
    );
    assert_eq!(
        (warnings[0].rule, warnings[0].span.text(&text)),
        ("operator-case", "\"foranyvalue:stringlikeifexists\"")
    );
    assert_errors(
        &with_condition(r#"{"StringLike":{"a":"b"},"stringlike":{"a":"c"}}"#),
        &[
            "`stringlike` is the operator `StringLike` again; expected each operator once @ \"stringlike\" (put the keys of both into one operator)",
        ],
    );
}

#[test]
fn of_repeated_members_the_last_counts_and_both_places_are_said() {
    let text = with_condition(
        r#"{"StringEquals":{"a:x":"1","a:x":"2","A:x":"3"},"StringEquals":{"a:y":["4"],"A:Y":"5"}}"#,
    );
    let Parsed { document, warnings } = trust(&text);
    let keys: Vec<_> = document.statements[0]
        .conditions
        .iter()
        .map(|c| (c.key.value.as_str(), c.values[0].value.as_str()))
        .collect();
    assert_eq!(keys, [("a:y", "4"), ("A:Y", "5")]);
    let places: Vec<_> = warnings
        .iter()
        .map(|w| (w.rule, w.span.text(&text), w.related.as_ref().map(|related| related.span.text(&text))))
        .collect();
    assert_eq!(
        places,
        [
            ("duplicate-member", "\"StringEquals\"", Some("\"StringEquals\"")),
            ("duplicate-condition-key", "\"A:Y\"", Some("\"a:y\"")),
        ]
    );
    assert!(warnings[0].related.as_ref().unwrap().span.start < warnings[0].span.start);

    let text = with_condition(r#"{"StringEquals":{"a:x":"1","a:x":"2"}}"#);
    let Parsed { document, warnings } = trust(&text);
    assert_eq!(document.statements[0].conditions[0].values[0].value, "2");
    assert_eq!(
        warnings[0].message,
        "`a:x` is written twice in one object; the later one counts and the earlier one is ignored"
    );

    let Parsed { document, warnings } = trust(&with(r#""Effect":"Deny""#));
    assert_eq!((document.statements[0].effect.value, warnings.len()), (Effect::Deny, 1));
}

#[test]
fn warnings_of_version() {
    let text = r#"{"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"a","Condition":{"StringLike":{"k":["${a:b}","x"]},"Bool":{}}}}"#;
    let rules = |text: &str| trust(text).warnings.iter().map(|warning| warning.rule).collect::<Vec<_>>();
    assert_eq!(rules(text), ["empty-operator-block", "missing-version", "variable-without-version"]);
    let old = text.replacen('{', r#"{"Version":"2008-10-17","#, 1);
    assert_eq!(rules(&old), ["empty-operator-block", "variable-without-version"]);
    let new = text.replacen('{', r#"{"Version":"2012-10-17","#, 1);
    assert_eq!(rules(&new), ["empty-operator-block"]);
}

#[test]
fn other_kinds_have_their_own_members() {
    let identity =
        r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:*","Resource":"*"}}"#;
    parse(identity, PolicyKind::Identity).unwrap();
    parse(identity, PolicyKind::ServiceControl).unwrap();
    let with_principal = identity.replace("\"Effect\"", "\"Principal\":\"*\",\"Effect\"");
    parse(&with_principal, PolicyKind::ResourceControl).unwrap();
    assert_eq!(
        errors_of(&with_principal, PolicyKind::Identity),
        [
            "`Principal` stands in a policy that speaks of its own identity; expected none @ \"Principal\" (remove `Principal`, or pass the file as a trust policy)"
        ]
    );
    assert_eq!(errors_of(identity, PolicyKind::ResourceControl).len(), 1);
    let without = identity.replace(",\"Resource\":\"*\"", "");
    assert!(
        errors_of(&without, PolicyKind::Identity)[0]
            .starts_with("the statement has neither `Resource` nor `NotResource`")
    );
}

#[test]
fn hostile_text_makes_a_bounded_report() {
    let many = format!(r#"{{"Statement":[{}1]}}"#, "1,".repeat(100_000));
    assert_eq!(errors_of(&many, PolicyKind::Trust).len(), 100);
    let long = "x".repeat(100_000);
    let errors = errors_of(&with(&format!("\"{long}\":1")), PolicyKind::Trust);
    assert!(
        parse(&with(&format!("\"{long}\":1")), PolicyKind::Trust).unwrap_err()[0].message.len() < 400,
        "{}",
        errors.len()
    );
    let large = " ".repeat(2 << 20);
    assert!(errors_of(&large, PolicyKind::Trust)[0].starts_with("the input is 2097152 bytes long"));
}

proptest! {
    /// Whatever one member of a good policy is replaced by, reading it ends with a policy or with placed errors.
    #[test]
    fn any_text_gets_an_answer(
        name in prop::sample::select(vec!["Deploy", "Allow", "Federated", "StringEquals", "2012-10-17", "Action", "Statement"]),
        text in ".{0,20}",
    ) {
        let damaged = GOOD.replacen(name, &text, 1);
        if let Err(errors) = parse(&damaged, PolicyKind::Trust) {
            prop_assert!(!errors.is_empty());
            for error in errors {
                prop_assert!(damaged.get(error.span.start..error.span.end).is_some(), "{error:?}");
                prop_assert!(!error.message.contains('\n'), "{error:?}");
            }
        }
    }
}

#[test]
fn hostile_operators_are_read_in_time() {
    let block: Vec<_> = (0..46_000).map(|index| format!("\"StringEqual{index}\":{{}}")).collect();
    let text = with_condition(&format!("{{{}}}", block.join(",")));
    assert!(text.len() > 1_000_000 && text.len() < 1 << 20, "{}", text.len());
    assert_eq!(errors_of(&text, PolicyKind::Trust).len(), 100);
}
