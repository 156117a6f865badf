//! Workflows: jobs that get no token, tokens that reach too many, and keys that should be none.

mod always_true;
mod no_token;
mod not_presented;
mod outsider;
mod pages;
mod predicted;
mod too_wide;
mod untrusted_code;

pub(super) use always_true::IfAlwaysTrue;
pub(super) use no_token::{TOKEN_CALLER_PERMISSION, TOKEN_PERMISSION_MISSING, TokenMissing};
pub(super) use not_presented::{CREDENTIALS_NOT_OIDC, NotPresented, ROLE_NOT_ARN};
pub(super) use outsider::OutsiderStartedToken;
pub(super) use pages::{ENVIRONMENT_ON_CALLER, LONG_LIVED_KEYS, PERMISSION_VALUE, RUN_DOES_NOT_START};
pub(super) use predicted::Predicted;
pub(super) use too_wide::IdTokenTooWide;
pub(super) use untrusted_code::UntrustedCodeWithToken;

use can_assume_github::workflow::{Candidate, Starter, event_info};

/// Whether anybody can start the run of a candidate on a public repository, with a token.
fn is_started_by_outsiders(candidate: &Candidate) -> bool {
    event_info(&candidate.scenario.event).is_some_and(|event| event.starter == Starter::Anyone)
}
