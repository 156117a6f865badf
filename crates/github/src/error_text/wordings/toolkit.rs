//! What `@actions/core` says when it asks GitHub for a token.
//!
//! Source: <https://github.com/actions/toolkit/blob/main/packages/core/src/oidc-utils.ts>

use super::{Generation, Speaker, Stage, Weight, Wording};

pub(super) const WORDINGS: &[Wording] = &[
    core(
        "request-url-missing",
        "Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable",
        "GitHub gave the job no way to ask for a token: `id-token: write` is not in effect for it",
        &["token-permission-missing", "token-fork", "token-caller-permission"],
        &[],
    ),
    core(
        "request-token-missing",
        "Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable",
        "GitHub gave the job no way to ask for a token: `id-token: write` is not in effect for it",
        &["token-permission-missing", "token-fork", "token-caller-permission"],
        &[],
    ),
    core(
        "token-request-failed",
        "Failed to get ID Token. Error Code : {status} Error Message: {reason}",
        "GitHub refused or failed to issue a token",
        &["token-request"],
        &["a failure of a moment is usual: the toolkit tries up to ten times, then try the job again"],
    ),
    core(
        "token-request-empty",
        "Response json body do not have ID Token field",
        "GitHub answered without a token",
        &["token-request"],
        &[],
    ),
    core(
        "token-request-crashed",
        "Error message: Cannot read properties of undefined (reading 'message')",
        "the request for a token failed without an answer, and an old toolkit stumbled over that",
        &["token-request"],
        &["observed: https://github.com/actions/toolkit/issues/1441"],
    ),
];

const fn core(
    id: &'static str,
    pattern: &'static str,
    meaning: &'static str,
    causes: &'static [&'static str],
    notes: &'static [&'static str],
) -> Wording {
    Wording {
        id,
        speaker: Speaker::ActionsCore,
        generation: Generation::Unchanged,
        pattern,
        stages: &[Stage::Token],
        meaning,
        causes,
        notes,
        weight: Weight::Failure,
    }
}
