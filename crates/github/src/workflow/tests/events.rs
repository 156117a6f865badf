//! Events and filters.

use super::{facts, lines, predicted, with, workflow};
use crate::facts::Facts;
use crate::workflow::{NoFiles, event_info};

fn on(on: &str) -> Vec<String> {
    lines(&predicted(&workflow(on, "steps: []")))
}

#[test]
fn push_is_about_branches_and_tags() {
    assert_eq!(on("push"), ["push ref:refs/heads/<branch> yes", "push ref:refs/tags/<tag> yes"]);
    assert_eq!(on("{push: {branches: [main]}}"), ["push ref:refs/heads/main yes"]);
    assert_eq!(on("{push: {tags: ['v*']}}"), ["push ref:refs/tags/<tag matching v*> yes"]);
    assert_eq!(
        on("{push: {branches: [main, 'release/**'], tags: [v1]}}"),
        [
            "push ref:refs/heads/main yes",
            "push ref:refs/heads/<branch matching release/**> yes",
            "push ref:refs/tags/v1 yes",
        ]
    );
    assert_eq!(
        on("{push: {branches-ignore: ['dependabot/**']}}"),
        ["push ref:refs/heads/<branch not matching dependabot/**> yes"]
    );
    assert_eq!(on("{push: {tags-ignore: ['*']}}"), ["push ref:refs/tags/<tag not matching *> yes"]);
    assert_eq!(on("{push: {paths: ['src/**']}}").len(), 2);
}

#[test]
fn order_and_negation() {
    assert_eq!(
        on("{push: {branches: [main, dev, '!dev']}}"),
        ["push ref:refs/heads/main yes"],
        "`dev` is taken away again"
    );
    assert_eq!(
        on("{push: {branches: ['r/**', '!r/x']}}"),
        ["push ref:refs/heads/<branch matching r/** passing [r/**, !r/x]> yes"]
    );
}

#[test]
fn on_in_all_its_forms() {
    for form in ["schedule", "[schedule]", "{schedule: [{cron: '0 0 * * *'}]}", "{schedule: }"] {
        assert_eq!(on(form), ["schedule ref:refs/heads/main yes"], "{form}");
    }
    let boolean = workflow("push", "steps: []").replacen("on:", "true:", 1);
    assert_eq!(lines(&predicted(&boolean)).len(), 2);
    let quoted = workflow("push", "steps: []").replacen("on:", "'on':", 1);
    assert_eq!(lines(&predicted(&quoted)).len(), 2);
}

#[test]
fn a_pull_request_counts_twice() {
    assert_eq!(
        on("pull_request"),
        ["pull_request pull_request yes", "pull_request fork pull_request token-fork"]
    );
    assert_eq!(
        on("pull_request_target"),
        ["pull_request_target pull_request yes", "pull_request_target fork pull_request yes"]
    );
    assert_eq!(
        on("pull_request_review"),
        ["pull_request_review pull_request yes", "pull_request_review fork pull_request token-fork"]
    );
}

#[test]
fn refs_of_pull_requests() {
    let refs = |on: &str| -> Vec<String> {
        let prediction = predicted(&workflow(on, "steps: []"));
        prediction.candidates().map(|candidate| candidate.claims["ref"].to_string()).collect()
    };
    assert_eq!(refs("pull_request"), ["refs/pull/<pull request>/merge"; 2]);
    assert_eq!(
        refs("{pull_request: {types: [closed], branches: [dev]}}"),
        [
            "refs/heads/dev",
            "refs/heads/dev",
            "refs/pull/<pull request>/merge",
            "refs/pull/<pull request>/merge",
        ],
        "a merged pull request has its base branch as ref"
    );
    assert_eq!(
        refs("{pull_request_target: {branches: [dev]}}"),
        ["refs/heads/main"; 2],
        "the default branch"
    );
    let prediction = predicted(&workflow("{pull_request: {branches: [dev]}}", "steps: []"));
    let candidate = prediction.candidates().next().expect("candidate");
    assert_eq!(candidate.claims["base_ref"].to_string(), "dev");
    assert_eq!(candidate.claims["head_ref"].to_string(), "<head branch>");
    assert_eq!(candidate.claims["ref_type"].to_string(), "branch");
}

