//! Policies in three groups: nothing open is missed, no tight one is flagged, every dead one is called dead.

use can_assume_core::iam::policy::{self, PolicyKind};
use can_assume_core::iam::trace::Decision;
use can_assume_core::lint::Severity;
use can_assume_core::question::Policy;
use serde_json::Value;

use crate::support::{decide, lint_texts, shown};

/// Every case with its findings held against `judge`.
fn run(text: &str, judge: impl Fn(&Value, &can_assume_core::lint::Report) -> Result<(), String>) {
    let cases: Vec<Value> = serde_json::from_str(text).unwrap();
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case["name"].as_str().unwrap();
        let text = case["policy"].to_string();
        let report = lint_texts(&[("policy.json".to_owned(), text.clone())], case.get("facts"), &[]);
        let document = policy::parse(&text, PolicyKind::Trust).unwrap().document;
        let source = can_assume_core::diagnostic::SourceText::new("policy.json", text);
        let policy = Policy { document, source, embedded: false, notices: Vec::new() };
        for witness in report.findings.iter().filter_map(|finding| finding.witness.as_ref()) {
            assert_eq!(decide(&policy, witness), Decision::Allowed, "{name}: {witness:?}");
        }
        if let Err(why) = judge(case, &report) {
            wrong.push(format!("{name} ({}): {why}\n{}", case["exposure"], shown(&report.findings)));
        }
    }
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn nothing_open_is_missed() {
    run(include_str!("../../../../tests/corpus/exposure/open.json"), |case, report| {
        let grave = |severity: Severity| {
            report.findings.iter().any(|finding| finding.severity >= severity && finding.witness.is_some())
        };
        match case["exposure"].as_str().unwrap() {
            "anyone" | "anyone-forged" | "registrable" if !grave(Severity::High) => {
                Err("no finding of high severity with a witness".to_owned())
            }
            "owner" | "repository" if !grave(Severity::Medium) => {
                Err("no finding of medium severity with a witness".to_owned())
            }
            _ => Ok(()),
        }
    });
}

#[test]
fn every_dead_policy_is_called_dead() {
    run(include_str!("../../../../tests/corpus/exposure/dead.json"), |_, report| {
        let dead = report
            .findings
            .iter()
            .any(|finding| finding.severity >= Severity::Medium && finding.contradiction.is_some());
        if dead { Ok(()) } else { Err("no finding with a contradiction".to_owned()) }
    });
}

#[test]
fn no_tight_policy_is_flagged() {
    run(include_str!("../../../../tests/corpus/exposure/tight.json"), |case, report| {
        // What is not modelled is no tight policy.
        let tight = case["exposure"] != "undetermined";
        let flagged = report.findings.iter().any(|finding| finding.severity >= Severity::Medium);
        if flagged && tight { Err("a finding of medium or high severity".to_owned()) } else { Ok(()) }
    });
}
