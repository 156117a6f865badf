//! What a policy says of the tokens of one shape.

use std::cell::RefCell;
use std::rc::Rc;

use can_assume_github::issuer::Issuer;
use can_assume_github::universe::Shape;
use can_assume_iam::pattern::{PatternPart, pattern};
use can_assume_iam::policy::{Condition, Effect, OperatorFamily, Statement, Version};
use can_assume_iam::trace::{PolicyTrace, StatementTrace, Truth};
use can_assume_regular::Constraint;

use super::bounds::Bounds;
use super::operator;
use super::witness;
use crate::question::{Policy, Role};

/// The tokens of one shape that a policy allows.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// Those that it allows.
    pub(super) allowed: Bounds,
    /// What is assumed of keys outside the token.
    pub(super) assumes: Vec<String>,
    /// Why some tokens are neither surely allowed nor surely not.
    pub(super) open: Vec<String>,
    /// Its statements, in order.
    pub(super) statements: Vec<StatementReading>,
}

/// One statement for the tokens of one shape.
#[derive(Debug, Clone)]
pub(super) struct StatementReading {
    /// Whether it speaks of calls with a token of this issuer at all.
    pub(super) applies: bool,
    /// The conditions, in order.
    pub(super) conditions: Vec<Bounds>,
    /// The positions of the conditions on keys outside the token, which are assumed to fall as the statement wants.
    pub(super) assumed: Vec<usize>,
}

/// What the verifier says of sample tokens: one for each set of claims that a token may have or lack, since nothing else of a token
/// decides about conditions on other keys.
#[derive(Debug)]
pub(super) struct Samples<'p> {
    policy: &'p Policy,
    role: &'p Role,
    traces: RefCell<Traces>,
}

/// For an issuer, and whether the token has an environment and an enterprise; none where the verifier did not come to the policy.
type Traces = Vec<(Issuer, [bool; 2], Option<Rc<PolicyTrace>>)>;

impl<'p> Samples<'p> {
    pub(super) fn new(policy: &'p Policy, role: &'p Role) -> Self {
        Self { policy, role, traces: RefCell::default() }
    }

    /// Reads the policy for the tokens of `shape`.
    pub(super) fn reading(&self, shape: &Shape) -> Reading {
        let has = [shape.claim("environment").is_some(), shape.claim("enterprise_id").is_some()];
        let is_like =
            |(issuer, known, _): &&(Issuer, [bool; 2], _)| issuer == shape.issuer() && *known == has;
        let known = self.traces.borrow().iter().find(is_like).map(|(_, _, trace)| trace.clone());
        let trace = known.unwrap_or_else(|| {
            let sample: Vec<&str> = shape.fields().iter().map(|field| field.example()).collect();
            let verdict = witness::verdict(self.policy, self.role, shape.claims(&sample), Vec::new());
            let trace = verdict.evaluations.into_iter().next().map(|evaluation| Rc::new(evaluation.trace));
            self.traces.borrow_mut().push((shape.issuer().clone(), has, trace.clone()));
            trace
        });
        Reading::of_sample(self.policy, trace.as_deref(), shape)
    }
}

impl Reading {
    /// Reads `policy` for the tokens of `shape`.
    ///
    /// Conditions on claims that the token has become constraints. Everything else is asked of the evaluator, for a token of that shape:
    /// what it leaves open depends on keys outside the token, and is assumed to hold for an Allow and not to hold for a Deny.
    fn of_sample(policy: &Policy, sample: Option<&PolicyTrace>, shape: &Shape) -> Self {
        let mut reading = Self {
            allowed: Bounds::constant(false),
            assumes: Vec::new(),
            open: Vec::new(),
            statements: Vec::new(),
        };
        let Some(sample) = sample else {
            reading.open.push("the provider of the token is not registered".to_owned());
            return reading;
        };
        let (mut allows, mut denies) = (Vec::new(), Vec::new());
        for (statement, trace) in policy.document.statements.iter().zip(&sample.statements) {
            let conditions: Vec<Bounds> = statement
                .conditions
                .iter()
                .enumerate()
                .map(|(position, condition)| reading.condition(policy, shape, trace, position, condition))
                .collect();
            let elements = trace.action.result.and(trace.principal.result);
            let elements = trace.resource.as_ref().map_or(elements, |resource| elements.and(resource.result));
            let applies = match elements {
                Truth::True => Bounds::constant(true),
                Truth::False => Bounds::constant(false),
                Truth::Unknown => {
                    let why = format!(
                        "what `Principal` or `Resource` of statement {} covers is open",
                        trace.index + 1
                    );
                    reading.say_open(why);
                    Bounds::at_most(Constraint::always())
                }
            };
            let whole = Bounds::all(conditions.iter().cloned().chain([applies]).collect());
            reading.statements.push(StatementReading {
                applies: elements != Truth::False,
                assumed: assumed(shape, statement, trace),
                conditions,
            });
            if elements != Truth::False {
                match trace.effect {
                    Effect::Allow => allows.push(whole),
                    Effect::Deny => denies.push(whole),
                }
            }
        }
        reading.allowed = Bounds::any(allows).minus(Bounds::any(denies));
        reading
    }

