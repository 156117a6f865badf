//! The example workflows: what is predicted for each, as a table in plain text.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use can_assume_github::facts::Facts;
use can_assume_github::workflow::{
    Candidate, JobEnvironment, NoFiles, Oidc, Place, Prediction, Resolver, Token, predict,
};

/// A repository with the examples in it.
struct Examples;

impl Resolver for Examples {
    fn read(&self, path: &str) -> Option<String> {
        let text = match path {
            ".github/workflows/reusable-callee.yml" => example("reusable-callee"),
            ".github/actions/assume/action.yml" => {
                include_str!("../../../examples/workflows/actions/assume/action.yml")
            }
            _ => return None,
        };
        Some(text.to_owned())
    }
}

macro_rules! examples {
    ($($name:literal)*) => {
        const NAMES: &[&str] = &[$($name),*];

        fn example(name: &str) -> &'static str {
            match name {
                $($name => include_str!(concat!("../../../examples/workflows/", $name, ".yml")),)*
                other => panic!("{other}"),
            }
        }
    };
}

examples! {
    "deploy-on-main" "release-by-tag" "environment-matrix" "reusable-caller" "reusable-callee" "pull-request-target"
    "reusable-without-grant" "schedule" "merge-queue" "dependabot" "manual"
}

fn facts() -> Facts {
    Facts::from_json(include_str!("../../../examples/workflows/facts.json")).unwrap()
}

fn predicted(name: &str, facts: &Facts) -> Prediction {
    predict(&format!(".github/workflows/{name}.yml"), example(name), facts, &Examples).unwrap()
}

#[test]
fn predictions() {
    for name in NAMES {
        insta::assert_snapshot!(*name, text(&predicted(name, &facts())));
    }
}

#[test]
fn without_facts_nothing_is_guessed() {
    insta::assert_snapshot!(
        "deploy-on-main-without-facts",
        text(&predicted("deploy-on-main", &Facts::default()))
    );
}

#[test]
fn samples_satisfy_the_holes() {
    for name in NAMES {
        for facts in [facts(), Facts::default()] {
            for candidate in predicted(name, &facts).candidates() {
                let samples = candidate.samples();
                assert!(samples.len() >= candidate.subjects.len(), "{name}");
                for sample in samples {
                    for hole in candidate.holes() {
                        if let Some(value) = sample.chosen.get(&hole.name) {
                            assert!(hole.constraint.accepts(value), "{name}: {hole} is `{value}`");
                        }
                    }
                    for (claim, value) in &sample.claims {
                        assert!(!value.contains('<'), "{name}: {claim} is {value}");
                    }
                }
            }
        }
    }
}

#[test]
fn files_that_are_not_at_hand_are_said() {
    let caller = example("reusable-caller");
    let prediction = predict(".github/workflows/reusable-caller.yml", caller, &facts(), &NoFiles).unwrap();
    assert!(prediction.candidates().all(|candidate| !matches!(candidate.token, Token::Yes { .. })));
    let ids: Vec<&str> = prediction.findings.iter().map(|finding| finding.id.as_str()).collect();
    assert_eq!(ids, ["not-followed", "not-followed", "not-followed"]);
}

fn text(prediction: &Prediction) -> String {
    let mut out = format!("{}\n", prediction.workflow);
    for job in &prediction.jobs {
        writeln!(out, "\n{} ({})", job.id, at(prediction, job.place)).unwrap();
        for candidate in &job.candidates {
            describe(&mut out, prediction, candidate);
        }
        for skipped in &job.skipped {
            let place =
                skipped.place.map(|place| format!(" ({})", at(prediction, place))).unwrap_or_default();
            writeln!(out, "  - {}: does not run{place}", skipped.scenario.describe()).unwrap();
        }
    }
    for finding in &prediction.findings {
        writeln!(out, "\n{} {}: {}", finding.id.as_str(), at(prediction, finding.place), finding.message)
            .unwrap();
    }
    for note in &prediction.notes {
        let place = note.place.map(|place| format!("{} ", at(prediction, place))).unwrap_or_default();
        writeln!(out, "note: {place}{}", note.text).unwrap();
    }
    assert!(prediction.complete);
    out
}

fn describe(out: &mut String, prediction: &Prediction, candidate: &Candidate) {
    let chain: Vec<&str> = candidate.chain.iter().map(|call| call.job.as_str()).collect();
    let job = [chain.as_slice(), &[&candidate.job]].concat().join(" > ");
    writeln!(out, "  - {job}: {}", candidate.scenario.describe()).unwrap();
    for row in &candidate.rows {
        writeln!(out, "      row {row}").unwrap();
    }
    match &candidate.environment {
        JobEnvironment::None => {}
        JobEnvironment::Named { name, place } => {
            writeln!(out, "      environment {name} ({})", at(prediction, *place)).unwrap();
        }
        JobEnvironment::Unknown { reason } => writeln!(out, "      environment unknown: {reason}").unwrap(),
    }
    match &candidate.token {
        Token::Yes { place } => writeln!(out, "      token ({})", at(prediction, *place)).unwrap(),
        Token::No { reason, place, text } => {
            writeln!(out, "      no token: {} ({}): {text}", reason.as_str(), at(prediction, *place))
                .unwrap();
        }
        Token::Maybe { reason, place, text } => {
            writeln!(out, "      perhaps a token: {} ({}): {text}", reason.as_str(), at(prediction, *place))
                .unwrap();
        }
    }
    for subject in &candidate.subjects {
        let when = subject.when.as_ref().map(|when| format!(" {when}")).unwrap_or_default();
        writeln!(out, "      sub {}{when}", subject.subject).unwrap();
    }
    for claim in ["job_workflow_ref", "runner_environment"] {
        writeln!(out, "      {claim} {}", candidate.claims[claim]).unwrap();
    }
    for assumption in &candidate.assumptions {
        writeln!(out, "      assuming {}", assumption.text).unwrap();
    }
    for step in &candidate.steps {
        let role = step.role.as_ref().map(|role| role.value.to_string()).unwrap_or_default();
        let region = step.region.as_ref().map(|region| region.value.to_string()).unwrap_or_default();
        let place = at(prediction, step.place);
        writeln!(
            out,
            "      assumes {role} in {region} for {} as {} ({place})",
            step.audience.value, step.session_name.value
        )
        .unwrap();
        match &step.oidc {
            Oidc::Yes => {}
            Oidc::No { reason, text, .. } => {
                writeln!(out, "        not by OIDC: {}: {text}", reason.as_str()).unwrap();
            }
            Oidc::Maybe { text, .. } => writeln!(out, "        perhaps by OIDC: {text}").unwrap(),
        }
        for assumption in &step.assumptions {
            writeln!(out, "        assuming {}", assumption.text).unwrap();
        }
    }
}

fn at(prediction: &Prediction, place: Place) -> String {
    let (file, line, column) = prediction.line_column(place).unwrap();
    format!("{}:{line}:{column}", file.rsplit('/').next().unwrap())
}
