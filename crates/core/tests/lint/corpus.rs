//! Every rule: what it finds, with place, message and proof, and a near miss that it does not find.

use can_assume_core::iam::policy::{self, PolicyKind};
use can_assume_core::iam::trace::Decision;
use can_assume_core::lint::{Finding, registry};
use can_assume_core::question::Policy;
use serde_json::Value;

use crate::support::{decide, lint_texts, shown};

const POLICIES: &str = include_str!("../../../../tests/corpus/lint/policies.json");
const WORKFLOWS: &str = include_str!("../../../../tests/corpus/lint/workflows.json");

fn cases(text: &str) -> Vec<Value> {
    serde_json::from_str(text).unwrap()
}

/// The files of a case.
fn files(case: &Value) -> Vec<(String, String)> {
    let mut files = Vec::new();
    if let Some(text) = case.get("text") {
        files.push(("policy.json".to_owned(), text.as_str().unwrap().to_owned()));
    }
    if let Some(policy) = case.get("policy") {
        files.push(("policy.json".to_owned(), policy.to_string()));
    }
    for (at, policy) in case["policies"].as_array().into_iter().flatten().enumerate() {
        files.push((format!("policy{at}.json"), policy.to_string()));
    }
    if let Some(text) = case.get("workflow") {
        files.push((".github/workflows/deploy.yml".to_owned(), text.as_str().unwrap().to_owned()));
    }
    for (name, text) in case["files"].as_object().into_iter().flatten() {
        files.push((name.clone(), text.as_str().unwrap().to_owned()));
    }
    files
}

fn run(text: &str) {
    let mut wrong = Vec::new();
    let cases = cases(text);
    for case in &cases {
        let (rule, name) = (case["rule"].as_str().unwrap(), case["name"].as_str().unwrap());
        let owners: Vec<String> = case["owners"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|owner| owner.as_str().unwrap().to_owned())
            .collect();
        let report = lint_texts(&files(case), case.get("facts"), &owners);
        assert!(report.errors.is_empty(), "{rule} {name}: {:?}", report.errors);
        let own: Vec<&Finding> = report.findings.iter().filter(|finding| finding.rule.id == rule).collect();
        let verdict = match (own.as_slice(), case["found"].as_object()) {
            ([], None) => Ok(()),
            ([], Some(_)) => Err("not found".to_owned()),
            (_, None) => Err("found".to_owned()),
            (own, Some(_)) => {
                let judged: Vec<String> =
                    own.iter().filter_map(|finding| judge(finding, &case["found"]).err()).collect();
                if judged.len() < own.len() { Ok(()) } else { Err(judged.join("; ")) }
            }
        };
        if let Err(why) = verdict {
            wrong.push(format!("{rule}: {name}: {why}\n{}", shown(&report.findings)));
        }
    }
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// Whether a finding is the expected one.
fn judge(finding: &Finding, expected: &Value) -> Result<(), String> {
    let text = |name: &str| expected.get(name).and_then(Value::as_str);
    let (source, span) = finding.place().ok_or("no place")?;
    let at = span.text(&source.text);
    if text("at").is_some_and(|wanted| wanted != at) {
        return Err(format!("stands at {at}"));
    }
    if text("severity").is_some_and(|wanted| wanted != finding.severity.as_str()) {
        return Err(format!("is {}", finding.severity.as_str()));
    }
    if text("message").is_some_and(|wanted| !finding.message.contains(wanted)) {
        return Err(format!("says {}", finding.message));
    }
    let proof = finding.contradiction.clone().unwrap_or_default();
    if text("contradiction").is_some_and(|wanted| !proof.contains(wanted)) {
        return Err(format!("proves {proof}"));
    }
    let notes = finding.diagnostic().notes.join("\n");
    if text("note").is_some_and(|wanted| !notes.contains(wanted)) {
        return Err(format!("notes {notes}"));
    }
    let subject = finding.witness.as_ref().map(can_assume_core::lint::Witness::subject);
    if text("witness").is_some_and(|wanted| !subject.as_ref().is_some_and(|subject| subject.contains(wanted)))
    {
        return Err(format!("witness {subject:?}"));
    }
    if expected.get("witness") == Some(&Value::Bool(false)) && subject.is_some() {
        return Err(format!("witness {subject:?}"));
    }
    if text("fix").is_some_and(|wanted| !finding.fixes.iter().any(|fix| fix.title == wanted)) {
        return Err(format!("fixes {:?}", finding.fixes));
    }
    if expected.get("undetermined") == Some(&Value::Bool(true)) && !finding.undetermined {
        return Err("is decided".to_owned());
    }
    if let Some(witness) = &finding.witness {
        let document = policy::parse(&source.text, PolicyKind::Trust).unwrap().document;
        let policy = Policy { document, source: source.clone(), embedded: false, notices: Vec::new() };
        if decide(&policy, witness) != Decision::Allowed {
            return Err(format!("the witness is not allowed: {witness:?}"));
        }
    }
    Ok(())
}

#[test]
fn policies() {
    run(POLICIES);
}

#[test]
fn workflows() {
    run(WORKFLOWS);
}

#[test]
fn every_rule_has_a_finding_and_a_near_miss() {
    let all: Vec<Value> = cases(POLICIES).into_iter().chain(cases(WORKFLOWS)).collect();
    for meta in registry::pages() {
        let own = || all.iter().filter(|case| case["rule"] == meta.id);
        assert!(own().any(|case| case["found"].is_object()), "{} has no finding", meta.id);
        assert!(own().any(|case| case["found"].is_null()), "{} has no near miss", meta.id);
    }
    for case in &all {
        assert!(registry::find(case["rule"].as_str().unwrap()).is_some(), "{}", case["rule"]);
    }
}

/// Every rule that the page names for a check of Access Analyzer exists.
#[test]
fn the_rules_that_the_page_names_exist() {
    let page = include_str!("../../../../docs/lint.md");
    let (_, section) = page.split_once("## Access Analyzer's checks").unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| ") && !line.ends_with("| rule |"));
    let mut named = 0;
    for row in rows {
        let rules = row.rsplit('|').nth(1).unwrap();
        for rule in rules.split('`').skip(1).step_by(2) {
            assert!(registry::find(rule).is_some(), "no rule is called {rule}");
            named += 1;
        }
    }
    assert!(named > 40, "the page names {named} rules");
}
