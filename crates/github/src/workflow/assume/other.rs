//! Other actions, recognised by inputs that name a role.

use super::super::expression::Evaluator;
use super::super::hole::{Hole, Pattern};
use super::super::model::Written;
use super::super::{Located, Place};
use super::seen::Seen;
use super::{AssumeMethod, AssumeStep, Oidc, OidcDoubt};

/// The step, if an input of it names a role. What the action does with it is not known.
pub(super) fn recognise(seen: &Seen<'_>, uses: &Written, evaluator: &Evaluator<'_>) -> Option<AssumeStep> {
    let role = seen.step.with.iter().find_map(|(name, _, written)| {
        let name = name.to_ascii_lowercase().replace('_', "-");
        let value = seen.located(written, evaluator);
        let is_arn = value.value.prefix().starts_with("arn:aws");
        let named = SURE.contains(&name.as_str()) && value.value.exact() != Some("");
        (named || (LIKELY.contains(&name.as_str()) && is_arn)).then_some(value)
    })?;
    let input = |names: &[&str]| {
        let written = names.iter().find_map(|name| seen.step.input(name))?;
        Some(seen.located(written, evaluator)).filter(|value| value.value.exact() != Some(""))
    };
    let mut step = seen.found(uses, AssumeMethod::OtherAction { uses: uses.text.clone() });
    step.role = Some(role);
    step.audience =
        input(&["audience"]).unwrap_or_else(|| Located::default_of(Pattern::hole(Hole::text("audience"))));
    step.region = input(&["aws-region", "aws_region", "region"]);
    let unnamed = || Located::default_of(Pattern::hole(Hole::text("session name")));
    step.session_name =
        input(&["role-session-name", "role_session_name", "session-name"]).unwrap_or_else(unnamed);
    step.oidc = Oidc::Maybe {
        reason: OidcDoubt::ActionUnknown,
        place: Some(Place::new(seen.file, uses.span)),
        text: "the action is not known; an input of it names a role".into(),
    };
    Some(step)
}

/// Inputs that name nothing but an AWS role.
const SURE: [&str; 6] = [
    "role-to-assume",
    "aws-role-to-assume",
    "aws-role",
    "aws-role-arn",
    "aws-assume-role",
    "assume-role-arn",
];

/// Inputs that name a role of some kind; only an ARN makes it one of AWS.
const LIKELY: [&str; 4] = ["role", "role-arn", "assume-role", "iam-role"];
