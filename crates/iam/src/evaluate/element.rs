//! `Principal`, `Action` and `Resource` of a statement against a request.

use crate::compile::{CompiledActions, CompiledPrincipal, CompiledResources, ResourcePattern};
use crate::context::RequestContext;
use crate::glob;
use crate::operators::arn::{Arn, pieces_match};
use crate::policy::Effect;
use crate::principals::{Match, PrincipalValue};
use crate::trace::Truth;
use crate::variables::Resolution;

use super::frame::Frame;

/// Whether `Principal` speaks of the caller: by which value and how, or what keeps it open.
pub(super) struct PrincipalOutcome {
    pub(super) truth: Truth,
    /// The value that speaks most directly, by position, and how.
    pub(super) matched: Option<(usize, Match)>,
    /// The key that would decide, and why it is not known.
    pub(super) unknown: Option<(&'static str, &'static str)>,
}

impl PrincipalOutcome {
    fn decided(holds: bool) -> Self {
        Self { truth: holds.into(), matched: None, unknown: None }
    }
}

impl CompiledPrincipal {
    /// Matches the caller against the element.
    ///
    /// IAM refuses `NotPrincipal` in a trust policy, so what an Allow with it would grant is not known; a Deny with it is taken to
    /// apply. Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html>
    pub(super) fn test(&self, frame: &Frame<'_>, effect: Effect) -> PrincipalOutcome {
        let values = match self {
            Self::Attached | Self::Everyone => return PrincipalOutcome::decided(true),
            Self::Any(values) => return best(values, frame),
            Self::Not(_) if !frame.call.caller().can_call(frame.call.action) => {
                return PrincipalOutcome::decided(false);
            }
            Self::Not(values) => values,
        };
        let excluded = best(values, frame);
        match (excluded.truth, effect) {
            (Truth::True, _) => PrincipalOutcome::decided(false),
            (_, Effect::Deny) => PrincipalOutcome::decided(true),
            (_, Effect::Allow) => PrincipalOutcome {
                truth: Truth::Unknown,
                matched: None,
                unknown: Some((
                    "NotPrincipal",
                    "IAM refuses `NotPrincipal` in a trust policy; what it would grant is not known",
                )),
            },
        }
    }
}

/// The value that speaks most directly of the caller: by name, then by account, then as `*`.
fn best(values: &[PrincipalValue], frame: &Frame<'_>) -> PrincipalOutcome {
    let mut outcome = PrincipalOutcome::decided(false);
    let rank = |matched: Match| match matched {
        Match::Named => 3,
        Match::Account => 2,
        Match::Anyone => 1,
        Match::No | Match::Unknown { .. } => 0,
    };
    for (index, value) in values.iter().enumerate() {
        match value.matches(&frame.call) {
            Match::No => {}
            Match::Unknown { key, reason } => outcome.unknown = Some((key, reason)),
            matched => {
                if outcome.matched.is_none_or(|(_, before)| rank(matched) > rank(before)) {
                    outcome.matched = Some((index, matched));
                }
            }
        }
    }
    outcome.truth = match (outcome.matched, outcome.unknown) {
        (Some(_), _) => Truth::True,
        (None, Some(_)) => Truth::Unknown,
        (None, None) => Truth::False,
    };
    outcome
}

impl CompiledActions {
    /// Whether the element covers `action`, and of `Action` which value does.
    pub(super) fn test(&self, action: &str) -> (bool, Option<usize>) {
        let matched = self.patterns.iter().position(|pattern| pattern.matches(action));
        if self.negated { (matched.is_none(), None) } else { (matched.is_some(), matched) }
    }
}

impl CompiledResources {
    /// Whether the element covers the role, and of `Resource` which value does; unknown when the role's ARN would decide and is not
    /// known.
    pub(super) fn test(&self, frame: &Frame<'_>) -> (Truth, Option<usize>) {
        let resource = frame.request.resource.as_deref();
        let mut any = Truth::False;
        let mut matched = None;
        for (index, pattern) in self.patterns.iter().enumerate() {
            let truth = pattern.test(resource, frame.context());
            if truth == Truth::True && matched.is_none() {
                matched = Some(index);
            }
            any = any.or(truth);
        }
        if self.negated { (any.negate(), None) } else { (any, matched) }
    }
}

impl ResourcePattern {
    fn test(&self, resource: Option<&str>, context: &RequestContext) -> Truth {
        let Some(resource) = resource else {
            return match self {
                Self::Arn(crate::operators::arn::ArnPattern::Any) => Truth::True,
                _ => Truth::Unknown,
            };
        };
        match self {
            Self::Arn(pattern) => Arn::parse(resource).is_some_and(|arn| pattern.matches(arn)).into(),
            Self::Text(glob) => glob.matches(resource).into(),
            Self::Template(template) => match template.resolve(context) {
                Resolution::Resolved(pieces) => {
                    Arn::parse(resource).and_then(|arn| pieces_match(&pieces, arn)).unwrap_or(false).into()
                }
                Resolution::Unknown(pieces) if glob::matches(&pieces, resource, false) => Truth::Unknown,
                Resolution::Unknown(_) | Resolution::Unresolved => Truth::False,
            },
        }
    }
}