    fn condition(
        &mut self,
        policy: &Policy,
        shape: &Shape,
        trace: &StatementTrace,
        position: usize,
        condition: &Condition,
    ) -> Bounds {
        let of_token = shape.key(&condition.key.value.to_ascii_lowercase());
        let uncertain = shape.issuer().specific_keys().uncertain.filter(|_| {
            let key = condition.key.value.to_ascii_lowercase();
            !matches!(key.rsplit_once(':'), Some((_, "sub" | "aud" | "oaud" | "amr" | "email")))
        });
        if let (Ok(Some(recipe)), None) = (of_token, uncertain) {
            let version = policy.document.effective_version();
            let bounds = operator::satisfied(condition, recipe, shape, version, trace.effect);
            let elements = trace.action.result.and(trace.principal.result);
            if !bounds.exact && elements != Truth::False {
                let kind = condition.operator.value;
                let key = short(&condition.key.value);
                self.say_open(match kind.kind.family() {
                    OperatorFamily::String => {
                        format!(
                            "statement {}: what the values of `{kind}` on `{key}` match is not modelled",
                            trace.index + 1
                        )
                    }
                    _ => format!("statement {}: `{kind}` on `{key}` is not modelled", trace.index + 1),
                });
            }
            return bounds;
        }
        if of_token.is_err() && reads_token(condition, shape, policy.document.effective_version()) {
            let key = &condition.key.value;
            self.say_open(format!(
                "statement {}: what `{key}` is compared with depends on the token, which is not modelled",
                trace.index + 1
            ));
            return Bounds::at_most(Constraint::always());
        }
        let evaluated = trace.conditions.get(position).map_or(Truth::Unknown, |condition| condition.result);
        match evaluated {
            Truth::True => Bounds::constant(true),
            Truth::False => Bounds::constant(false),
            Truth::Unknown if of_token.is_ok() => {
                let key = short(&condition.key.value);
                self.say_open(format!("whether STS populates `{key}` for this issuer is not certain"));
                Bounds::at_most(Constraint::always())
            }
            Truth::Unknown => {
                let values: Vec<String> =
                    condition.values.iter().map(|value| format!("`{}`", value.value)).collect();
                let met = if trace.effect == Effect::Allow { "is met" } else { "is not met" };
                let (operator, key) = (condition.operator.value, &condition.key.value);
                let assumption = format!("`{operator}` on `{key}` {met}: {}", values.join(", "));
                let elements = trace.action.result.and(trace.principal.result);
                if elements != Truth::False && !self.assumes.contains(&assumption) {
                    self.assumes.push(assumption);
                }
                Bounds::constant(trace.effect == Effect::Allow)
            }
        }
    }

    fn say_open(&mut self, why: String) {
        if !self.open.contains(&why) {
            self.open.push(why);
        }
    }
}

/// The positions of the conditions that a token alone does not decide.
fn assumed(shape: &Shape, statement: &Statement, trace: &StatementTrace) -> Vec<usize> {
    let conditions = statement.conditions.iter().enumerate();
    conditions
        .filter(|(position, condition)| {
            let unknown = trace.conditions.get(*position).is_none_or(|trace| trace.result == Truth::Unknown);
            unknown && shape.key(&condition.key.value.to_ascii_lowercase()).is_err()
        })
        .map(|(position, _)| position)
        .collect()
}

/// Whether a value of the condition has a policy variable that stands for a claim of the token.
fn reads_token(condition: &Condition, shape: &Shape, version: Version) -> bool {
    let kind = condition.operator.value.kind;
    condition.values.iter().any(|value| {
        pattern(&value.value, kind, version).iter().any(|part| match part {
            PatternPart::Variable { key, .. } => shape.key(key).is_ok(),
            _ => false,
        })
    })
}

/// The part of a token's key that tells it from the others.
pub(super) fn short(key: &str) -> &str {
    match key.rsplit_once(':') {
        Some((prefix, name)) if prefix.contains('.') => name,
        _ => key,
    }
}
