//! Evaluation against membership: a token is allowed exactly if it is in the cover.

use can_assume_core::exposure::{Budget, Exposure, Level, Options, who};
use can_assume_core::github::universe::FieldKind;
use can_assume_core::iam::trace::Decision;
use can_assume_core::question::Role;

use crate::generate::{Random, STRANGER, Token, policy, shapes, token};
use crate::support::{decide, policy as parsed};

/// Asks of `policies` random policies about `tokens` random tokens each; gives the number of pairs of which something was claimed.
fn compare(seed: u64, policies: usize, tokens: usize) -> usize {
    let mut random = Random(seed);
    let shapes = shapes();
    let mut claimed = 0;
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
        for _ in 0..tokens {
            let token = token(&mut random, &shapes);
            let claims = token.shape.claims(&token.values);
            let allowed = decide(&policy, &claims, &[]) == Decision::Allowed;
            let Some(covered) = covered(&exposure, &token) else { continue };
            claimed += 1;
            assert_eq!(allowed, covered, "{text}\n{claims:?}\n{:?}", token.shape.form());
        }
    }
    claimed
}

/// Whether the token is in the cover; `None` where nothing is claimed of it.
fn covered(exposure: &Exposure, token: &Token) -> Option<bool> {
    let budget = Budget::default();
    let is_default = token.shape.form().is_some_and(|form| form.template.is_default());
    let mut decided = exposure
        .identities
        .iter()
        .filter(|identity| identity.level != Level::Undetermined)
        .flat_map(|identity| &identity.members);
    let contained = decided.any(|member| member.contains(&token.shape, &token.values, &budget).unwrap());
    let open = exposure.identities.iter().any(|identity| identity.level == Level::Undetermined);
    match (contained, is_default) {
        (true, true) => Some(true),
        // Who chooses a template is described by what is allowed, so that only the other direction is claimed.
        (true, false) => None,
        (false, _) if open => None,
        (false, true) => Some(false),
        (false, false) => {
            // The repositories that a policy names are taken to have the default template.
            let is = |kind, value| Some(token.values[token.shape.position(&kind)?] == value);
            let stranger = is(FieldKind::Owner, STRANGER)? && is(FieldKind::RepositoryId, "31337")?;
            stranger.then_some(false)
        }
    }
}

#[test]
fn a_token_is_allowed_exactly_if_it_is_in_the_cover() {
    let claimed = compare(0x5eed, 24, 200);
    assert!(claimed > 1_500, "only {claimed} pairs say something");
}

#[test]
#[ignore = "takes minutes: cargo test --release -p can-assume-core --test exposure -- --ignored"]
fn a_million_pairs() {
    let mut claimed = 0;
    let mut seed = 1;
    while claimed < 1_000_000 {
        claimed += compare(seed, 100, 250);
        seed += 1;
    }
    assert!(claimed >= 1_000_000);
}
