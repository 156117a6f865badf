//! Policies for property tests, here and in other crates (feature `arbitrary`).
//!
//! Names and values are drawn from what trust policies hold, so that they often meet in an evaluation, and from
//! all of Unicode. Every policy made here is one that [`super::parse`] could have returned, spans aside: those are
//! all [`Span::default`].

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::span::{Span, Spanned};

use super::{
    ActionElement, Condition, ConditionOperator, Effect, OperatorKind, PolicyDocument, PolicyKind, Principal,
    PrincipalElement, PrincipalEntry, PrincipalKind, SetQualifier, Statement, Version,
};

const GITHUB: &str = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";

/// The condition keys that [`key`] prefers.
pub const KEYS: [&str; 10] = [
    "token.actions.githubusercontent.com:sub",
    "token.actions.githubusercontent.com:aud",
    "token.actions.githubusercontent.com:amr",
    "token.actions.githubusercontent.com:environment",
    "token.actions.githubusercontent.com:repository_id",
    "token.actions.githubusercontent.com:repository_owner",
    "aws:SourceIp",
    "aws:CurrentTime",
    "aws:TagKeys",
    "sts:RoleSessionName",
];

/// The condition values that [`value`] prefers.
pub const VALUES: [&str; 20] = [
    "",
    "*",
    "true",
    "false",
    "0",
    "00456789",
    "456789",
    "-1.5e3",
    "sts.amazonaws.com",
    "repo:octo/app:ref:refs/heads/main",
    "repo:octo/app:*",
    "repo:octo*/app:environment:prod",
    "repo:?cto/${token.actions.githubusercontent.com:environment}:pull_request",
    "${aws:username, 'x'}${*}",
    "prod",
    "2026-11-22T10:00:00Z",
    "203.0.113.0/24",
    "2001:db8::/32",
    "arn:aws:iam::123456789012:role/*",
    "cmVwbzpvY3RvL2FwcA==",
];

/// A policy of any kind.
pub fn policy() -> impl Strategy<Value = PolicyDocument> {
    use PolicyKind::{Identity, ResourceControl, ServiceControl, Trust};
    select(vec![Trust, Trust, Trust, ResourceControl, ServiceControl, Identity]).prop_flat_map(policy_of)
}

/// A policy of the given kind.
pub fn policy_of(kind: PolicyKind) -> impl Strategy<Value = PolicyDocument> {
    let version = option::of(select(vec![Version::V2012, Version::V2008]).prop_map(bare));
    (version, option::of(text().prop_map(bare)), vec(statement_of(kind), 1..4)).prop_map(
        move |(version, id, statements)| PolicyDocument {
            kind,
            version,
            id,
            statements,
            span: Span::default(),
        },
    )
}

/// A statement for a policy of the given kind.
pub fn statement_of(kind: PolicyKind) -> impl Strategy<Value = Statement> {
    let has_principal = matches!(kind, PolicyKind::Trust | PolicyKind::ResourceControl);
    let principal = if has_principal { principal().prop_map(Some).boxed() } else { Just(None).boxed() };
    let resources = if kind == PolicyKind::Trust { 0..1 } else { 1..3 };
    (option::of(text().prop_map(bare)), effect(), principal, action(), (resources, texts()), conditions())
        .prop_map(|(sid, effect, principal, action, (resource, resources), conditions)| Statement {
            sid,
            effect: bare(effect),
            principal: principal.map(bare),
            action: bare(action),
            resource: (resource == 1).then(|| bare(resources.clone())),
            not_resource: (resource == 2).then(|| bare(resources)),
            conditions,
            span: Span::default(),
        })
}

/// `Allow`, more often than `Deny`.
pub fn effect() -> impl Strategy<Value = Effect> {
    prop_oneof![3 => Just(Effect::Allow), 1 => Just(Effect::Deny)]
}

/// A `Principal` or, now and then, a `NotPrincipal`.
pub fn principal() -> impl Strategy<Value = PrincipalElement> {
    const KINDS: [PrincipalKind; 4] =
        [PrincipalKind::Aws, PrincipalKind::Service, PrincipalKind::Federated, PrincipalKind::CanonicalUser];
    let value = prop_oneof![
        3 => Just(GITHUB.to_owned()),
        1 => select(vec!["*", "123456789012", "arn:aws:iam::123456789012:root", "ec2.amazonaws.com"]).prop_map(String::from),
        1 => text(),
    ];
    let entry = vec(value.prop_map(bare), 0..3);
    let entries = (subsequence(KINDS.to_vec(), 0..=2), vec(entry, 2)).prop_map(|(kinds, values)| {
        let entries = kinds.into_iter().zip(values);
        Principal::Entries(
            entries.map(|(kind, values)| PrincipalEntry { kind: bare(kind), values }).collect(),
        )
    });
    let github = || {
        Principal::Entries(vec![PrincipalEntry {
            kind: bare(PrincipalKind::Federated),
            values: vec![bare(GITHUB.to_owned())],
        }])
    };
    let principal =
        prop_oneof![6 => Just(()).prop_map(move |()| github()), 1 => Just(Principal::Star), 3 => entries];
    (principal, prop::bool::weighted(0.1)).prop_map(|(principal, not)| match not {
        true => PrincipalElement::NotPrincipal(principal),
        false => PrincipalElement::Principal(principal),
    })
}

