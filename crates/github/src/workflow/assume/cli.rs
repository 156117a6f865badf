//! `aws sts assume-role-with-web-identity` in a script.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/reference/sts/assume-role-with-web-identity.html>

use super::super::hole::{Hole, Pattern};
use super::super::model::Written;
use super::super::{Located, Place};
use super::script::{Call, Script};
use super::seen::{Scan, Seen};
use super::{AssumeMethod, AssumeStep, NoOidc, Oidc, OidcDoubt};

/// A step for each call of the command in the script.
pub(super) fn recognise(
    scan: &Scan<'_, '_>,
    seen: &Seen<'_>,
    run: &Written,
    script: &Script,
) -> Vec<AssumeStep> {
    script.calls(&COMMAND).take(MOST).map(|call| of_call(scan, seen, run, call)).collect()
}

fn of_call(scan: &Scan<'_, '_>, seen: &Seen<'_>, run: &Written, call: Call<'_>) -> AssumeStep {
    let place = Place::new(seen.file, run.span);
    let argument = |name: &str| call.argument(name).map(|value| Located::at(value.clone(), place));
    let mut step = seen.found(run, AssumeMethod::AwsCli);
    step.role = argument("--role-arn");
    step.region = argument("--region").or_else(|| seen.variables.get("AWS_REGION").cloned());
    step.duration_seconds = argument("--duration-seconds");
    let unnamed = || Located::default_of(Pattern::hole(Hole::text("session name")));
    step.session_name = argument("--role-session-name").unwrap_or_else(unnamed);
    step.audience =
        scan.requested.clone().unwrap_or_else(|| Located::default_of(Pattern::hole(Hole::text("audience"))));
    if step.role.is_none() {
        step.oidc = if call.is_open() {
            let text = "the role is among arguments that come from elsewhere".to_owned();
            Oidc::Maybe { reason: OidcDoubt::InputUnknown, place: Some(place), text }
        } else {
            let text = "the command has no `--role-arn`".to_owned();
            Oidc::No { reason: NoOidc::RoleMissing, place: None, text }
        };
    } else if scan.requested.is_none() {
        step.oidc = super::environment::source_unknown(place);
    }
    step
}

const COMMAND: [&str; 2] = ["sts", "assume-role-with-web-identity"];

/// More calls in one script are left out.
const MOST: usize = 16;
