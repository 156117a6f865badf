//! The effective `id-token` permission and the line that decides.

use super::{facts, line, lines, place_of, predicted, text_at, with, workflow};
use crate::workflow::{NoFiles, Token};

fn decided(top: &str, job: &str) -> (String, String) {
    let text = format!("on: schedule\n{top}\njobs:\n  j:\n    runs-on: x\n    {job}\n    steps: []\n");
    let prediction = predicted(&text);
    let candidate = prediction.candidates().next().expect("candidate");
    let answer = line(candidate).rsplit(' ').next().unwrap_or_default().to_owned();
    (answer, text_at(&text, place_of(&candidate.token)).to_owned())
}

#[test]
fn the_block_in_force_decides_and_its_line_is_shown() {
    let missing = "token-permission-missing";
    for (top, job, answer, place) in [
        ("", "", missing, "j"),
        ("permissions: {id-token: write}", "", "yes", "id-token: write"),
        ("permissions: write-all", "", "yes", "permissions: write-all"),
        ("permissions: read-all", "", missing, "permissions: read-all"),
        ("permissions: {}", "", missing, "permissions: {}"),
        ("permissions: {contents: read}", "", missing, "permissions: {contents: read}"),
        ("permissions: {id-token: none}", "", missing, "id-token: none"),
        ("permissions: {id-token: read}", "", missing, "id-token: read"),
        ("", "permissions: {id-token: write}", "yes", "id-token: write"),
        (
            "permissions: {id-token: write}",
            "permissions: {contents: read}",
            missing,
            "permissions: {contents: read}",
        ),
        ("permissions: {}", "permissions: write-all", "yes", "permissions: write-all"),
        ("permissions: {models: read, new-thing: write, id-token: write}", "", "yes", "id-token: write"),
    ] {
        assert_eq!(decided(top, job), (answer.to_owned(), place.to_owned()), "{top} / {job}");
    }
}

#[test]
fn a_job_s_block_that_replaces_a_grant_is_named() {
    let text = "on: schedule\npermissions: {id-token: write}\njobs:\n  j: {runs-on: x, permissions: {contents: read}, steps: []}\n";
    let prediction = predicted(text);
    let candidate = prediction.candidates().next().expect("candidate");
    let Token::No { text, .. } = &candidate.token else { panic!("{:?}", candidate.token) };
    assert!(text.contains("replaces the workflow's"), "{text}");
}

#[test]
fn write_tokens_for_forks_are_a_setting_of_private_repositories() {
    let text = workflow("pull_request", "steps: []");
    let mut facts = facts();
    facts.fork_pull_request_write_tokens = Some(true);
    assert_eq!(lines(&with(&text, &facts, &NoFiles))[1], "pull_request fork pull_request token-fork");
    facts.repository.visibility = Some(crate::facts::Visibility::Private);
    assert_eq!(lines(&with(&text, &facts, &NoFiles))[1], "pull_request fork pull_request yes");
}

#[test]
fn dependabot_is_not_settled() {
    let job = "if: github.actor == 'dependabot[bot]'\n    steps: []";
    assert_eq!(
        lines(&predicted(&workflow("pull_request", job))),
        ["pull_request pull_request dependabot", "pull_request fork pull_request token-fork"]
    );
    assert_eq!(lines(&predicted(&workflow("schedule", job))), ["schedule ref:refs/heads/main yes"]);
}

#[test]
fn a_block_behind_an_alias_is_placed_at_its_name() {
    let text = "on: schedule\njobs:\n  a:\n    permissions: &p {contents: read}\n    runs-on: x\n    steps: []\n  b:\n    permissions: *p\n    runs-on: x\n    steps: []\n";
    let prediction = predicted(text);
    let places: Vec<&str> =
        prediction.candidates().map(|candidate| text_at(text, place_of(&candidate.token))).collect();
    assert_eq!(places, ["permissions: &p {contents: read}", "permissions"]);
    let keys = predicted(
        "on: schedule\njobs:\n  a:\n    env: {X: &k abc}\n    runs-on: x\n    steps: [{run: a, env: {AWS_ACCESS_KEY_ID: *k}}]\n",
    );
    assert!(keys.findings.iter().all(|finding| finding.place.span.start < finding.place.span.end));
    assert_eq!(keys.findings.len(), 1);
}
