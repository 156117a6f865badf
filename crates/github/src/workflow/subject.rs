//! The subjects of a candidate, put together from claims that may have holes.
//!
//! Source: <https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims>

use std::collections::BTreeMap;

use super::candidate::{CandidateSubject, JobEnvironment};
use super::event::{ContextForm, Identity, Scenario};
use super::hole::{Hole, HoleKind, Pattern};
use crate::facts::{EffectiveTemplate, Facts, SubjectForm};

/// Every form the subject can have: the contexts of the scenario times the forms of the repository's segment.
pub(super) fn subjects(
    identity: &Identity,
    scenario: &Scenario,
    environment: &JobEnvironment,
    claims: &BTreeMap<String, Pattern>,
    facts: &Facts,
) -> Vec<CandidateSubject> {
    let forms: Vec<(bool, Option<String>)> = match facts.subject_form() {
        SubjectForm::Classic(_) => vec![(false, None)],
        SubjectForm::Immutable(_) => vec![(true, None)],
        SubjectForm::Unknown(why) => vec![
            (false, Some(format!("if the repository's subjects are name-based ({why})"))),
            (true, Some("if the repository's subjects are immutable".to_owned())),
        ],
    };
    let contexts = contexts(scenario, environment);
    let template = facts.effective_template();
    let mut all: Vec<CandidateSubject> = Vec::new();
    for (context, when_context) in &contexts {
        for (immutable, when_form) in &forms {
            let repository = repository_segment(identity, *immutable);
            let mut unsettled = false;
            let subject = match &template {
                EffectiveTemplate::Default { .. } => {
                    Pattern::concat([&repository, &Pattern::literal(":"), context])
                }
                EffectiveTemplate::Keys(keys) => {
                    let mut subject = Pattern::default();
                    for (index, key) in keys.iter().enumerate() {
                        if index > 0 {
                            subject.push_str(":");
                        }
                        match key.as_str() {
                            "repo" => subject.push(&repository),
                            "context" => subject.push(context),
                            key => {
                                subject.push_str(key);
                                subject.push_str(":");
                                // What GitHub writes for a claim that the token lacks is not documented.
                                unsettled |= !claims.contains_key(key);
                                let absent =
                                    || Pattern::hole(Hole::new(format!("claim {key}"), HoleKind::Text));
                                subject.push(&claims.get(key).cloned().unwrap_or_else(absent).encoded());
                            }
                        }
                    }
                    subject
                }
            };
            let when: Vec<&str> =
                [when_context.as_deref(), when_form.as_deref()].into_iter().flatten().collect();
            let when = if when.is_empty() { None } else { Some(when.join(" and ")) };
            // A template without `repo` is the same in both forms.
            if !all.iter().any(|known| known.subject == subject) {
                all.push(CandidateSubject { immutable: *immutable, subject, when, unsettled });
            }
        }
    }
    all
}

/// `repo:owner/name`, or with ids `repo:owner@id/name@id`.
fn repository_segment(identity: &Identity, immutable: bool) -> Pattern {
    let mut segment = Pattern::literal("repo:");
    segment.push(&identity.owner);
    if immutable {
        segment.push_str("@");
        segment.push(&identity.owner_id);
    }
    segment.push_str("/");
    segment.push(&identity.name);
    if immutable {
        segment.push_str("@");
        segment.push(&identity.id);
    }
    segment
}

/// The environment, else `pull_request`, else the ref; several where it is not known or reports differ.
fn contexts(scenario: &Scenario, environment: &JobEnvironment) -> Vec<(Pattern, Option<String>)> {
    let several = scenario.contexts.len() > 1;
    let without = scenario.contexts.iter().enumerate().map(|(index, form)| match form {
        ContextForm::PullRequest => {
            let when = if scenario.event == "workflow_call" || scenario.event == "unknown" {
                "if the event is a pull request's"
            } else if index == 0 {
                "as most reports have it"
            } else {
                "as fewer reports have it"
            };
            (Pattern::literal("pull_request"), several.then(|| when.to_owned()))
        }
        ContextForm::Ref => {
            let when = if scenario.event == "workflow_call" || scenario.event == "unknown" {
                "if the event is not a pull request's"
            } else {
                "as fewer reports have it"
            };
            (scenario.git_ref.full().after("ref:"), several.then(|| when.to_owned()))
        }
    });
    match environment {
        JobEnvironment::None => without.collect(),
        JobEnvironment::Named { name, .. } => vec![(name.encoded().after("environment:"), None)],
        JobEnvironment::Unknown { .. } => {
            let hole = Pattern::open("environment", HoleKind::NonEmpty);
            let with = (
                hole.encoded().after("environment:"),
                Some("if the called job has an environment".to_owned()),
            );
            without
                .map(|(context, when)| {
                    (context, when.or_else(|| Some("if the called job has no environment".to_owned())))
                })
                .chain([with])
                .collect()
        }
    }
}
