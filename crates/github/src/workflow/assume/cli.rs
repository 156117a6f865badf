//! `aws sts assume-role-with-web-identity` in a script.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/reference/sts/assume-role-with-web-identity.html>

use super::super::hole::{Hole, Pattern};
use super::super::model::Written;
use super::super::{Located, Place};
use super::script::Script;
use super::seen::{Scan, Seen};
use super::{AssumeMethod, AssumeStep, NoOidc, Oidc};

/// The step, if its script calls the command.
pub(super) fn recognise(
    scan: &Scan<'_, '_>,
    seen: &Seen<'_>,
    run: &Written,
    script: &Script,
) -> Option<AssumeStep> {
    if !script.text().contains(COMMAND) {
        return None;
    }
    let place = Place::new(seen.file, run.span);
    let argument =
        |name: &str| script.argument(COMMAND, &[name]).map(|value| Located::at(value.clone(), place));
    let mut step = seen.found(run, AssumeMethod::AwsCli);
    step.role = argument("--role-arn");
    step.region = argument("--region").or_else(|| seen.variables.get("AWS_REGION").cloned());
    step.duration_seconds = argument("--duration-seconds");
    let unnamed = || Located::default_of(Pattern::hole(Hole::text("session name")));
    step.session_name = argument("--role-session-name").unwrap_or_else(unnamed);
    step.audience =
        scan.requested.clone().unwrap_or_else(|| Located::default_of(Pattern::hole(Hole::text("audience"))));
    if step.role.is_none() {
        let text = "the command has no `--role-arn`".to_owned();
        step.oidc = Oidc::No { reason: NoOidc::RoleMissing, place: None, text };
    } else if scan.requested.is_none() {
        step.oidc = super::environment::source_unknown(place);
    }
    Some(step)
}

const COMMAND: &str = "assume-role-with-web-identity";
