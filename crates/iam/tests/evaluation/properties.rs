//! What must hold for every policy and every request.

use can_assume_iam::compile::compile;
use can_assume_iam::context::{Absence, ContextValue, MissingReason, Request, RequestContext, keys};
use can_assume_iam::evaluate::evaluate;
use can_assume_iam::policy::arbitrary::{KEYS, VALUES, policy_of, statement_of};
use can_assume_iam::policy::{Condition, Effect, OperatorFamily, OperatorKind, PolicyDocument, PolicyKind};
use can_assume_iam::span::{Span, Spanned};
use can_assume_iam::trace::Decision;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::support::check_reasons;

const GITHUB: &str = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";

/// What a request context says of one key.
#[derive(Debug, Clone)]
enum Entry {
    Present(Vec<String>),
    Missing,
    Unknown,
}

fn presented() -> impl Strategy<Value = String> {
    let values = [
        "10",
        "203.0.113.9",
        "2001:db8::1",
        "no",
        "repo:octo/app:environment:prod",
        "arn:aws:iam::123456789012:role/x",
        "PROD",
    ];
    prop_oneof![select(VALUES.to_vec()), select(values.to_vec())].prop_map(str::to_owned)
}

fn known_entry() -> impl Strategy<Value = Entry> {
    prop_oneof![4 => vec(presented(), 0..3).prop_map(Entry::Present), 1 => Just(Entry::Missing)]
}

fn entry() -> impl Strategy<Value = Entry> {
    prop_oneof![3 => known_entry(), 1 => Just(Entry::Unknown)]
}

