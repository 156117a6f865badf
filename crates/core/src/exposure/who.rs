//! Who can assume a role.

use can_assume_github::issuer::Issuer;

use super::asked::{Asked, Side};
use super::find::identities;
use super::identity::{Exposure, Identity};
use super::level::Level;
use super::options::Options;
use super::other::other_principals;
use super::reading::Samples;
use super::space::Limits;
use crate::question::{Policy, Role};

/// Who can assume `role` by its trust policy: an exact cover of the tokens of GitHub that are let in, each identity with a token that the
/// verifier allows, and the other principals.
#[must_use]
pub fn who(policy: &Policy, role: &Role, options: &Options) -> Exposure {
    let side = Side { policy, role };
    let asked = Asked { allowed_by: side, but_not_by: None };
    let samples = Samples::new(policy, role);
    let identities = identities(&asked, (&samples, None), &Limits::new(&options.budget, 1), options);
    let mut contradictions = Vec::new();
    if identities.is_empty() {
        let issuers = match asked.issuers() {
            none if none.is_empty() => vec![Issuer::github()],
            issuers => issuers,
        };
        for issuer in issuers {
            if let Ok(found) = super::contradiction::contradictions(side, &issuer, &options.budget) {
                for why in found {
                    if !contradictions.contains(&why) {
                        contradictions.push(why);
                    }
                }
            }
        }
    }
    Exposure {
        level: worst(&identities),
        identities,
        contradictions,
        other_principals: other_principals(&policy.document),
    }
}

/// The level of the whole: what was not decided may be anything, so that it hides all but the worst.
fn worst(identities: &[Identity]) -> Level {
    let worst = identities.iter().map(|identity| identity.level).min();
    let open = identities.iter().any(|identity| identity.level == Level::Undetermined);
    match worst {
        None => Level::Nobody,
        Some(Level::Anyone) => Level::Anyone,
        Some(_) if open => Level::Undetermined,
        Some(level) => level,
    }
}