/// An `Action` or, now and then, a `NotAction`.
pub fn action() -> impl Strategy<Value = ActionElement> {
    let one = prop_oneof![
        4 => Just("sts:AssumeRoleWithWebIdentity".to_owned()),
        2 => select(vec!["sts:AssumeRole", "sts:TagSession", "STS:assume*", "*", "sts:?ssumeRole"]).prop_map(String::from),
        1 => text(),
    ];
    (vec(one.prop_map(bare), 0..3), prop::bool::weighted(0.1)).prop_map(|(actions, not)| match not {
        true => ActionElement::NotAction(actions),
        false => ActionElement::Action(actions),
    })
}

/// The conditions of a statement: each operator once, with its keys side by side, each key once.
pub fn conditions() -> impl Strategy<Value = Vec<Condition>> {
    let keys = btree_map(key(), vec(value().prop_map(bare), 0..4), 1..3);
    vec((operator(), keys), 0..4).prop_map(|blocks| {
        let mut conditions: Vec<Condition> = Vec::new();
        for (operator, keys) in blocks {
            if conditions.iter().any(|condition| condition.operator.value == operator) {
                continue;
            }
            conditions.extend(keys.into_iter().map(|(key, values)| Condition {
                operator: bare(operator),
                key: bare(key),
                values,
                values_span: Span::default(),
            }));
        }
        conditions
    })
}

/// Any operator that a policy may have.
pub fn operator() -> impl Strategy<Value = ConditionOperator> {
    let qualifier = prop_oneof![
        4 => Just(None),
        1 => Just(Some(SetQualifier::ForAllValues)),
        1 => Just(Some(SetQualifier::ForAnyValue)),
    ];
    let kind = prop_oneof![
        1 => select(vec![OperatorKind::StringEquals, OperatorKind::StringLike]),
        1 => select(OperatorKind::ALL),
    ];
    (qualifier, kind, prop::bool::weighted(0.2)).prop_map(|(qualifier, kind, if_exists)| match kind {
        OperatorKind::Null => ConditionOperator { qualifier: None, kind, if_exists: false },
        _ => ConditionOperator { qualifier, kind, if_exists },
    })
}

/// A condition key.
pub fn key() -> impl Strategy<Value = String> {
    prop_oneof![9 => select(KEYS.as_slice()).prop_map(String::from), 1 => text()]
}

/// A condition value.
pub fn value() -> impl Strategy<Value = String> {
    prop_oneof![6 => select(VALUES.as_slice()).prop_map(String::from), 1 => text()]
}

/// Short text of any characters.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-z0-9:/*?.@-]{0,12}", vec(any::<char>(), 0..6).prop_map(String::from_iter)]
}

fn texts() -> impl Strategy<Value = Vec<Spanned<String>>> {
    vec(text().prop_map(bare), 0..3)
}

fn bare<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

/// The same policy with every span [`Span::default`], to compare policies by what they say.
pub fn without_spans(policy: &PolicyDocument) -> PolicyDocument {
    let mut policy = policy.clone();
    policy.span = Span::default();
    clear(policy.version.as_mut());
    clear(policy.id.as_mut());
    for statement in &mut policy.statements {
        statement.span = Span::default();
        clear(statement.sid.as_mut());
        clear(Some(&mut statement.effect));
        if let Some(element) = &mut statement.principal {
            element.span = Span::default();
            let (PrincipalElement::Principal(principal) | PrincipalElement::NotPrincipal(principal)) =
                &mut element.value;
            if let Principal::Entries(entries) = principal {
                for entry in entries {
                    entry.kind.span = Span::default();
                    clear(&mut entry.values);
                }
            }
        }
        statement.action.span = Span::default();
        let (ActionElement::Action(actions) | ActionElement::NotAction(actions)) =
            &mut statement.action.value;
        clear(actions);
        for resources in [&mut statement.resource, &mut statement.not_resource].into_iter().flatten() {
            resources.span = Span::default();
            clear(&mut resources.value);
        }
        for condition in &mut statement.conditions {
            condition.operator.span = Span::default();
            condition.key.span = Span::default();
            condition.values_span = Span::default();
            clear(&mut condition.values);
        }
    }
    policy
}

fn clear<'a, T: 'a>(values: impl IntoIterator<Item = &'a mut Spanned<T>>) {
    for value in values {
        value.span = Span::default();
    }
}