type Entries = Vec<(&'static str, Entry)>;

fn entries(entry: impl Strategy<Value = Entry>) -> impl Strategy<Value = Entries> {
    let count = KEYS.len() + 1;
    vec(entry, count).prop_map(|entries| KEYS.iter().copied().chain(["aws:username"]).zip(entries).collect())
}

fn request(entries: &Entries, case: fn(&str) -> String) -> Request {
    let mut context = RequestContext::complete();
    for (key, entry) in entries {
        let key = case(key);
        match entry {
            Entry::Present(values) if keys::is_multivalued(&key.to_ascii_lowercase()) => {
                context.insert(&key, ContextValue::Multi(values.clone()));
            }
            Entry::Present(values) => match values.first() {
                Some(value) => context.insert(&key, ContextValue::Single(value.clone())),
                None => context.insert_absent(&key, Absence::Missing(MissingReason::NeverPopulated)),
            },
            Entry::Missing => context.insert_absent(&key, Absence::Missing(MissingReason::NotInThisRequest)),
            Entry::Unknown => context.insert_absent(&key, Absence::Unknown("not given".into())),
        }
    }
    Request {
        action: "sts:AssumeRoleWithWebIdentity".to_owned(),
        principal: GITHUB.to_owned(),
        resource: Some("arn:aws:iam::123456789012:role/deploy".to_owned()),
        context,
    }
}

fn same_case(key: &str) -> String {
    key.to_owned()
}

fn upper_case(key: &str) -> String {
    key.to_ascii_uppercase()
}

fn decide(policy: &PolicyDocument, entries: &Entries) -> Decision {
    compile(policy).decide(&request(entries, same_case))
}

fn denied(decision: Decision) -> bool {
    matches!(decision, Decision::ExplicitDeny | Decision::ImplicitDeny)
}

/// Every statement speaks of the request, so that its conditions decide.
fn to_the_point(mut policy: PolicyDocument) -> PolicyDocument {
    use can_assume_iam::policy::{ActionElement, Principal, PrincipalElement, PrincipalEntry, PrincipalKind};
    let bare = |text: &str| Spanned::new(text.to_owned(), Span::default());
    for statement in &mut policy.statements {
        statement.action.value = ActionElement::Action(vec![bare("sts:*")]);
        let kind = Spanned::new(PrincipalKind::Federated, Span::default());
        let entry = PrincipalEntry { kind, values: vec![bare(GITHUB)] };
        let principal = PrincipalElement::Principal(Principal::Entries(vec![entry]));
        statement.principal = Some(Spanned::new(principal, Span::default()));
    }
    policy
}

fn trust() -> impl Strategy<Value = PolicyDocument> {
    policy_of(PolicyKind::Trust).prop_map(to_the_point)
}

fn any_kind() -> impl Strategy<Value = PolicyDocument> {
    use PolicyKind::{Identity, ResourceControl, ServiceControl, Trust};
    prop_oneof![
        trust(),
        select(vec![Trust, Identity, ResourceControl, ServiceControl]).prop_flat_map(policy_of)
    ]
}

fn conditions_mut(policy: &mut PolicyDocument) -> impl Iterator<Item = &mut Condition> {
    policy.statements.iter_mut().flat_map(|statement| &mut statement.conditions)
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: u32::MAX, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn compiled_and_traced_agree(policy in any_kind(), entries in entries(entry()), nowhere: bool) {
        let mut request = request(&entries, same_case);
        if nowhere {
            request.resource = None;
        }
        let trace = evaluate(&policy, &request);
        prop_assert_eq!(compile(&policy).decide(&request), trace.decision);
        if policy.kind == PolicyKind::Trust {
            check_reasons("generated", &trace);
        }
    }

    #[test]
    fn adding_a_deny_never_allows_more(policy in trust(), entries in entries(entry()), extra in statement_of(PolicyKind::Trust), at: Index) {
        let before = decide(&policy, &entries);
        let mut more = policy;
        let mut extra = extra;
        extra.effect.value = Effect::Deny;
        more.statements.insert(at.index(more.statements.len() + 1), extra);
        let after = decide(&more, &entries);
        prop_assert!(after != Decision::Allowed || before == Decision::Allowed, "{before:?} {after:?}");
        prop_assert!(!denied(before) || denied(after), "{before:?} {after:?}");
    }

    #[test]
    fn removing_an_allow_never_allows_more(policy in trust(), entries in entries(entry()), at: Index) {
        let before = decide(&policy, &entries);
        let mut fewer = policy;
        let at = at.index(fewer.statements.len());
        prop_assume!(fewer.statements[at].effect.value == Effect::Allow);
        fewer.statements.remove(at);
        let after = decide(&fewer, &entries);
        prop_assert!(after != Decision::Allowed || before == Decision::Allowed, "{before:?} {after:?}");
        prop_assert!(!denied(before) || denied(after), "{before:?} {after:?}");
    }

    #[test]
    fn adding_a_value_to_a_positive_condition_never_denies_more(
        policy in trust(), entries in entries(entry()), value in presented(), at: Index, known: bool
    ) {
        let entries: Entries = if known {
            entries.into_iter().map(|(key, entry)| (key, if matches!(entry, Entry::Unknown) { Entry::Missing } else { entry })).collect()
        } else {
            entries
        };
        let before = decide(&policy, &entries);
        let mut more = policy;
        let mut positive: Vec<_> = more.statements.iter_mut()
            .filter(|statement| statement.effect.value == Effect::Allow)
            .flat_map(|statement| &mut statement.conditions)
            .filter(|condition| !condition.operator.value.kind.is_negated())
            .collect();
        prop_assume!(!positive.is_empty());
        let at = at.index(positive.len());
        positive[at].values.push(Spanned::new(value, Span::default()));
        let after = decide(&more, &entries);
        prop_assert!(!denied(after) || denied(before), "{before:?} {after:?}");
        prop_assert!(!known || before != Decision::Allowed || after == Decision::Allowed, "{before:?} {after:?}");
    }

    #[test]
    fn the_case_of_keys_never_matters(policy in trust(), entries in entries(entry())) {
        let before = decide(&policy, &entries);
        let mut upper = policy.clone();
        for condition in conditions_mut(&mut upper) {
            condition.key.value.make_ascii_uppercase();
        }
        prop_assert_eq!(decide(&upper, &entries), before);
        prop_assert_eq!(compile(&policy).decide(&request(&entries, upper_case)), before);
    }

    #[test]
    fn order_never_matters(policy in trust(), entries in entries(entry())) {
        // IAM refuses to store malformed ARNs; among session policies they were seen to act in order.
        let ordered = |condition: &Condition| condition.operator.value.kind.family() == OperatorFamily::Arn;
        prop_assume!(!policy.statements.iter().any(|statement| statement.conditions.iter().any(ordered)));
        let mut reversed = policy.clone();
        reversed.statements.reverse();
        for statement in &mut reversed.statements {
            statement.conditions.reverse();
        }
        for condition in conditions_mut(&mut reversed) {
            condition.values.reverse();
        }
        let names = |policy: &PolicyDocument| {
            let trace = evaluate(policy, &request(&entries, same_case));
            let mut keys: Vec<_> = trace.unknown.iter().map(|unknown| unknown.key.to_ascii_lowercase()).collect();
            keys.sort();
            (trace.decision, keys)
        };
        prop_assert_eq!(names(&reversed), names(&policy));
    }

    #[test]
    fn resolving_an_unknown_never_turns_a_decided_verdict(
        policy in trust(), entries in entries(entry()), resolved in entries(known_entry())
    ) {
        let before = decide(&policy, &entries);
        prop_assume!(before != Decision::Undetermined);
        let mut now = entries;
        for ((_, entry), (_, known)) in now.iter_mut().zip(resolved) {
            if matches!(entry, Entry::Unknown) {
                *entry = known;
                break;
            }
        }
        let after = decide(&policy, &now);
        prop_assert_eq!(denied(after), denied(before), "{:?} {:?}", before, after);
        prop_assert_eq!(after == Decision::Allowed, before == Decision::Allowed);
    }

    #[test]
    fn only_deciding_keys_are_named(policy in trust(), entries in entries(entry()), resolved in entries(known_entry())) {
        let trace = evaluate(&policy, &request(&entries, same_case));
        prop_assume!(trace.decision == Decision::Undetermined);
        // Keys that are unknown and not named cannot decide on their own: resolving them all leaves a decision undetermined or right.
        let named: Vec<_> = trace.unknown.iter().map(|unknown| unknown.key.to_ascii_lowercase()).collect();
        let settled = trace.unknown.iter().filter(|unknown| !unknown.reason.contains("not settled"));
        for key in settled.map(|unknown| &unknown.key) {
            let is_unknown = entries.iter().any(|(one, entry)| one.eq_ignore_ascii_case(key) && matches!(entry, Entry::Unknown));
            prop_assert!(is_unknown, "{key} is named and not unknown");
        }
        let mut now = entries;
        for ((key, entry), (_, known)) in now.iter_mut().zip(resolved) {
            if matches!(entry, Entry::Unknown) && !named.contains(&key.to_ascii_lowercase()) {
                *entry = known;
            }
        }
        prop_assert_eq!(decide(&policy, &now), Decision::Undetermined);
    }

    #[test]
    fn null_says_whether_a_key_is_missing(entries in entries(known_entry()), key in select(KEYS.to_vec())) {
        let mut policy = to_the_point(policy_with(OperatorKind::Null, key, &["true"]));
        let missing = decide(&policy, &entries);
        conditions_mut(&mut policy).for_each(|condition| condition.values[0].value = "false".to_owned());
        prop_assert_ne!(missing, decide(&policy, &entries));
    }
}

fn policy_with(kind: OperatorKind, key: &str, values: &[&str]) -> PolicyDocument {
    let value = serde_json::json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:*",
        "Condition": {kind.as_str(): {key: values}}}});
    crate::support::read_policy(&value, PolicyKind::Trust)
}
