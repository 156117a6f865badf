//! The conformance vectors of `tests/corpus/operators.jsonl`, every one.

use can_assume_iam::compile::compile;
use can_assume_iam::evaluate::evaluate;
use can_assume_iam::trace::Decision;

use crate::support::{cases, check_reasons, kind_of, read_policy, read_request, text};

const OPERATORS: &str = include_str!("../../../../tests/corpus/operators.jsonl");

#[test]
fn every_vector() {
    let cases = cases(OPERATORS);
    assert_eq!(cases.len(), 109);
    for case in &cases {
        let id = text(case, "id");
        let policy = read_policy(&case["policy"], kind_of(case));
        let request = read_request(case);
        let trace = evaluate(&policy, &request);
        let denied = matches!(trace.decision, Decision::ExplicitDeny | Decision::ImplicitDeny);
        match text(case, "expected") {
            "allow" => assert_eq!(trace.decision, Decision::Allowed, "{id}: {:#?}", trace.statements),
            "deny" => assert!(denied, "{id}: {:?} {:#?}", trace.decision, trace.statements),
            other => panic!("{id}: {other}"),
        }
        check_reasons(id, &trace);
        assert_eq!(compile(&policy).decide(&request), trace.decision, "{id}");
    }
}
