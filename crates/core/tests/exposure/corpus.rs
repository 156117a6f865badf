//! Policies whose exposure is known: open ones, dead ones, tight ones, and those that name other principals than GitHub's.

use std::collections::BTreeSet;

use can_assume_core::exposure::{Exposure, Identity, Options, who};
use can_assume_core::github::facts::Facts;
use can_assume_core::iam::trace::Decision;
use can_assume_core::question::Role;
use serde_json::{Value, json};

use crate::support::{decide, policy};

fn run(text: &str) {
    let cases: Vec<Value> = serde_json::from_str(text).unwrap();
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case["name"].as_str().unwrap();
        let policy = policy(&case["policy"].to_string());
        let facts = case.get("facts").map(|facts| Facts::from_json(&facts.to_string()).unwrap());
        let options = Options { facts, ..Options::default() };
        let exposure = who(&policy, &Role::default(), &options);
        for identity in &exposure.identities {
            if let Some(witness) = &identity.witness {
                assert_eq!(
                    decide(&policy, witness, &identity.context),
                    Decision::Allowed,
                    "{name}: {identity:?}"
                );
            }
        }
        if let Err(why) = judge(case, &exposure) {
            wrong.push(format!("{name}: {why}\n{}", shown(&exposure)));
        }
    }
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

fn judge(case: &Value, exposure: &Exposure) -> Result<(), String> {
    let level = case["exposure"].as_str().unwrap();
    if exposure.level.as_str() != level {
        return Err(format!("expected {level}"));
    }
    for expected in case["identities"].as_array().into_iter().flatten() {
        let (level, text) = (expected[0].as_str().unwrap(), expected[1].as_str().unwrap());
        let found = exposure
            .identities
            .iter()
            .any(|identity| identity.level.as_str() == level && identity.description.contains(text));
        if !found {
            return Err(format!("no identity {level} {text}"));
        }
    }
    if let Some(absent) = case.get("absent").and_then(Value::as_str)
        && exposure.identities.iter().any(|identity| identity.description.contains(absent))
    {
        return Err(format!("an identity has {absent}"));
    }
    for expected in case["assumes"].as_array().into_iter().flatten() {
        let text = expected.as_str().unwrap();
        if !exposure.identities.iter().flat_map(|identity| &identity.assumes).any(|why| why.contains(text)) {
            return Err(format!("nothing assumed about {text}"));
        }
    }
    for (claim, text) in case.get("witness").and_then(Value::as_object).into_iter().flatten() {
        let text = text.as_str().unwrap();
        let has = |identity: &Identity| {
            let value = identity.witness.as_ref().and_then(|witness| witness.get(claim));
            value.and_then(Value::as_str).is_some_and(|value| value.contains(text))
        };
        if !exposure.identities.first().is_some_and(has) {
            return Err(format!("the worst witness has no {claim} with {text}"));
        }
    }
    if let Some(text) = case.get("contradiction").and_then(Value::as_str)
        && !exposure.contradictions.iter().any(|why| why.contains(text))
    {
        return Err(format!("no contradiction with {text}"));
    }
    Ok(())
}

fn shown(exposure: &Exposure) -> String {
    let mut text = format!("  is {}\n", exposure.level.as_str());
    for identity in &exposure.identities {
        let sub = identity.witness.as_ref().and_then(|claims| claims.sub()).unwrap_or_default().into_owned();
        text.push_str(&format!("  {} {} [{sub}]\n", identity.level.as_str(), identity.description));
        for why in &identity.assumes {
            text.push_str(&format!("    assumes {why}\n"));
        }
    }
    for why in &exposure.contradictions {
        text.push_str(&format!("  contradiction: {why}\n"));
    }
    text
}

const OPEN: &str = include_str!("../../../../tests/corpus/exposure/open.json");
const DEAD: &str = include_str!("../../../../tests/corpus/exposure/dead.json");
const TIGHT: &str = include_str!("../../../../tests/corpus/exposure/tight.json");
const OTHERS: &str = include_str!("../../../../tests/corpus/exposure/others.json");
const PAGE: &str = include_str!("../../../../docs/who.md");

#[test]
fn open() {
    run(OPEN);
}

#[test]
fn dead() {
    run(DEAD);
}

#[test]
fn tight() {
    run(TIGHT);
}

#[test]
fn other_principals() {
    let cases: Vec<Value> = serde_json::from_str(OTHERS).unwrap();
    for case in &cases {
        let name = case["name"].as_str().unwrap();
        let exposure = who(&policy(&case["policy"].to_string()), &Role::default(), &Options::default());
        assert_eq!(exposure.level.as_str(), case["exposure"], "{name}\n{}", shown(&exposure));
        let found: Vec<Value> = exposure
            .other_principals
            .iter()
            .map(|other| json!([other.principal, other.description, other.conditions]))
            .collect();
        assert_eq!(Value::Array(found), case["others"], "{name}");
    }
}

/// Every case that the page names exists, and no two have one name.
#[test]
fn the_cases_that_the_page_names_exist() {
    let mut names = BTreeSet::new();
    for text in [OPEN, DEAD, TIGHT, OTHERS] {
        for case in serde_json::from_str::<Vec<Value>>(text).unwrap() {
            let name = case["name"].as_str().unwrap().to_owned();
            assert!(names.insert(name.clone()), "two cases are called {name}");
        }
    }
    let (_, section) = PAGE.split_once("## Cases").unwrap();
    let rows = section.lines().take_while(|line| !line.starts_with("## "));
    let mut named = 0;
    for row in
        rows.filter(|row| row.starts_with('|') && !row.ends_with("| cases |") && !row.starts_with("|-"))
    {
        let cases: Vec<&str> = row.rsplit('|').nth(1).unwrap().split('`').skip(1).step_by(2).collect();
        assert!(!cases.is_empty(), "{row}");
        for case in cases {
            assert!(names.contains(case), "no case is called {case}: {row}");
            named += 1;
        }
    }
    assert!(named > 60, "the page names {named} cases");
}
