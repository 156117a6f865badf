//! Which policy belongs to the role of a step.

use can_assume_github::workflow::{AssumeStep, Pattern};

use super::{RolePolicy, WorkflowQuestion};

/// The policy of a step's role.
#[derive(Debug, Clone, Copy)]
pub(super) enum Joined<'a> {
    /// No policy was given at all.
    NoneGiven,
    /// This one.
    Policy(&'a RolePolicy),
    /// None of those that were given.
    NotAmong,
    /// Which one is not known.
    Ambiguous,
}

/// Finds the policy for the role of `step`: by its ARN, then by its name, then the only one of those whose name says
/// nothing else.
pub(super) fn join<'a>(question: &WorkflowQuestion<'a>, step: Option<&AssumeStep>) -> Joined<'a> {
    let policies = question.policies;
    if policies.is_empty() {
        return Joined::NoneGiven;
    }
    let Some(role) = step.and_then(|step| step.role.as_ref()) else { return only(policies) };
    let fitting: Vec<&RolePolicy> =
        policies.iter().filter(|policy| may_be(&role.value, policy) == Some(true)).collect();
    match fitting.as_slice() {
        [one] => return Joined::Policy(one),
        [] => {}
        _ => return Joined::Ambiguous,
    }
    let unnamed: Vec<&RolePolicy> =
        policies.iter().filter(|policy| may_be(&role.value, policy).is_none()).collect();
    match unnamed.as_slice() {
        [one] => Joined::Policy(one),
        [] => Joined::NotAmong,
        _ => Joined::Ambiguous,
    }
}

fn only(policies: &[RolePolicy]) -> Joined<'_> {
    match policies {
        [one] => Joined::Policy(one),
        _ => Joined::Ambiguous,
    }
}

/// Whether the role may be the policy's; `None` when the policy does not say whose it is.
fn may_be(role: &Pattern, policy: &RolePolicy) -> Option<bool> {
    let (arn, name) = (policy.role.arn.as_deref(), policy.role.name.as_deref());
    if let Some(exact) = role.exact() {
        if let (Some(arn), true) = (arn, exact.starts_with("arn:")) {
            return Some(exact == arn);
        }
        let own = name.or_else(|| arn.and_then(last_part))?;
        return Some(last_part(exact).unwrap_or(exact) == own);
    }
    let arn = arn?;
    Some(can_be(role, arn))
}

/// The name of a role at the end of its ARN.
fn last_part(arn: &str) -> Option<&str> {
    arn.starts_with("arn:").then(|| arn.rsplit('/').next()).flatten()
}

/// Whether `text` is an instance of the pattern, as far as its literal parts and single holes tell.
fn can_be(pattern: &Pattern, text: &str) -> bool {
    match pattern.around_hole() {
        Some((before, hole, after)) => text
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after))
            .is_some_and(|value| hole.constraint.accepts(value)),
        None => text.starts_with(&pattern.prefix()),
    }
}
