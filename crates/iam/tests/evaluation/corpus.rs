//! The cases of `tests/corpus/iam`: decision, everything that fails, and the keys that would decide.

use can_assume_iam::compile::compile;
use can_assume_iam::evaluate::{caller_permission, evaluate};
use can_assume_iam::policy::PolicyKind;
use serde_json::{Value, json};

use crate::support::{
    cases, check_reasons, decision_name, failing, kind_of, read_policy, read_request, text,
};

/// The files with one policy each.
const FILES: &[&str] = &[
    include_str!("../../../../tests/corpus/iam/arn.jsonl"),
    include_str!("../../../../tests/corpus/iam/bool-binary-null.jsonl"),
    include_str!("../../../../tests/corpus/iam/date.jsonl"),
    include_str!("../../../../tests/corpus/iam/guardrails.jsonl"),
    include_str!("../../../../tests/corpus/iam/ip.jsonl"),
    include_str!("../../../../tests/corpus/iam/missing.jsonl"),
    include_str!("../../../../tests/corpus/iam/numeric.jsonl"),
    include_str!("../../../../tests/corpus/iam/principals.jsonl"),
    include_str!("../../../../tests/corpus/iam/sets.jsonl"),
    include_str!("../../../../tests/corpus/iam/string.jsonl"),
    include_str!("../../../../tests/corpus/iam/structure.jsonl"),
    include_str!("../../../../tests/corpus/iam/unknown.jsonl"),
    include_str!("../../../../tests/corpus/iam/variables.jsonl"),
];

/// The file whose cases have the caller's own policy besides.
const CALLER: &str = include_str!("../../../../tests/corpus/iam/caller.jsonl");

const SECTION10: &str = include_str!("../../../../tests/corpus/section10.jsonl");

/// The page whose rows name the cases that hold them.
const SEMANTICS: &str = include_str!("../../../../docs/semantics.md");

fn check(case: &Value) {
    let id = text(case, "id");
    let policy = read_policy(&case["policy"], kind_of(case));
    let request = read_request(case);
    let trace = evaluate(&policy, &request);
    let found = json!({"expected": decision_name(trace.decision), "failing": failing(&trace)});
    let wanted = json!({"expected": case["expected"], "failing": case["failing"]});
    assert_eq!(found, wanted, "{id}");
    let undecided: Vec<_> = trace.unknown.iter().map(|unknown| unknown.key.as_str()).collect();
    let wanted: Vec<_> =
        case["undecided"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert_eq!(undecided, wanted, "{id}");
    if policy.kind == PolicyKind::Trust {
        check_reasons(id, &trace);
    }
    assert_eq!(compile(&policy).decide(&request), trace.decision, "{id}");
    for name in ["rule", "why", "source"] {
        assert!(!text(case, name).is_empty(), "{id}");
    }
    assert!(text(case, "source").starts_with("https://"), "{id}");
}

#[test]
fn every_case() {
    FILES.iter().flat_map(|file| cases(file)).for_each(|case| check(&case));
}

#[test]
fn with_the_callers_own_policy() {
    for case in cases(CALLER) {
        let id = text(&case, "id");
        let request = read_request(&case);
        let trust = evaluate(&read_policy(&case["policy"], PolicyKind::Trust), &request);
        let own = &case["callerPolicy"];
        let own = (!own.is_null()).then(|| read_policy(own, PolicyKind::Identity));
        let both = caller_permission(&trust, &request, own.as_ref());
        assert_eq!(decision_name(both.decision), text(&case, "expected"), "{id}");
        assert_eq!(json!(both.required), case["required"], "{id}");
        assert_eq!(
            both.trace.is_some(),
            own.is_some() && trust.decision != can_assume_iam::trace::Decision::ImplicitDeny,
            "{id}"
        );
    }
}

#[test]
fn the_vectors_that_reach_evaluation() {
    let vectors = cases(SECTION10);
    let evaluated: Vec<_> = vectors.iter().filter(|case| case["request"].is_object()).collect();
    evaluated.iter().for_each(|case| check(case));
    assert_eq!((vectors.len(), evaluated.len()), (46, 41));
}

#[test]
fn ids_are_unique() {
    let mut ids: Vec<_> = FILES
        .iter()
        .chain([&CALLER, &SECTION10])
        .flat_map(|file| cases(file))
        .map(|case| text(&case, "id").to_owned())
        .collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn every_case_that_the_page_names_exists() {
    const OPERATORS: &str = include_str!("../../../../tests/corpus/operators.jsonl");
    let files = FILES.iter().chain([&CALLER, &SECTION10, &OPERATORS]);
    let ids: Vec<_> = files.flat_map(|file| cases(file)).map(|case| text(&case, "id").to_owned()).collect();
    let rows: Vec<_> =
        SEMANTICS.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| rule |")).collect();
    assert!(rows.len() > 60, "{}", rows.len());
    for row in rows {
        let named = row.trim_end_matches(" |").rsplit_once(" | ").expect("a last column").1;
        for name in named.split(", ") {
            let name = name.trim_matches('`');
            assert!(ids.iter().any(|id| id == name), "{name}, in: {row}");
        }
    }
}
