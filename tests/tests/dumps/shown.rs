//! What `who` says of many roles.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::{dump, role, role_with, run};

/// Four roles, each on another rung, the last of a service.
fn ladder() -> PathBuf {
    let service = json!({
        "Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole",
    });
    dump(
        "ladder",
        &[
            role("deploy", "repo:acme/web:ref:refs/heads/main"),
            role("open", "repo:*"),
            role("wide", "repo:acme/*:environment:production"),
            role_with("machine", &service),
        ],
    )
}

#[test]
fn the_last_line_counts_the_roles_of_each_rung_the_worst_first() {
    let ended = run(&["who", "--policy"], &[&ladder()]);
    assert_eq!(ended.status, Some(0), "{}", ended.err);
    assert_eq!(ended.out.lines().last(), Some("4 roles: 1 anyone, 1 owner, 1 scoped, 1 nobody"));
    // Of a single role there is nothing to count.
    let ended = run(&["who", "--role", "open", "--policy"], &[&ladder()]);
    assert!(!ended.out.contains("roles:"), "{}", ended.out);
}

#[test]
fn one_line_an_identity_is_for_grep() {
    let ended = run(&["who", "--format", "concise", "--policy"], &[&ladder()]);
    let lines: Vec<&str> =
        ended.out.lines().filter(|line| !line.contains("template of its choice")).collect();
    let expected = [
        "deploy: scoped: `acme/web`, runs on `refs/heads/main`",
        "open: anyone: any repository of any GitHub account, any job",
        "wide: owner: any repository of `acme`, environment `production`",
        "machine: nobody: no statement allows `sts:AssumeRoleWithWebIdentity` with a token of GitHub",
        "machine: other: ec2.amazonaws.com: the AWS service `ec2.amazonaws.com`",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn less_open_roles_are_left_out_when_that_is_asked_for_and_said_to_be() {
    let ended = run(&["who", "--min-exposure", "owner", "--format", "json", "--policy"], &[&ladder()]);
    assert_eq!(ended.status, Some(0));
    let report: Value = serde_json::from_str(&ended.out).unwrap();
    let shown: Vec<&str> =
        report["roles"].as_array().unwrap().iter().map(|role| role["role"].as_str().unwrap()).collect();
    assert_eq!(shown, ["open", "wide"]);
    assert_eq!(ended.err, "note: 2 of 4 roles are less open and are not shown\n");
}

#[test]
fn what_was_not_decided_is_never_left_out() {
    // More than a trust policy can hold: nobody looks for its tokens.
    let hostile = format!("repo:{}", "*a?".repeat(4_000));
    let file = dump("hostile", &[role("deploy", "repo:acme/web:ref:refs/heads/main"), role("odd", &hostile)]);
    let ended = run(&["who", "--min-exposure", "anyone", "--format", "concise", "--policy"], &[&file]);
    assert_eq!(ended.status, Some(3), "{}", ended.out);
    assert!(ended.out.starts_with("odd: undetermined: "), "{}", ended.out);
    assert!(!ended.out.contains("deploy"), "{}", ended.out);
}

#[test]
fn what_can_be_read_is_answered_beside_what_cannot() {
    let mut broken = role("broken", "repo:acme/web:*");
    let statement = broken.pointer_mut("/AssumeRolePolicyDocument/Statement/0").unwrap();
    statement.as_object_mut().unwrap().remove("Effect");
    let file = dump("broken", &[broken.clone(), role("deploy", "repo:acme/web:ref:refs/heads/main")]);
    let ended = run(&["who", "--format", "concise", "--policy"], &[&file]);
    assert_eq!(ended.status, Some(2));
    assert_eq!(ended.out, "deploy: scoped: `acme/web`, runs on `refs/heads/main`\n");
    assert!(ended.err.contains("the statement has no `Effect`"), "{}", ended.err);
    // A gate does not pass over a role that it cannot read.
    let ended = run(&["diff"], &[&file, &file]);
    assert_eq!((ended.status, ended.out.as_str()), (Some(2), ""));
    let alone = dump("broken-alone", &[broken]);
    let ended = run(&["who", "--policy"], &[&alone]);
    assert_eq!((ended.status, ended.out.as_str()), (Some(2), ""));
}

#[test]
fn roles_of_several_files_are_called_as_their_files_where_they_say_no_name() {
    let bare = |name: &str, sub: &str| {
        let policy = role(name, sub)["AssumeRolePolicyDocument"].clone();
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("bare-{name}.json"));
        std::fs::write(&path, policy.to_string()).unwrap();
        path
    };
    let (web, api) = (bare("web", "repo:acme/web:pull_request"), bare("api", "repo:*"));
    let named = dump("beside-bare", &[role("deploy", "repo:acme/web:environment:production")]);
    let [web_name, api_name, named] = [&web, &api, &named].map(|path| path.to_str().unwrap());
    let ended = run(
        &["who", "--format", "concise", "--policy", web_name, "--policy", api_name, "--policy", named],
        &[],
    );
    assert_eq!(ended.status, Some(0), "{}", ended.err);
    let names: Vec<&str> = ended.out.lines().map(|line| line.split_once(": ").unwrap().0).collect();
    assert_eq!(names, [web_name, api_name, "deploy"]);
    let ended = run(&["who", "--format", "json", "--policy", web_name], &[]);
    let report: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(report["roles"][0]["role"], Value::Null);
}
