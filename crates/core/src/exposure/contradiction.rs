//! Why a policy lets nobody in.

use can_assume_github::universe::{Party, Shape, custom_shapes};
use can_assume_iam::policy::{Condition, Effect, Statement};
use can_assume_regular::Constraint;

use super::asked::Side;
use super::chosen::templates;
use super::reading::{Reading, short};
use super::space::{Exhausted, Limits, Space};

/// For each statement that could let tokens of these shapes in: what keeps it from doing so.
pub(super) fn contradictions(
    side: Side<'_>,
    shapes: &[Shape],
    limits: &Limits,
) -> Result<Vec<String>, Exhausted> {
    let mut any_template = Vec::new();
    if let Some(issuer) = shapes.first().map(|shape| shape.issuer().clone()) {
        for environment in [false, true] {
            any_template.push(Shape::any_template(&issuer, &Party::everyone(), environment, true));
        }
    }
    let inquiry = Inquiry { side, shapes, any_template, limits };
    let mut found = Vec::new();
    for (index, statement) in side.policy.document.statements.iter().enumerate() {
        if inquiry.applies(index) {
            found.push(format!("{}: {}", name(index, statement), inquiry.of_statement(index, statement)?));
        }
    }
    if found.is_empty() {
        found.push("no statement allows `sts:AssumeRoleWithWebIdentity` with a token of GitHub".to_owned());
    }
    Ok(found)
}

struct Inquiry<'a> {
    side: Side<'a>,
    shapes: &'a [Shape],
    any_template: Vec<Shape>,
    limits: &'a Limits,
}

impl Inquiry<'_> {
    fn reading(&self, shape: &Shape) -> Reading {
        Reading::new(self.side.policy, self.side.role, shape)
    }

    /// Whether a statement could let in a token at all.
    fn applies(&self, index: usize) -> bool {
        self.shapes.iter().take(1).any(|shape| {
            let reading = self.reading(shape);
            let statement = reading.statements.get(index);
            statement.is_some_and(|statement| statement.applies && statement.effect == Effect::Allow)
        })
    }

    /// What tokens of a shape need for conditions of a statement.
    fn needed(&self, shape: &Shape, index: usize, positions: &[usize]) -> Constraint {
        let reading = self.reading(shape);
        let conditions = reading.statements.get(index).map(|statement| statement.conditions.as_slice());
        let all = positions.iter().filter_map(|position| Some(conditions?.get(*position)?.may.clone()));
        Constraint::All(all.collect())
    }

    /// Whether some token satisfies these conditions of a statement together.
    fn possible(&self, index: usize, positions: &[usize]) -> Result<bool, Exhausted> {
        for shape in self.shapes {
            let space = Space { shape, known: Constraint::always(), limits: self.limits };
            if space.solve(&self.needed(shape, index, positions))?.is_some() {
                return Ok(true);
            }
        }
        let any_template: Vec<(Shape, Constraint)> = self
            .any_template
            .iter()
            .map(|shape| (shape.clone(), self.needed(shape, index, positions)))
            .collect();
        let found = templates(&any_template, self.limits, &mut |template| {
            for shape in &self
                .shapes
                .first()
                .map(|shape| custom_shapes(shape.issuer(), template, true))
                .unwrap_or_default()
            {
                let space = Space { shape, known: Constraint::always(), limits: self.limits };
                if space.solve(&self.needed(shape, index, positions))?.is_some() {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })?;
        Ok(!matches!(found, Ok(None)))
    }

    fn of_statement(&self, index: usize, statement: &Statement) -> Result<String, Exhausted> {
        for (position, condition) in statement.conditions.iter().enumerate() {
            if !self.possible(index, &[position])? {
                return Ok(never(condition, self.shapes));
            }
        }
        for (first, left) in statement.conditions.iter().enumerate() {
            for (second, right) in statement.conditions.iter().enumerate().skip(first + 1) {
                if !self.possible(index, &[first, second])? {
                    return Ok(format!("{} and {} cannot both be met", label(left), label(right)));
                }
            }
        }
        let all: Vec<usize> = (0..statement.conditions.len()).collect();
        if !self.possible(index, &all)? {
            return Ok("its conditions cannot all be met by one token".to_owned());
        }
        let denied =
            "every token that it allows is denied by a Deny, or ruled out by what is known of the repository";
        Ok(denied.to_owned())
    }
}

/// Why a condition is never met.
fn never(condition: &Condition, shapes: &[Shape]) -> String {
    let key = condition.key.value.to_ascii_lowercase();
    let label = label(condition);
    let present = shapes.iter().any(|shape| matches!(shape.key(&key), Ok(Some(_))));
    if !present {
        return match shapes.first().map(|shape| shape.key(&key)) {
            Some(Ok(_)) => format!("{label} is never met: no token of GitHub has the claim"),
            _ => format!("{label} is never met: STS puts no such key into a request with a token of GitHub"),
        };
    }
    let values: Vec<String> = condition.values.iter().map(|value| format!("`{}`", value.value)).collect();
    format!(
        "{label} is never met: GitHub issues no token whose `{}` it lets through: {}",
        short(&condition.key.value),
        values.join(", ")
    )
}

fn label(condition: &Condition) -> String {
    format!("`{}` on `{}`", condition.operator.value, short(&condition.key.value))
}

fn name(index: usize, statement: &Statement) -> String {
    match statement.sid.as_ref().map(|sid| sid.value.as_str()).filter(|sid| !sid.is_empty()) {
        Some(sid) => format!("statement {} `{sid}`", index + 1),
        None => format!("statement {}", index + 1),
    }
}
