//! Prints what `who` and `diff` cost as Markdown tables.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "a benchmark times, prints and stops where something is wrong"
)]

mod policies;

use std::time::Instant;

use can_assume_core::diagnostic::SourceText;
use can_assume_core::exposure::{Options, Side, diff, who};
use can_assume_core::iam::policy::{self, PolicyKind};
use can_assume_core::question::{Policy, Role};

fn main() {
    println!(
        "| policy | characters | who | diff | goal | exposure | change |\n|---|--:|--:|--:|--:|---|---|"
    );
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let chosen = |name: &str| wanted.is_empty() || wanted.iter().any(|wanted| name.contains(wanted.as_str()));
    for case in policies::cases().into_iter().filter(|case| chosen(case.name)) {
        let (text, before) = (case.policy.to_string(), case.before.to_string());
        let (after, before) = (parsed(&text), parsed(&before));
        let (role, options) = (Role::default(), Options::default());
        let level = who(&after, &role, &options).level;
        let [old, new] = [&before, &after].map(|policy| Side { policy, role: &role });
        let change = diff(old, new, &options).change;
        println!(
            "| {} | {} | {:.2} ms | {:.2} ms | {} | {} | {} |",
            case.name,
            text.chars().count(),
            milliseconds(|| drop(who(&after, &role, &options))),
            milliseconds(|| drop(diff(old, new, &options))),
            case.goal.map(|goal| format!("{goal} ms")).unwrap_or_default(),
            level.as_str(),
            change.as_str(),
        );
    }
    if wanted.is_empty() {
        many();
    }
}

fn parsed(text: &str) -> Policy {
    let parsed = policy::parse(text, PolicyKind::Trust).unwrap();
    Policy {
        document: parsed.document,
        source: SourceText::new("policy.json".to_owned(), text.to_owned()),
        embedded: false,
        notices: Vec::new(),
    }
}

/// The best of several rounds.
fn milliseconds(mut what: impl FnMut()) -> f64 {
    let began = Instant::now();
    let mut best = f64::INFINITY;
    for _ in 0..100 {
        let start = Instant::now();
        what();
        best = best.min(start.elapsed().as_secs_f64() * 1000.0);
        if began.elapsed().as_secs() >= 2 {
            break;
        }
    }
    best
}

/// One policy after the other, as in a dump of an account: 400 roles of all kinds.
fn many() {
    let (role, options) = (Role::default(), Options::default());
    let policies: Vec<Policy> =
        policies::account(400).iter().map(|policy| parsed(&policy.to_string())).collect();
    let took = milliseconds(|| policies.iter().for_each(|policy| drop(who(policy, &role, &options))));
    println!("\n{} roles, one after the other: {took:.0} ms", policies.len());
}
