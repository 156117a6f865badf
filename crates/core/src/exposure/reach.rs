//! Whether a policy lets in a job of one kind that nobody had in mind: any branch, any environment, any pull request.

use can_assume_github::claims::Claims;
use can_assume_github::issuer::Issuer;
use can_assume_github::template::ContextKind;
use can_assume_github::universe::{FieldKind, Known, Shape, default_shapes};
use can_assume_iam::context::ContextValue;
use can_assume_iam::trace::Decision;
use can_assume_regular::{Constraint, Language};
use serde_json::Value;

use super::asked::{Asked, Sampled, Side};
use super::cover::with_own_workflow;
use super::options::Options;
use super::reading::Samples;
use super::space::{Limits, Space};
use super::witness;
use crate::question::{Policy, Role};

/// A kind of job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AnyJob {
    /// A run for a pull request, without an environment.
    PullRequest,
    /// A run on a branch that nobody had in mind.
    Branch,
    /// A run of the merge queue.
    MergeQueue,
    /// A job in an environment that nobody had in mind.
    Environment,
}

/// A token that the verifier allows, and values of keys outside the token with which it does.
#[derive(Debug, Clone)]
pub(crate) struct Admitted {
    pub(crate) claims: Claims,
    pub(crate) context: Vec<(String, ContextValue)>,
}

impl AnyJob {
    fn context(self) -> ContextKind {
        match self {
            Self::PullRequest => ContextKind::PullRequest,
            Self::Branch | Self::MergeQueue => ContextKind::Ref,
            Self::Environment => ContextKind::Environment,
        }
    }

    /// What the token needs beside its context.
    fn needs(self) -> Option<(FieldKind, &'static str)> {
        match self {
            Self::PullRequest => None,
            Self::Branch => Some((FieldKind::Ref, "refs/heads/any-feature-branch")),
            Self::MergeQueue => Some((
                FieldKind::Ref,
                "refs/heads/gh-readonly-queue/main/pr-7-0123456789abcdef0123456789abcdef01234567",
            )),
            Self::Environment => Some((FieldKind::Environment, "any-environment")),
        }
    }
}

/// A token of a job of this kind that the policy allows, with the default subject template; `None` where there is none, or none was
/// found within the budget.
pub(crate) fn admits(
    policy: &Policy,
    role: &Role,
    issuer: &Issuer,
    options: &Options,
    job: AnyJob,
) -> Option<Admitted> {
    let shapes = default_shapes(issuer, false);
    let of_job = |shape: &&Shape| {
        shape.form().is_some_and(|form| form.context == job.context() && form.uncertain.is_none())
    };
    let shapes = shapes.iter().filter(of_job).cloned();
    let needs = job.needs();
    search(policy, role, options, shapes, |shape| {
        needs.as_ref().map(|(kind, value)| is(shape, kind, value)).unwrap_or_else(Constraint::always)
    })
}

/// A token without the claim that STS makes this key of, and that the policy allows; `None` as in [`admits`].
pub(crate) fn admits_without(
    policy: &Policy,
    role: &Role,
    issuer: &Issuer,
    options: &Options,
    key: &str,
) -> Option<Admitted> {
    let key = key.to_ascii_lowercase();
    let shapes = default_shapes(issuer, true);
    let shapes = shapes.iter().filter(|shape| matches!(shape.key(&key), Ok(None))).cloned();
    search(policy, role, options, shapes, |_| Constraint::always())
}

/// A token of the repository of this owner and name that the policy allows; `None` as in [`admits`].
pub(crate) fn admits_repository(
    policy: &Policy,
    role: &Role,
    issuer: &Issuer,
    options: &Options,
    owner: &str,
    name: &str,
) -> Option<Admitted> {
    let shapes = default_shapes(issuer, false);
    search(policy, role, options, shapes.iter().cloned(), |shape| {
        Constraint::All(vec![is(shape, &FieldKind::Owner, owner), is(shape, &FieldKind::Repository, name)])
    })
}

/// A token of another owner than the one of this name, called like it where that is let in; `None` as in [`admits`].
pub(crate) fn admits_other_owner(
    policy: &Policy,
    role: &Role,
    issuer: &Issuer,
    options: &Options,
    owner: &str,
) -> Option<Admitted> {
    let all = default_shapes(issuer, false);
    let shapes = || all.iter().cloned();
    let longer = format!("{owner}-x");
    search(policy, role, options, shapes(), |shape| is(shape, &FieldKind::Owner, &longer)).or_else(|| {
        search(policy, role, options, shapes(), |shape| is(shape, &FieldKind::Owner, owner).negated())
    })
}

/// Whether the verifier allows this token by the policy.
pub(crate) fn allows(policy: &Policy, role: &Role, admitted: &Admitted) -> bool {
    let verdict = witness::verdict(policy, role, admitted.claims.clone(), admitted.context.clone());
    verdict.decision == Decision::Allowed
}

fn is(shape: &Shape, kind: &FieldKind, value: &str) -> Constraint {
    match shape.position(kind) {
        Some(position) => Constraint::field(position, Language::literal(value)),
        None => Constraint::never(),
    }
}

fn search(
    policy: &Policy,
    role: &Role,
    options: &Options,
    shapes: impl Iterator<Item = Shape>,
    wanted: impl Fn(&Shape) -> Constraint,
) -> Option<Admitted> {
    let side = Side { policy, role };
    if side.is_too_long() {
        return None;
    }
    let samples = Samples::new(policy, role);
    let asked = Sampled::new(&Asked { allowed_by: side, but_not_by: None }, &samples, None);
    let known = options.facts.as_ref().map(Known::new).unwrap_or_default();
    let limits = Limits::new(&options.budget, 1);
    shapes.into_iter().find_map(|shape| {
        let space = Space { shape: &shape, known: known.constraint(&shape), limits: &limits };
        let question = Constraint::All(vec![asked.set(&shape).bounds.must, wanted(&shape)]);
        let values = space.solve(&question).ok()??;
        let own = with_own_workflow(&shape, &values);
        let values = if space.holds(&question, &own) == Ok(true) { own } else { values };
        let proven = asked.prove(&shape.claims(&values))?;
        let mut claims = Claims::new();
        for claim in proven.claims.iter() {
            if claim.value != Value::Null || asked.tests(&claim.name) {
                claims.set(&claim.name, claim.value.clone());
            }
        }
        Some(Admitted { claims, context: proven.context })
    })
}
