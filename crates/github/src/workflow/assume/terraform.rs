//! Blocks `assume_role_with_web_identity` of Terraform and OpenTofu that a script writes.
//!
//! Source: <https://developer.hashicorp.com/terraform/language/backend/s3#assume-role-with-web-identity-configuration>

use super::super::hole::{Hole, Pattern};
use super::super::model::Written;
use super::super::{Located, Place};
use super::script::Script;
use super::seen::{Scan, Seen};
use super::{AssumeMethod, AssumeStep};

/// A step for each block in the script.
pub(super) fn recognise(
    scan: &Scan<'_, '_>,
    seen: &Seen<'_>,
    run: &Written,
    script: &Script,
) -> Vec<AssumeStep> {
    let mut steps = Vec::new();
    for after in script.text().split("assume_role_with_web_identity").skip(1).take(MOST) {
        let block = after.split('}').next().unwrap_or_default();
        let Some(role) = attribute(block, "role_arn") else { continue };
        let place = Place::new(seen.file, run.span);
        let mut step = seen.found(run, AssumeMethod::Terraform);
        step.role = Some(Located::at(role, place));
        let unnamed = || Located::default_of(Pattern::hole(Hole::text("session name")));
        step.session_name =
            attribute(block, "session_name").map_or_else(unnamed, |name| Located::at(name, place));
        step.region = attribute(script.text(), "region").map(|region| Located::at(region, place));
        match &scan.requested {
            Some(audience) => step.audience = audience.clone(),
            None => {
                step.audience = Located::default_of(Pattern::hole(Hole::text("audience")));
                step.oidc = super::environment::source_unknown(place);
            }
        }
        steps.push(step);
    }
    steps
}

/// The text of `name = "text"`; a reference or an interpolation becomes a hole.
fn attribute(block: &str, name: &str) -> Option<Pattern> {
    let line = block
        .lines()
        .map(str::trim)
        .find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix('='))?;
    let value = line.trim();
    match value.strip_prefix('"').and_then(|inside| inside.split_once('"')) {
        Some((text, _)) if !text.contains(['$', '<']) => Some(Pattern::literal(text)),
        _ => Some(Pattern::hole(Hole::text(name))),
    }
}

/// More blocks in one script are left out.
const MOST: usize = 16;
