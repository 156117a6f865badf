//! Policies whose exposure is known: open ones, dead ones, tight ones.

use can_assume_core::exposure::{Exposure, Identity, Options, who};
use can_assume_core::github::facts::Facts;
use can_assume_core::iam::trace::Decision;
use can_assume_core::question::Role;
use serde_json::Value;

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

#[test]
fn open() {
    run(include_str!("../../../../tests/corpus/exposure/open.json"));
}

#[test]
fn dead() {
    run(include_str!("../../../../tests/corpus/exposure/dead.json"));
}

#[test]
fn tight() {
    run(include_str!("../../../../tests/corpus/exposure/tight.json"));
}
