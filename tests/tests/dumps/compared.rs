//! Which role is compared with which, and what that ends with.

use serde_json::{Value, json};

use crate::{HOST, dump, role, role_with, run};

/// The role, the change, and what is gained and lost, of each role of a report.
fn changes(report: &str) -> Vec<[String; 4]> {
    let report: Value = serde_json::from_str(report).unwrap();
    let of = |role: &Value, what: &str| {
        let texts: Vec<String> = role
            .get(what)
            .and_then(Value::as_array)
            .unwrap()
            .iter()
            .map(|identity| {
                let text = |member: &str| identity.get(member).and_then(Value::as_str).unwrap().to_owned();
                format!("{} {}", text("exposure"), text("description"))
            })
            .collect();
        texts.join("; ")
    };
    let text = |role: &Value, member: &str| role.get(member).and_then(Value::as_str).unwrap().to_owned();
    let roles = report.get("roles").and_then(Value::as_array).unwrap();
    let mut found: Vec<[String; 4]> = roles
        .iter()
        .map(|role| [text(role, "role"), text(role, "change"), of(role, "gained"), of(role, "lost")])
        .collect();
    found.sort();
    found
}

#[test]
fn every_role_of_two_dumps_is_compared_with_itself() {
    let before = dump(
        "before",
        &[
            role("deploy", "repo:acme/web:ref:refs/heads/main"),
            role("gone", "repo:acme/old:ref:refs/heads/main"),
            role("same", "repo:acme/api:environment:production"),
            role("tighter", "repo:acme/lib:*"),
        ],
    );
    // In another order, with one role less and one more.
    let after = dump(
        "after",
        &[
            role("tighter", "repo:acme/lib:ref:refs/tags/v*"),
            role("new", "repo:acme/new:pull_request"),
            role("same", "repo:acme/api:environment:production"),
            role("deploy", "repo:acme/web:ref:refs/heads/release/*"),
        ],
    );
    let ended = run(&["diff", "--format", "json"], &[&before, &after]);
    assert_eq!(ended.status, Some(1), "{}", ended.err);
    let found = changes(&ended.out);
    let expected = [
        [
            "deploy",
            "changed",
            "scoped `acme/web`, runs on `refs/heads/release/*`",
            "scoped `acme/web`, runs on `refs/heads/main`",
        ],
        ["gone", "narrower", "", "scoped `acme/old`, runs on `refs/heads/main`"],
        [
            "new",
            "wider",
            "repository `acme/new`, any pull request, including pull_request_target from forks",
            "",
        ],
        ["same", "equivalent", "", ""],
    ];
    assert_eq!(found[..4], expected.map(|row| row.map(str::to_owned)), "{found:?}");
    let [role, change, gained, lost] = &found[4];
    assert_eq!([role.as_str(), change, gained], ["tighter", "narrower", ""]);
    assert!(lost.contains("repository `acme/lib`, any pull request"), "{lost}");
    assert!(lost.contains("runs on anything but `refs/tags/v*`"), "{lost}");
}

#[test]
fn the_status_says_what_fail_on_names() {
    let tight =
        dump("tight", &[role("a", "repo:acme/web:environment:production"), role("b", "repo:acme/api:*")]);
    let tighter = dump(
        "tighter",
        &[role("a", "repo:acme/web:environment:production"), role("b", "repo:acme/api:ref:refs/heads/main")],
    );
    let moved =
        dump("moved", &[role("a", "repo:acme/web:environment:staging"), role("b", "repo:acme/api:*")]);
    for (fail_on, before, after, status) in [
        ("wider", &tight, &tight, 0),
        ("wider", &tight, &tighter, 0),
        ("wider", &tighter, &tight, 1),
        ("wider", &tight, &moved, 1),
        ("changed", &tight, &tight, 0),
        ("changed", &tight, &tighter, 1),
        ("changed", &tighter, &tight, 1),
        ("changed", &tight, &moved, 1),
        ("never", &tighter, &tight, 0),
        ("never", &tight, &moved, 0),
    ] {
        let ended = run(&["diff", "--fail-on", fail_on], &[before, after]);
        assert_eq!(ended.status, Some(status), "{fail_on}: {}{}", ended.out, ended.err);
    }
    // Wider is what is failed on where nothing is said.
    assert_eq!(run(&["diff"], &[&tighter, &tight]).status, Some(1));
    assert_eq!(run(&["diff"], &[&tight, &tighter]).status, Some(0));
}

