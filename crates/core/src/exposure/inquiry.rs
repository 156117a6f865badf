//! Questions about single statements and conditions: can they be met, do they always hold, does one cover another.
//!
//! An answer `true` is a proof over all tokens that the issuer can sign, of the default subject template and of every other. Facts about
//! one repository are left aside: what is proved here holds whatever the repository.

use can_assume_github::issuer::Issuer;
use can_assume_github::universe::{Shape, custom_shapes, default_shapes};
use can_assume_iam::policy::Condition;
use can_assume_regular::{Budget, Constraint};

use super::asked::Side;
use super::bounds::Bounds;
use super::chosen::templates;
use super::exhausted::Exhausted;
use super::operator;
use super::reading::{Reading, Samples, StatementReading};
use super::space::{Limits, Space};
use crate::question::{Policy, Role};

/// A policy for the tokens of one issuer, ready to be asked about.
pub(crate) struct Inquiry<'a> {
    side: Side<'a>,
    issuer: Issuer,
    shapes: Vec<(Shape, Reading)>,
    any_subject: Vec<(Shape, Reading)>,
    samples: Samples<'a>,
    limits: Limits,
}

/// How far a condition holds for every token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Always {
    /// Some token of the default subject template fails it, or it is not decided.
    No,
    /// Every token of the default subject template satisfies it.
    DefaultTemplate,
    /// Every token satisfies it.
    Everywhere,
}

impl<'a> Inquiry<'a> {
    /// Reads the policy of `role` for the tokens of `issuer`.
    pub(crate) fn new(policy: &'a Policy, role: &'a Role, issuer: &Issuer, budget: &Budget) -> Self {
        let side = Side { policy, role };
        let samples = Samples::new(policy, role);
        let read = |shape: Shape| {
            let reading = samples.reading(&shape);
            (shape, reading)
        };
        let any_subject = [(false, false), (false, true), (true, false), (true, true)]
            .map(|(environment, enterprise)| Shape::any_subject(issuer, environment, enterprise));
        Self {
            side,
            issuer: issuer.clone(),
            shapes: default_shapes(issuer, true).iter().cloned().map(read).collect(),
            any_subject: any_subject.into_iter().map(read).collect(),
            samples,
            limits: if side.is_too_long() { Limits::nothing() } else { Limits::new(budget, 1) },
        }
    }

