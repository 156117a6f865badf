//! The subjects of a candidate: the recipes of crate module [`template`](crate::template), filled with claims that may
//! have holes.

use std::collections::BTreeMap;

use super::candidate::{CandidateSubject, JobEnvironment};
use super::event::{ContextForm, Scenario};
use super::hole::{Hole, HoleKind, Pattern};
use crate::facts::Facts;
use crate::name::ColonEncoding;
use crate::template::{ContextKind, EffectiveTemplate, Immutability, Piece, SubjectTemplate, recipe};

/// Every form the subject can have: the contexts of the scenario times the forms of the repository's segment.
pub(super) fn subjects(
    scenario: &Scenario,
    environment: &JobEnvironment,
    claims: &BTreeMap<String, Pattern>,
    facts: &Facts,
) -> Vec<CandidateSubject> {
    let template = match facts.effective_template() {
        EffectiveTemplate::Is { template, .. } => template,
        // Nobody asked GitHub whether there is a template; the notes say what is assumed.
        EffectiveTemplate::Unknown(_) if facts.template.is_none() => SubjectTemplate::default(),
        EffectiveTemplate::Unknown(why) => return vec![unknown(why)],
        EffectiveTemplate::Malformed(why) => return vec![unknown(&why)],
    };
    let colons = facts.issuer().colon_encoding();
    let immutability = facts.immutability();
    let forms = immutability.candidates();
    let mut all: Vec<CandidateSubject> = Vec::new();
    for (context, when_context) in contexts(scenario, environment) {
        for immutable in forms {
            let mut unsettled = false;
            let mut subject = Pattern::default();
            for piece in recipe(&template, context, *immutable).pieces {
                match piece {
                    Piece::Text(text) => subject.push_str(&text),
                    Piece::RepositoryName => subject.push(&repository_name(claims)),
                    Piece::Claim(claim) => subject.push(&value(claims, &claim, &mut unsettled)),
                    Piece::Encoded(claim) => {
                        let value = value(claims, &claim, &mut unsettled);
                        // How an older GitHub Enterprise Server writes a colon depends on its version.
                        unsettled |= colons.is_none() && value.to_string().contains(':');
                        subject.push(&if colons == Some(ColonEncoding::Raw) {
                            value
                        } else {
                            value.encoded()
                        });
                    }
                }
            }
            let when_form = (forms.len() > 1).then(|| form(&immutability, *immutable));
            let when: Vec<&str> = [when_context, when_form.as_deref()].into_iter().flatten().collect();
            let when = if when.is_empty() { None } else { Some(when.join(" and ")) };
            // A template without `repo` makes the same subject in both forms.
            if !all.iter().any(|known| known.subject == subject) {
                all.push(CandidateSubject { immutable: *immutable, subject, when, unsettled });
            }
        }
    }
    all
}

fn form(immutability: &Immutability, immutable: bool) -> String {
    let is = if immutable { "immutable" } else { "name-based" };
    format!("if the repository's subjects are {is}: {}", immutability.reason().text())
}

/// A subject of which nothing is known.
fn unknown(why: &str) -> CandidateSubject {
    let subject = Pattern::open("subject", HoleKind::NonEmpty);
    CandidateSubject { immutable: false, subject, when: Some(why.to_owned()), unsettled: true }
}

/// A claim; what GitHub writes for one that the token lacks is not documented.
fn value(claims: &BTreeMap<String, Pattern>, claim: &str, unsettled: &mut bool) -> Pattern {
    claims.get(claim).cloned().unwrap_or_else(|| {
        // A job whose environment is not known may have the claim.
        *unsettled |= claim != "environment";
        let kind = if claim == "environment" { HoleKind::NonEmpty } else { HoleKind::Text };
        Pattern::hole(Hole::new(claim, kind))
    })
}

/// The claim `repository` without the owner.
fn repository_name(claims: &BTreeMap<String, Pattern>) -> Pattern {
    let owner = claims.get("repository_owner").cloned().unwrap_or_default();
    claims
        .get("repository")
        .and_then(|repository| repository.without_prefix(&owner.before("/")))
        .unwrap_or_default()
}

/// The environment, else `pull_request`, else the ref; several where it is not known or reports differ.
fn contexts(scenario: &Scenario, environment: &JobEnvironment) -> Vec<(ContextKind, Option<&'static str>)> {
    let several = scenario.contexts.len() > 1;
    let open_event = matches!(scenario.event.as_str(), "workflow_call" | "unknown");
    let without = scenario.contexts.iter().enumerate().map(|(index, form)| {
        let (kind, when_open) = match form {
            ContextForm::PullRequest => (ContextKind::PullRequest, "if the event is a pull request's"),
            ContextForm::Ref => (ContextKind::Ref, "if the event is not a pull request's"),
        };
        let when = match (open_event, index) {
            (true, _) => when_open,
            (false, 0) => "as most reports have it",
            (false, _) => "as fewer reports have it",
        };
        (kind, several.then_some(when))
    });
    match environment {
        JobEnvironment::None => without.collect(),
        JobEnvironment::Named { .. } => vec![(ContextKind::Environment, None)],
        JobEnvironment::Unknown { .. } => without
            .map(|(kind, when)| (kind, when.or(Some("if the called job has no environment"))))
            .chain([(ContextKind::Environment, Some("if the called job has an environment"))])
            .collect(),
    }
}