#[test]
fn what_was_not_decided_ends_with_three() {
    let known = dump("known", &[role("a", "repo:acme/web:ref:refs/heads/main")]);
    let open = dump("open", &[role("a", &format!("repo:*/${{{HOST}:repository}}:ref:refs/heads/main"))]);
    let ended = run(&["diff"], &[&known, &open]);
    assert_eq!(ended.status, Some(3), "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("undetermined"), "{}", ended.out);
    assert_eq!(run(&["who", "--policy"], &[&open]).status, Some(3));
}

#[test]
fn one_role_is_chosen_by_its_name_or_arn() {
    let before = dump("choose-before", &[role("a", "repo:acme/web:*"), role("b", "repo:acme/api:*")]);
    let after = dump("choose-after", &[role("a", "repo:acme/*"), role("b", "repo:acme/api:*")]);
    for (name, change) in [("b", "equivalent"), ("arn:aws:iam::123456789012:role/a", "wider")] {
        let ended = run(&["diff", "--role", name], &[&before, &after]);
        assert!(ended.out.lines().next().unwrap().ends_with(change), "{name}: {}{}", ended.out, ended.err);
    }
    let missing = run(&["diff", "--role", "c"], &[&before, &after]);
    assert_eq!(missing.status, Some(2), "{}", missing.out);
    assert!(missing.err.contains("`c`"), "{}", missing.err);
}

#[test]
fn a_role_that_only_one_dump_has_is_compared_with_nobody() {
    let before =
        dump("lone-before", &[role("a", "repo:acme/web:*"), role("old", "repo:acme/old:pull_request")]);
    let after =
        dump("lone-after", &[role("a", "repo:acme/web:*"), role("new", "repo:acme/new:pull_request")]);
    for (name, change, status) in [("new", "wider", 1), ("old", "narrower", 0)] {
        let ended = run(&["diff", "--role", name], &[&before, &after]);
        assert_eq!(ended.status, Some(status), "{name}: {}{}", ended.out, ended.err);
        assert!(ended.out.starts_with(&format!("{name}   {change}\n")), "{}", ended.out);
    }
}

#[test]
fn principals_that_are_not_githubs_are_compared_too() {
    let service = |service: &str| {
        role_with(
            "batch",
            &json!({"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}),
        )
    };
    let before = dump("service-before", &[service("ec2.amazonaws.com")]);
    let after = dump("service-after", &[service("lambda.amazonaws.com")]);
    let ended = run(&["diff"], &[&before, &after]);
    assert_eq!(ended.status, Some(1), "{}", ended.err);
    assert!(ended.out.starts_with("batch   changed\n"), "{}", ended.out);
    assert!(ended.out.contains("\n  + other         lambda.amazonaws.com: "), "{}", ended.out);
    assert!(ended.out.contains("\n  - other         ec2.amazonaws.com: "), "{}", ended.out);
}

#[test]
fn progress_is_said_on_standard_error_when_it_is_asked_for() {
    let roles: Vec<Value> =
        (0..3).map(|number| role(&format!("r{number}"), "repo:acme/web:ref:refs/heads/main")).collect();
    let (many, one) = (dump("many", &roles), dump("one", &roles[..1]));
    let asked = run(&["who", "--progress", "always", "--policy"], &[&many]);
    assert_eq!(asked.status, Some(0));
    assert!(asked.err.starts_with("asking about role 1 of 3\n"), "{}", asked.err);
    assert_eq!(asked.out.lines().filter(|line| line.ends_with("   scoped")).count(), 3, "{}", asked.out);
    let compared = run(&["diff", "--progress", "always"], &[&many, &many]);
    assert!(compared.err.starts_with("comparing role 1 of 3\n"), "{}", compared.err);
    // A pipe is no terminal, and one role is no long work.
    for ended in [
        run(&["who", "--policy"], &[&many]),
        run(&["who", "--progress", "never", "--policy"], &[&many]),
        run(&["who", "--progress", "always", "--policy"], &[&one]),
    ] {
        assert_eq!((ended.status, ended.err.as_str()), (Some(0), ""));
    }
}

/// The role, the change, and the first that is gained.
fn gains(changes: &[[String; 4]]) -> Vec<[&str; 3]> {
    let first = |gained| str::split(gained, ';').next().unwrap_or_default();
    changes.iter().map(|[role, change, gained, _]| [role.as_str(), change, first(gained)]).collect()
}

/// The role `deploy` of an account.
fn in_account(account: &str, sub: &str) -> Value {
    let text = role("deploy", sub).to_string().replace("123456789012", account);
    serde_json::from_str(&text).unwrap()
}

#[test]
fn roles_of_one_name_in_several_accounts_are_told_apart() {
    let (web, api) = ("repo:acme/web:ref:refs/heads/main", "repo:acme/api:ref:refs/heads/main");
    let first = in_account("111111111111", web);
    let second = in_account("222222222222", api);
    let alone = role("build", web);
    let before = dump("accounts-before", &[first.clone(), alone.clone(), second]);
    let widened = in_account("222222222222", "repo:acme/*:ref:refs/heads/main");
    let after = dump("accounts-after", &[widened, first, alone]);

    let who = run(&["who", "--format", "json"], &[]);
    assert_eq!(who.status, Some(2), "a policy is needed");
    let who = run(&["who", "--format", "json", "--policy"], &[&before]);
    let report: Value = serde_json::from_str(&who.out).unwrap();
    let names: Vec<&str> =
        report["roles"].as_array().unwrap().iter().map(|role| role["role"].as_str().unwrap()).collect();
    let (one, two) = ("arn:aws:iam::111111111111:role/deploy", "arn:aws:iam::222222222222:role/deploy");
    assert_eq!(names, [one, "build", two]);

    let ended = run(&["diff", "--format", "json"], &[&before, &after]);
    assert_eq!(ended.status, Some(1), "{}", ended.err);
    let found = changes(&ended.out);
    let expected = [
        [one, "equivalent", ""],
        [two, "wider", "owner any repository but `api` of `acme`, runs on `refs/heads/main`"],
        ["build", "equivalent", ""],
    ];
    assert_eq!(gains(&found), expected);
}

#[test]
fn a_role_of_one_name_in_another_account_is_the_same_role_there() {
    let staging = dump(
        "staging",
        &[in_account("111111111111", "repo:acme/web:ref:refs/heads/main"), role("build", "repo:acme/web:*")],
    );
    let production =
        dump("production", &[in_account("222222222222", "repo:acme/web:environment:production")]);
    let found = changes(&run(&["diff", "--format", "json"], &[&staging, &production]).out);
    let expected =
        [["build", "narrower", ""], ["deploy", "changed", "scoped `acme/web`, environment `production`"]];
    assert_eq!(gains(&found), expected);
}

#[test]
fn of_several_roles_those_that_changed_are_shown() {
    let roles = |sub| [role("same", "repo:acme/web:*"), role("other", sub)];
    let before = dump("two-before", &roles("repo:acme/web:ref:refs/heads/main"));
    let after = dump("two-after", &roles("repo:acme/web:environment:production"));
    let ended = run(&["diff"], &[&before, &after]);
    assert!(!ended.out.contains("same"), "{}", ended.out);
    assert!(ended.out.starts_with("other   changed\n"), "{}", ended.out);
    assert_eq!(ended.out.lines().last(), Some("2 roles: 1 changed, 1 equivalent"));
    let ended = run(&["diff", "--format", "concise"], &[&before, &after]);
    assert_eq!(ended.out.lines().next(), Some("same: equivalent"));
    assert!(
        ended.out.contains("other: changed: + scoped: `acme/web`, environment `production`\n"),
        "{}",
        ended.out
    );
    let ended = run(&["diff"], &[&before, &before]);
    assert_eq!(ended.out, "2 roles: 2 equivalent\n");
}

const NOBODY: &str =
    r#"{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "*"}}"#;

#[test]
fn a_policy_that_allows_nothing_stands_for_a_file_that_is_not_there() {
    let nothing = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("nothing.json");
    std::fs::write(&nothing, NOBODY).unwrap();
    let several = dump("several", &[role("a", "repo:acme/web:*"), role("b", "repo:acme/api:*")]);
    let new = changes(&run(&["diff", "--format", "json"], &[&nothing, &several]).out);
    let kinds: Vec<&str> = new.iter().map(|[_, change, ..]| change.as_str()).collect();
    assert_eq!(kinds, ["wider", "wider"]);
    let gone = changes(&run(&["diff", "--format", "json"], &[&several, &nothing]).out);
    let kinds: Vec<&str> = gone.iter().map(|[_, change, ..]| change.as_str()).collect();
    assert_eq!(kinds, ["narrower", "narrower"]);
}