#[test]
fn unsettled_contexts_are_both_given() {
    for (event, second) in [
        ("pull_request_target", "repo:octo/app:ref:refs/heads/main"),
        ("pull_request_review", "repo:octo/app:ref:refs/pull/<pull request>/merge"),
        ("pull_request_review_comment", "repo:octo/app:ref:refs/pull/<pull request>/merge"),
    ] {
        let prediction = predicted(&workflow(event, "steps: []"));
        for candidate in prediction.candidates() {
            let subjects: Vec<String> =
                candidate.subjects.iter().map(|form| form.subject.to_string()).collect();
            assert_eq!(subjects, ["repo:octo/app:pull_request", second], "{event}");
        }
    }
}

#[test]
fn every_event_of_the_table() {
    for event in [
        "schedule",
        "repository_dispatch",
        "workflow_run",
        "issue_comment",
        "issues",
        "discussion",
        "discussion_comment",
        "label",
        "milestone",
        "watch",
        "fork",
        "public",
        "gollum",
        "status",
        "check_run",
        "check_suite",
        "branch_protection_rule",
        "page_build",
        "delete",
        "image_version",
    ] {
        assert_eq!(on(event), [format!("{event} ref:refs/heads/main yes")], "{event}");
        assert!(event_info(event).is_some());
    }
    assert_eq!(on("release"), ["release ref:refs/tags/<tag> yes"]);
    for event in ["workflow_dispatch", "create", "registry_package"] {
        let expected =
            [format!("{event} ref:refs/heads/<branch> yes"), format!("{event} ref:refs/tags/<tag> yes")];
        assert_eq!(on(event), expected);
    }
    assert_eq!(
        on("deployment").last().map(String::as_str),
        Some("deployment ref: yes"),
        "made from a commit"
    );
    assert_eq!(
        on("{merge_group: {branches: [main]}}"),
        ["merge_group ref:refs/heads/gh-readonly-queue/main/pr-<pull request>-<base commit> yes"]
    );
}

#[test]
fn an_empty_ref_has_the_commit_in_workflow_ref() {
    let prediction = predicted(&workflow("deployment_status", "steps: []"));
    let candidate = prediction.candidates().last().expect("candidate");
    assert_eq!(candidate.claims["workflow_ref"].to_string(), "octo/app/.github/workflows/ci.yml@<commit>");
    assert_eq!(candidate.claims["ref"].to_string(), "");
    assert_eq!(candidate.claims["ref_type"].to_string(), "branch");
}

#[test]
fn the_default_branch_may_be_unknown() {
    let facts = Facts::from_json(r#"{"subject": {"subClaimPrefix": "repo:octo/app"}}"#).expect("facts");
    let prediction = with(&workflow("schedule", "steps: []"), &facts, &NoFiles);
    let candidate = prediction.candidates().next().expect("candidate");
    assert_eq!(candidate.subjects[0].subject.to_string(), "repo:octo/app:ref:refs/heads/<default branch>");
    assert_eq!(candidate.samples()[0].claims["sub"], "repo:octo/app:ref:refs/heads/main");
    assert_eq!(candidate.samples()[0].chosen["default branch"], "main");
}

#[test]
fn both_forms_of_the_subject_where_it_is_not_known() {
    let mut unknown = facts();
    unknown.subject.sub_claim_prefix = None;
    let prediction = with(&workflow("schedule", "steps: []"), &unknown, &NoFiles);
    let candidate = prediction.candidates().next().expect("candidate");
    let subjects: Vec<String> = candidate.subjects.iter().map(|form| form.subject.to_string()).collect();
    assert_eq!(subjects, ["repo:octo/app:ref:refs/heads/main", "repo:octo@1/app@2:ref:refs/heads/main"]);
    assert!(candidate.subjects.iter().all(|form| form.when.is_some()));
    assert!(prediction.notes.iter().any(|note| note.text.contains("both forms")));
}

#[test]
fn an_unknown_event_is_said() {
    let prediction = predicted(&workflow("some_new_event", "steps: []"));
    assert_eq!(lines(&prediction), ["some_new_event ref:<ref> event-unknown"]);
    assert_eq!(prediction.findings[0].id.as_str(), "unknown-event");
}

#[test]
fn filters_that_exclude_each_other() {
    let prediction = predicted(&workflow("{push: {branches: [a], branches-ignore: [b]}}", "steps: []"));
    assert_eq!(prediction.findings[0].id.as_str(), "filter-conflict");
    assert_eq!(lines(&prediction), ["push ref:refs/heads/a run-does-not-start"]);
}
