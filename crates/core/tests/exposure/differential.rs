//! Evaluation against membership: a token is allowed exactly if it is in the cover, and gained exactly if it is in what is gained.

use std::time::Instant;

use can_assume_core::exposure::{Budget, Identity, Level, Options, Side, diff, who};
use can_assume_core::github::universe::FieldKind;
use can_assume_core::iam::trace::Decision;
use can_assume_core::question::{Policy, Role};

use crate::generate::{Random, STRANGER, Token, changed, policy, shapes, tokens};
use crate::support::{decide, policy as parsed};

/// How many pairs of a policy and a token were compared.
#[derive(Default)]
struct Counts {
    policies: usize,
    pairs: usize,
    /// Pairs where the cover says yes.
    inside: usize,
    /// Policies of which something was left open.
    open: usize,
}

/// Asks about `policies` random policies and `per_policy` tokens each.
fn compare(seed: u64, policies: usize, pool: usize, per_policy: usize) -> Counts {
    let mut random = Random(seed);
    let shapes = shapes();
    let pool = tokens(&mut random, &shapes, pool);
    let mut counts = Counts::default();
    for _ in 0..policies {
        let text = policy(&mut random, &shapes).to_string();
        let policy = parsed(&text);
        let exposure = who(&policy, &Role::default(), &Options::default());
        for identity in &exposure.identities {
            match &identity.witness {
                Some(witness) => assert_eq!(
                    decide(&policy, witness, &identity.context),
                    Decision::Allowed,
                    "{text}\n{identity:?}"
                ),
                None => assert_eq!(identity.level, Level::Undetermined),
            }
        }
        counts.policies += 1;
        counts.open += usize::from(is_open(&exposure.identities));
        for _ in 0..per_policy {
            let token = random.pick(&pool);
            let Some(covered) = covered(&exposure.identities, token) else { continue };
            counts.pairs += 1;
            counts.inside += usize::from(covered);
            assert_eq!(allows(&policy, token), covered, "seed {seed}\n{text}\n{}", shown(token));
        }
    }
    counts
}

/// Asks about random changes of random policies.
fn compare_changes(seed: u64, policies: usize, pool: usize, per_policy: usize) -> Counts {
    let mut random = Random(seed);
    let shapes = shapes();
    let pool = tokens(&mut random, &shapes, pool);
    let (role, options) = (Role::default(), Options::default());
    let mut counts = Counts::default();
    for _ in 0..policies {
        let old = policy(&mut random, &shapes);
        let new = changed(&mut random, &shapes, &old).to_string();
        let old = old.to_string();
        let (before, after) = (parsed(&old), parsed(&new));
        let [old_side, new_side] = [&before, &after].map(|policy| Side { policy, role: &role });
        let difference = diff(old_side, new_side, &options);
        for (identities, allowing, denying) in
            [(&difference.gained, &after, &before), (&difference.lost, &before, &after)]
        {
            for identity in identities {
                let Some(witness) = &identity.witness else { continue };
                let context = &identity.context;
                assert_eq!(
                    decide(allowing, witness, context),
                    Decision::Allowed,
                    "{old}\n{new}\n{identity:?}"
                );
                assert_ne!(
                    decide(denying, witness, context),
                    Decision::Allowed,
                    "{old}\n{new}\n{identity:?}"
                );
            }
        }
        counts.policies += 1;
        counts.open += usize::from(is_open(&difference.gained) || is_open(&difference.lost));
        for _ in 0..per_policy {
            let token = random.pick(&pool);
            let (was, is) = (allows(&before, token), allows(&after, token));
            for (identities, expected) in [(&difference.gained, is && !was), (&difference.lost, was && !is)] {
                let Some(covered) = covered(identities, token) else { continue };
                counts.pairs += 1;
                counts.inside += usize::from(covered);
                assert_eq!(expected, covered, "seed {seed}\n{old}\n{new}\n{}", shown(token));
            }
        }
    }
    counts
}

fn allows(policy: &Policy, token: &Token) -> bool {
    decide(policy, &token.claims, &[]) == Decision::Allowed
}

fn shown(token: &Token) -> String {
    format!("{:?}\n{:?}", token.claims, token.shape.form())
}

fn is_open(identities: &[Identity]) -> bool {
    identities.iter().any(|identity| identity.level == Level::Undetermined)
}

/// Whether the token is in the cover; `None` where nothing is claimed of it.
fn covered(identities: &[Identity], token: &Token) -> Option<bool> {
    let budget = Budget::default();
    let decided = || {
        let decided = identities.iter().filter(|identity| identity.level != Level::Undetermined);
        decided.flat_map(|identity| &identity.members)
    };
    let contains = |chosen: bool| {
        decided()
            .filter(|member| member.is_chosen() == chosen)
            .any(|member| member.contains(&token.shape, &token.values, &budget).unwrap())
    };
    if contains(false) {
        return Some(true);
    }
    if is_open(identities) {
        return None;
    }
    if token.shape.form().is_some_and(|form| form.template.is_default()) {
        return Some(false);
    }
    // Who chooses a template is described by what is allowed, and the repositories that a policy names are taken to have the default
    // template: something is claimed of strangers who are not among those who choose.
    let is = |kind, value| token.shape.position(&kind).is_none_or(|place| token.values[place] == value);
    let stranger = is(FieldKind::Owner, STRANGER)
        && is(FieldKind::OwnerId, "4242")
        && is(FieldKind::RepositoryId, "31337");
    (stranger && !contains(true)).then_some(false)
}

#[test]
fn a_token_is_allowed_exactly_if_it_is_in_the_cover() {
    let counts = compare(0x5eed, 40, 400, 250);
    assert!(counts.pairs > 5_000, "only {} pairs say something", counts.pairs);
    assert!(counts.inside > 100, "only {} pairs are inside", counts.inside);
}

#[test]
fn a_token_is_gained_exactly_if_it_is_in_what_is_gained() {
    let counts = compare_changes(0xd1ff, 8, 400, 400);
    assert!(counts.pairs > 2_000, "only {} pairs say something", counts.pairs);
    assert!(counts.inside > 30, "only {} pairs are inside", counts.inside);
}

#[test]
#[ignore = "takes minutes: cargo test --release -p can-assume-core --test exposure -- --ignored --nocapture"]
fn a_million_pairs() {
    run("who", 1_000_000, |seed| compare(seed, 200, 4_000, 1_500));
}

#[test]
#[ignore = "takes minutes: cargo test --release -p can-assume-core --test exposure -- --ignored --nocapture"]
fn two_hundred_thousand_changes() {
    run("diff", 200_000, |seed| compare_changes(seed, 100, 4_000, 1_000));
}

#[expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "the run says what it did")]
fn run(what: &str, wanted: usize, mut compare: impl FnMut(u64) -> Counts) {
    let began = Instant::now();
    let mut total = Counts::default();
    let mut seed = 0;
    while total.pairs < wanted {
        seed += 1;
        let counts = compare(seed);
        total.policies += counts.policies;
        total.pairs += counts.pairs;
        total.inside += counts.inside;
        total.open += counts.open;
        println!(
            "{what}: seeds 1 to {seed}: {} policies ({} left something open), {} pairs, {} of them inside, {:.0} s",
            total.policies,
            total.open,
            total.pairs,
            total.inside,
            began.elapsed().as_secs_f64()
        );
    }
}
