//! Tests over whole workflows, by subject.

mod assume;
mod bad_input;
mod calls;
mod conditions;
mod environments;
mod events;
mod fragments;
mod permissions;
mod properties;

use super::{Candidate, JobEnvironment, NoFiles, Prediction, Resolver, Token, predict};
use crate::facts::Facts;

/// `octo/app`, name-based subjects, default branch `main`, nothing else.
fn facts() -> Facts {
    Facts::from_json(
        r#"{"repository": {"owner": "octo", "name": "app", "ownerId": 1, "id": 2, "defaultBranch": "main"},
            "subject": {"subClaimPrefix": "repo:octo/app"}, "template": {"useDefault": true}}"#,
    )
    .expect("facts")
}

fn predicted(text: &str) -> Prediction {
    with(text, &facts(), &NoFiles)
}

fn with(text: &str, facts: &Facts, resolver: &dyn Resolver) -> Prediction {
    predict("ci.yml", text, facts, resolver).expect("workflow")
}

/// A workflow with one job `j` whose members are `job`, on `on`, that may request tokens.
fn workflow(on: &str, job: &str) -> String {
    format!(
        "on: {on}\npermissions: {{id-token: write}}\njobs:\n  j:\n    runs-on: ubuntu-latest\n    {job}\n"
    )
}

/// One line for each candidate: event, context of its first subject, token.
fn lines(prediction: &Prediction) -> Vec<String> {
    prediction.candidates().map(line).collect()
}

fn line(candidate: &Candidate) -> String {
    let subject = candidate.subjects.first().map(|form| form.subject.to_string()).unwrap_or_default();
    let subject = subject.strip_prefix("repo:octo/app:").unwrap_or(&subject);
    let token = match &candidate.token {
        Token::Yes { .. } => "yes",
        Token::No { reason, .. } => reason.as_str(),
        Token::Maybe { reason, .. } => reason.as_str(),
    };
    let origin = match candidate.scenario.origin {
        super::Origin::Fork => " fork",
        _ => "",
    };
    format!("{}{origin} {subject} {token}", candidate.scenario.event)
}

fn environments(prediction: &Prediction) -> Vec<String> {
    let name = |candidate: &Candidate| match &candidate.environment {
        JobEnvironment::None => "-".to_owned(),
        JobEnvironment::Named { name, .. } => name.to_string(),
        JobEnvironment::Unknown { .. } => "?".to_owned(),
    };
    let mut names: Vec<String> = prediction.candidates().map(name).collect();
    names.dedup();
    names
}

fn text_at(text: &str, place: super::Place) -> &str {
    place.span.text(text)
}

fn place_of(token: &Token) -> super::Place {
    match token {
        Token::Yes { place } | Token::No { place, .. } | Token::Maybe { place, .. } => *place,
    }
}
