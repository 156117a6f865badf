//! Condition values of each family: `operator`, `policy value`, `presented value`, one on each line. No value panics, a negated operator
//! is the opposite of its positive one or both fail, and both ways of evaluation agree.

#![no_main]

use can_assume_iam::compile::compile;
use can_assume_iam::context::{ContextValue, Request, RequestContext};
use can_assume_iam::policy::{
    ActionElement, Condition, ConditionOperator, Effect, OperatorKind, PolicyDocument, PolicyKind, Principal,
    PrincipalElement, PrincipalEntry, PrincipalKind, Statement, Version,
};
use can_assume_iam::span::{Span, Spanned};
use can_assume_iam::trace::Decision;
use libfuzzer_sys::fuzz_target;

const PROVIDER: &str = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
const KEY: &str = "aws:RequestTag/value";

fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n');
    let (Some(operator), Some(value), Some(presented)) = (lines.next(), lines.next(), lines.next()) else {
        return;
    };
    let Some(operator) = ConditionOperator::parse(operator) else { return };
    let holds = |operator| decide(operator, value, presented) == Decision::Allowed;
    if let Some(positive) = affirmative(operator.kind).filter(|_| operator.qualifier.is_none()) {
        let positive = ConditionOperator { kind: positive, ..operator };
        assert!(!(holds(operator) && holds(positive)));
    } else {
        holds(operator);
    }
});

fn affirmative(kind: OperatorKind) -> Option<OperatorKind> {
    let name = kind.as_str().replacen("Not", "", 1);
    OperatorKind::ALL.iter().copied().find(|other| kind.is_negated() && other.as_str() == name)
}

fn decide(operator: ConditionOperator, value: &str, presented: &str) -> Decision {
    let mut context = RequestContext::complete();
    context.insert(KEY, ContextValue::Single(presented.to_owned()));
    context.insert("aws:username", ContextValue::Single("octo*".to_owned()));
    let request = Request {
        action: "sts:AssumeRoleWithWebIdentity".to_owned(),
        principal: PROVIDER.to_owned(),
        resource: None,
        context,
    };
    let compiled = compile(&policy(operator, value));
    let decision = compiled.decide(&request);
    assert_eq!(compiled.trace(&request).decision, decision);
    decision
}

fn bare<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

fn policy(operator: ConditionOperator, value: &str) -> PolicyDocument {
    let entry =
        PrincipalEntry { kind: bare(PrincipalKind::Federated), values: vec![bare(PROVIDER.to_owned())] };
    let condition = Condition {
        operator: bare(operator),
        key: bare(KEY.to_owned()),
        values: vec![bare(value.to_owned())],
        values_span: Span::default(),
    };
    let statement = Statement {
        sid: None,
        effect: bare(Effect::Allow),
        principal: Some(bare(PrincipalElement::Principal(Principal::Entries(vec![entry])))),
        action: bare(ActionElement::Action(vec![bare("sts:*".to_owned())])),
        resource: None,
        not_resource: None,
        conditions: vec![condition],
        span: Span::default(),
    };
    PolicyDocument {
        kind: PolicyKind::Trust,
        version: Some(bare(Version::V2012)),
        id: None,
        statements: vec![statement],
        span: Span::default(),
    }
}
