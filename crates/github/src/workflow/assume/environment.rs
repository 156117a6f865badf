//! `AWS_ROLE_ARN` with `AWS_WEB_IDENTITY_TOKEN_FILE`: every SDK and the CLI assume the role by themselves.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/access-assume-role-web.html>

use super::super::Located;
use super::super::Place;
use super::super::hole::{Hole, Pattern};
use super::super::model::Written;
use super::seen::{Scan, Seen};
use super::{AssumeMethod, AssumeStep, Oidc, OidcDoubt};

/// The step, if its script runs with both variables.
pub(super) fn of_run(scan: &Scan<'_, '_>, seen: &Seen<'_>, run: &Written) -> Option<AssumeStep> {
    recognise(scan, seen, run)
}

/// The step, if an action runs with both variables.
pub(super) fn of_action(scan: &Scan<'_, '_>, seen: &Seen<'_>, uses: &Written) -> Option<AssumeStep> {
    recognise(scan, seen, uses)
}

fn recognise(scan: &Scan<'_, '_>, seen: &Seen<'_>, written: &Written) -> Option<AssumeStep> {
    let role = seen.variables.get("AWS_ROLE_ARN")?;
    let file = seen.variables.get("AWS_WEB_IDENTITY_TOKEN_FILE")?;
    // One role is assumed once, by whichever step needs it first.
    let known = scan.found.iter().any(|step| {
        step.method == AssumeMethod::WebIdentityEnvironment
            && step.role.as_ref().is_some_and(|known| known.value == role.value)
    });
    if known {
        return None;
    }
    let mut step = seen.found(written, AssumeMethod::WebIdentityEnvironment);
    step.role = Some(role.clone());
    step.region =
        seen.variables.get("AWS_REGION").or_else(|| seen.variables.get("AWS_DEFAULT_REGION")).cloned();
    let unnamed = || Located::default_of(Pattern::hole(Hole::text("session name")));
    step.session_name = seen.variables.get("AWS_ROLE_SESSION_NAME").cloned().unwrap_or_else(unnamed);
    match &scan.requested {
        Some(audience) => step.audience = audience.clone(),
        None => {
            step.audience = Located::default_of(Pattern::hole(Hole::text("audience")));
            step.oidc = source_unknown(file.place.unwrap_or(step.place));
        }
    }
    Some(step)
}

/// No step was seen to ask GitHub for the token that is presented.
pub(super) fn source_unknown(place: Place) -> Oidc {
    Oidc::Maybe {
        reason: OidcDoubt::TokenSourceUnknown,
        place: Some(place),
        text: "no earlier step is seen to ask GitHub for the token that is presented".into(),
    }
}
