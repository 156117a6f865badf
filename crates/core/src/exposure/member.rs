//! Membership: whether a token belongs to an identity.

use can_assume_github::universe::{Party, Shape, ShapeForm};
use can_assume_regular::{Budget, Constraint, OverBudget};

use super::extent::Extent;

/// A set of tokens, as far as an identity is made of it.
#[derive(Debug, Clone)]
pub struct Member {
    pub(super) kind: Kind,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// The tokens of a shape whose fields are within these extents.
    Cell { form: ShapeForm, extents: Vec<Extent> },
    /// The tokens of a shape that satisfy this.
    Rest { form: ShapeForm, rest: Constraint },
    /// The allowed tokens of a party whose subject is made by a template of its choice.
    Chosen { party: Box<Party> },
    /// Nothing was decided.
    Open,
}

impl Member {
    /// Whether the token of `shape` with these fields belongs to the set, given that its policy allows it. For a set of tokens with
    /// chosen templates being allowed is part of what describes it.
    ///
    /// # Errors
    /// When a language is too large for `budget`.
    pub fn contains<S: AsRef<str>>(
        &self,
        shape: &Shape,
        values: &[S],
        budget: &Budget,
    ) -> Result<bool, OverBudget> {
        match &self.kind {
            Kind::Cell { form, extents } => {
                if shape.form() != Some(form) {
                    return Ok(false);
                }
                Ok(extents.iter().zip(values).all(|(extent, value)| is_within(extent, value.as_ref())))
            }
            Kind::Rest { form, rest } => {
                if shape.form() != Some(form) {
                    return Ok(false);
                }
                // The fields are those of the shape that the set was made for, so that none is unknown.
                Ok(rest.holds(values, budget).unwrap_or(false))
            }
            Kind::Chosen { party } => {
                if shape.form().is_none_or(|form| form.template.is_default()) {
                    return Ok(false);
                }
                for (field, value) in shape.fields().iter().zip(values) {
                    if let Some(language) = party.language(&field.kind)
                        && !language.matches(value.as_ref(), budget)?
                    {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Kind::Open => Ok(true),
        }
    }

    /// Whether nothing was decided about the set.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.kind, Kind::Open)
    }
}

fn is_within(extent: &Extent, value: &str) -> bool {
    match extent {
        Extent::Any => true,
        Extent::Some(texts) => texts.iter().any(|text| text.matches(value)),
    }
}