    /// The issuer.
    pub(crate) fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// The shapes of the default subject template.
    pub(super) fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.shapes.iter().map(|(shape, _)| shape)
    }

    /// Whether the statement speaks of calls with a token of the issuer.
    pub(crate) fn applies(&self, index: usize) -> bool {
        let first = self.shapes.first().and_then(|(_, reading)| reading.statements.get(index));
        first.is_some_and(|statement| statement.applies)
    }

    /// Whether some token has the claim that a condition tests.
    pub(crate) fn some_token_has(&self, condition: &Condition) -> bool {
        let key = condition.key.value.to_ascii_lowercase();
        self.shapes.iter().any(|(shape, _)| matches!(shape.key(&key), Ok(Some(_))))
    }

    /// Whether some token lacks the claim that a condition tests, which STS makes a key of.
    pub(crate) fn some_token_lacks(&self, condition: &Condition) -> bool {
        let key = condition.key.value.to_ascii_lowercase();
        self.shapes.iter().any(|(shape, _)| matches!(shape.key(&key), Ok(None)))
    }

    /// Whether no token satisfies these conditions of a statement together.
    pub(crate) fn impossible(&self, index: usize, positions: &[usize]) -> Result<bool, Exhausted> {
        let statement = |reading: &Reading| needed(reading.statements.get(index), positions);
        self.none_satisfies(&|_, reading| statement(reading))
    }

    /// Whether the whole policy allows no token.
    pub(super) fn nobody_is_allowed(&self) -> Result<bool, Exhausted> {
        self.none_satisfies(&|_, reading| reading.allowed.may.clone())
    }

    /// Whether no token satisfies the condition, which may stand in no policy, in a statement of the effect of the one at `index`.
    pub(crate) fn never_met(&self, index: usize, condition: &Condition) -> Result<bool, Exhausted> {
        let document = &self.side.policy.document;
        let Some(statement) = document.statements.get(index) else { return Ok(false) };
        let key = condition.key.value.to_ascii_lowercase();
        let version = document.effective_version();
        self.none_satisfies(&|shape, _| match shape.key(&key) {
            Ok(Some(recipe)) => {
                operator::satisfied(condition, recipe, shape, version, statement.effect.value).may
            }
            // Without the claim the answer does not depend on the values.
            _ => Constraint::never(),
        })
    }

    /// Whether no token satisfies what `wanted` makes of its shape and the policy's reading for it.
    fn none_satisfies(&self, wanted: &dyn Fn(&Shape, &Reading) -> Constraint) -> Result<bool, Exhausted> {
        for (shape, reading) in &self.shapes {
            if self.space(shape).solve(&wanted(shape, reading))?.is_some() {
                return Ok(false);
            }
        }
        let any: Vec<(Shape, Constraint)> =
            self.any_subject.iter().map(|(shape, reading)| (shape.clone(), wanted(shape, reading))).collect();
        let found = templates(&any, &self.limits, &mut |template| {
            for shape in custom_shapes(&self.issuer, template, true) {
                let reading = self.samples.reading(&shape);
                if self.space(&shape).solve(&wanted(&shape, &reading))?.is_some() {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })?;
        Ok(matches!(found, Ok(None)))
    }

    /// Whether a condition of a statement holds for every token, so that it restricts nothing.
    pub(crate) fn always(&self, index: usize, position: usize) -> Result<Always, Exhausted> {
        let fails = |(shape, reading): &(Shape, Reading)| -> Result<bool, Exhausted> {
            let statement = reading.statements.get(index);
            let Some(bounds) = statement.and_then(|statement| statement.conditions.get(position)) else {
                return Ok(true);
            };
            let assumed = statement.is_some_and(|statement| statement.assumed.contains(&position));
            Ok(assumed || self.space(shape).solve(&bounds.must.clone().negated())?.is_some())
        };
        for read in &self.shapes {
            if fails(read)? {
                return Ok(Always::No);
            }
        }
        for read in &self.any_subject {
            if fails(read)? {
                return Ok(Always::DefaultTemplate);
            }
        }
        Ok(Always::Everywhere)
    }

    /// Whether every token that satisfies the conditions of the statement `inner` satisfies those of `outer`, where both have the
    /// positions of `shared` conditions on keys outside the token in common.
    pub(crate) fn covers(&self, outer: usize, inner: usize, shared: &[usize]) -> Result<bool, Exhausted> {
        for (shape, reading) in self.shapes.iter().chain(&self.any_subject) {
            let (Some(outer), Some(inner)) = (reading.statements.get(outer), reading.statements.get(inner))
            else {
                return Ok(false);
            };
            if outer.assumed.iter().any(|position| !shared.contains(position)) {
                return Ok(false);
            }
            let musts =
                outer.conditions.iter().enumerate().filter(|(position, _)| !shared.contains(position));
            let all = Constraint::All(musts.map(|(_, bounds)| bounds.must.clone()).collect());
            let mays = inner.conditions.iter().enumerate().filter(|(at, _)| !inner.assumed.contains(at));
            let mut question: Vec<Constraint> = mays.map(|(_, bounds)| bounds.may.clone()).collect();
            question.push(all.negated());
            if self.space(shape).solve(&Constraint::All(question))?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn space<'s>(&'s self, shape: &'s Shape) -> Space<'s> {
        Space { shape, known: Constraint::always(), limits: &self.limits }
    }
}

/// What a token needs for some conditions of a statement.
fn needed(statement: Option<&StatementReading>, positions: &[usize]) -> Constraint {
    let conditions = statement.map(|statement| statement.conditions.as_slice()).unwrap_or_default();
    let all = positions.iter().filter_map(|position| conditions.get(*position));
    Constraint::All(all.map(|bounds: &Bounds| bounds.may.clone()).collect())
}
