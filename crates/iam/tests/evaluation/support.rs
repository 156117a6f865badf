//! Corpus cases as data, and what a trace says of them.

use can_assume_iam::context::{Absence, ContextValue, MissingReason, Request, RequestContext, keys};
use can_assume_iam::policy::{self, Effect, PolicyDocument, PolicyKind};
use can_assume_iam::trace::{Decision, PolicyTrace, StatementTrace, Truth};
use serde_json::{Value, json};

/// The cases of a file with one JSON object on each line.
pub(crate) fn cases(jsonl: &str) -> Vec<Value> {
    let line = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    jsonl.lines().filter(|text| !text.trim().is_empty()).map(line).collect()
}

pub(crate) fn text<'v>(case: &'v Value, name: &str) -> &'v str {
    case[name].as_str().unwrap_or_else(|| panic!("`{name}` in {case}"))
}

pub(crate) fn read_policy(value: &Value, kind: PolicyKind) -> PolicyDocument {
    policy::parse(&value.to_string(), kind).unwrap_or_else(|errors| panic!("{errors:?}: {value}")).document
}

pub(crate) fn kind_of(case: &Value) -> PolicyKind {
    match case["kind"].as_str() {
        None | Some("trust") => PolicyKind::Trust,
        Some("resource-control") => PolicyKind::ResourceControl,
        Some("identity") => PolicyKind::Identity,
        Some(other) => panic!("no such kind of policy: {other}"),
    }
}

/// The request of a case; `availability` says what is known of keys that are not in its context, `missing` and `unknown` list keys.
pub(crate) fn read_request(case: &Value) -> Request {
    let request = &case["request"];
    let mut context = match request["availability"].as_str() {
        None => RequestContext::complete(),
        Some("web-identity") => RequestContext::with_absent(keys::web_identity),
        Some("saml") => RequestContext::with_absent(keys::saml),
        Some("principal") => RequestContext::with_absent(keys::assume_role_by_principal),
        Some("service") => RequestContext::with_absent(keys::assume_role_by_service),
        Some(other) => panic!("no such availability: {other}"),
    };
    for (key, value) in request["context"].as_object().expect("a context") {
        context.insert(key, context_value(value));
    }
    for key in request["missing"].as_array().into_iter().flatten() {
        context
            .insert_absent(key.as_str().expect("a key"), Absence::Missing(MissingReason::NotInThisRequest));
    }
    for key in request["unknown"].as_array().into_iter().flatten() {
        context.insert_absent(key.as_str().expect("a key"), Absence::Unknown("not given".into()));
    }
    Request {
        action: text(request, "action").to_owned(),
        principal: text(request, "principal").to_owned(),
        resource: request["resource"].as_str().map(str::to_owned),
        context,
    }
}

fn context_value(value: &Value) -> ContextValue {
    match value {
        Value::Array(values) => ContextValue::Multi(
            values.iter().map(|value| value.as_str().expect("a text").to_owned()).collect(),
        ),
        value => ContextValue::Single(value.as_str().expect("a text").to_owned()),
    }
}

pub(crate) fn decision_name(decision: Decision) -> &'static str {
    match decision {
        Decision::Allowed => "allowed",
        Decision::ExplicitDeny => "explicitDeny",
        Decision::ImplicitDeny => "implicitDeny",
        Decision::Undetermined => "undetermined",
    }
}

/// What fails in a trace, in the shape of a case's `failing`.
pub(crate) fn failing(trace: &PolicyTrace) -> Vec<Value> {
    trace.statements.iter().flat_map(failures).collect()
}

fn failures(statement: &StatementTrace) -> Vec<Value> {
    let resource = statement.resource.as_ref().map_or(Truth::True, |resource| resource.result);
    let elements = [
        ("Principal", statement.principal.result),
        ("Action", statement.action.result),
        ("Resource", resource),
    ];
    let index = statement.index;
    let mut failures: Vec<Value> = elements
        .iter()
        .filter(|(_, result)| *result != Truth::True)
        .map(|(operator, _)| json!({"statement": index, "operator": operator}))
        .collect();
    for condition in &statement.conditions {
        assert_eq!(condition.result == Truth::True, condition.mismatch.is_none(), "{condition:?}");
        if let Some(mismatch) = condition.mismatch {
            let operator = condition.operator.to_string();
            failures.push(json!({"statement": index, "operator": operator, "key": condition.key, "mismatch": mismatch.as_str()}));
        }
    }
    failures
}

/// Checks that the trace gives a reason for its decision, and that it is consistent in itself.
pub(crate) fn check_reasons(id: &str, trace: &PolicyTrace) {
    for statement in &trace.statements {
        let failures = failures(statement);
        assert_eq!(statement.applies == Truth::True, failures.is_empty(), "{id}: {failures:?}");
    }
    let applies = |effect, least: Truth| {
        let enough = |truth| truth == Truth::True || truth == least;
        trace.statements.iter().any(|statement| statement.effect == effect && enough(statement.applies))
    };
    match trace.decision {
        Decision::Allowed => {
            assert!(applies(Effect::Allow, Truth::Unknown) && !applies(Effect::Deny, Truth::True), "{id}");
        }
        Decision::ExplicitDeny => assert!(applies(Effect::Deny, Truth::Unknown), "{id}"),
        Decision::ImplicitDeny => {
            assert!(!applies(Effect::Allow, Truth::True) && !applies(Effect::Deny, Truth::True), "{id}");
        }
        Decision::Undetermined => {}
    }
    assert_eq!(trace.decision == Decision::Undetermined, !trace.unknown.is_empty(), "{id}");
}
