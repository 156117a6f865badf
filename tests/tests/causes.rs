//! Every cause on a case of its own: what it is named for, what else is named beside it, and what it is not named for.
//!
//! A file of `corpus/causes` holds a question and the causes expected of it. Its neighbour is the same question after
//! the fix, and is allowed: where a fix was proven, its text is kept in `corpus/neighbours`; where no edit of the
//! policy can help, the file says itself what has to change (`neighbour`).
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by stopping there"
)]

mod question;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use can_assume_core::cause::REGISTRY;
use can_assume_core::explain::{Answer, ProvenFix, answer};
use can_assume_core::github::error_text;
use can_assume_core::iam::trace::Decision;
use can_assume_core::question::Question;
use serde_json::Value;

#[test]
fn every_case_has_its_causes() {
    let mut wrong = Vec::new();
    for (name, case) in corpus().into_iter().filter(is_question) {
        let found = answer(&question::of_corpus(&case));
        if let Err(problem) = check(&case["expected"], &found) {
            wrong.push(format!("{name}: {problem}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_cause_has_a_case() {
    let named: BTreeSet<String> =
        corpus().iter().map(|(_, case)| text(&case["expected"]["cause"]).to_owned()).collect();
    for cause in REGISTRY {
        let id = cause.meta().id;
        assert!(named.contains(id) != (id == "unexplained"), "{id}");
    }
}

#[test]
fn every_neighbour_is_allowed() {
    let mut wrong = Vec::new();
    for (name, case) in corpus().into_iter().filter(is_question) {
        let asked = question::of_corpus(&case);
        let found = answer(&asked);
        if let Some(changes) = case["neighbour"].as_object() {
            let mut neighbour = case.clone();
            for (member, value) in changes {
                neighbour[member] = value.clone();
            }
            let decision = answer(&question::of_corpus(&neighbour)).verdict.decision;
            if decision != Decision::Allowed {
                wrong.push(format!("{name}: the neighbour is {decision:?}"));
            }
            continue;
        }
        let Some(first) = found.fixes.first() else {
            wrong.push(format!("{name}: no fix is proven"));
            continue;
        };
        for fix in &found.fixes {
            let decision = answer(&with_fix(&asked, fix)).verdict.decision;
            if decision != Decision::Allowed {
                wrong.push(format!("{name}: after `{}` it is {decision:?}", fix.title));
            }
        }
        let titles: Vec<&str> = found.fixes.iter().map(|fix| fix.title.as_str()).collect();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../corpus/neighbours");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(titles.join("\n"));
        settings.bind(|| insta::assert_snapshot!(name.as_str(), question::fixed_text(&asked, first)));
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_only_aws_or_the_action_sees_is_found_in_its_error_text() {
    let mut seen = 0;
    for (name, case) in corpus().into_iter().filter(|case| !is_question(case)) {
        let findings = error_text::read(text(&case["error"])).findings;
        let causes: Vec<&str> = findings.iter().flat_map(|finding| finding.wording.causes).copied().collect();
        assert_eq!(causes.first(), Some(&text(&case["expected"]["cause"])), "{name}");
        // Another text of the same kind of failure leads elsewhere.
        let other = error_text::read("Not authorized to perform sts:AssumeRoleWithWebIdentity").findings;
        let others: Vec<&str> = other.iter().flat_map(|finding| finding.wording.causes).copied().collect();
        assert!(!others.contains(&text(&case["expected"]["cause"])), "{name}");
        seen += 1;
    }
    assert_eq!(seen, 6);
}

#[test]
fn every_id_of_an_error_text_has_a_page() {
    for wording in error_text::wordings() {
        for id in wording.causes {
            assert!(
                can_assume_core::cause::page(id).is_some(),
                "`{id}`, named by `{}`, has no page",
                wording.id
            );
        }
    }
}

fn with_fix(asked: &Question, fix: &ProvenFix) -> Question {
    question::with_policy(asked, &question::fixed_text(asked, fix))
}

fn check(expected: &Value, found: &Answer) -> Result<(), String> {
    let decision = serde_json::to_value(found.verdict.decision).unwrap();
    if decision != expected["decision"] {
        return Err(format!("the decision is {decision}, expected {}", expected["decision"]));
    }
    if found.verdict.stage.as_str() != text(&expected["stage"]) {
        return Err(format!("the stage is {}, expected {}", found.verdict.stage, expected["stage"]));
    }
    let causes: Vec<&str> = found.cause.iter().chain(&found.other_causes).map(|cause| cause.id).collect();
    let others = expected["others"].as_array().into_iter().flatten().map(text);
    let wanted: Vec<&str> = std::iter::once(text(&expected["cause"])).chain(others).collect();
    let headline = found.cause.as_ref().map(|cause| cause.headline.as_str());
    if expected["headline"].is_string() && headline != expected["headline"].as_str() {
        return Err(format!("the headline is {headline:?}, expected {}", expected["headline"]));
    }
    let labels = found.diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels);
    let marked: Vec<_> =
        labels.filter_map(|label| label.source.text.get(label.span.start..label.span.end)).collect();
    if expected["marked"].is_string() && !marked.contains(&text(&expected["marked"])) {
        return Err(format!("what is marked is {marked:?}, expected {}", expected["marked"]));
    }
    if causes != wanted {
        return Err(format!("the causes are {causes:?}, expected {wanted:?}"));
    }
    for unwanted in expected["not"].as_array().into_iter().flatten().map(text) {
        if causes.contains(&unwanted) {
            return Err(format!("{unwanted} is named"));
        }
    }
    Ok(())
}

/// Whether the case asks about a policy; the others hold an error text.
fn is_question((_, case): &(String, Value)) -> bool {
    case["policy"].is_object()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn corpus() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/causes");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
    };
    paths.iter().map(read).collect()
}
