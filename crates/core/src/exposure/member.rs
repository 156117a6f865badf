//! Membership: whether a token belongs to an identity.

use can_assume_github::universe::{FieldKind, Party, Shape, ShapeForm};
use can_assume_regular::{Budget, Constraint, OverBudget};

use super::extent::Extent;

/// A set of tokens, as far as an identity is made of it.
#[derive(Debug, Clone)]
pub struct Member {
    pub(super) kind: Kind,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// The tokens of a form whose fields are within these extents.
    Cell { form: Form, extents: Vec<Extent> },
    /// The tokens of a form that satisfy this.
    Rest { form: Form, rest: Constraint },
    /// The allowed tokens of a party whose subject is made by a template of its choice.
    Chosen { party: Box<Party> },
    /// Nothing was decided.
    Open,
}

/// The tokens that a shape stands for.
#[derive(Debug, Clone)]
pub(super) struct Form {
    form: ShapeForm,
    /// Its fields.
    kinds: Vec<FieldKind>,
    /// Whether tokens of enterprises are told from others.
    tells_enterprises: bool,
}

impl Form {
    /// The form of `shape`; none where nothing is said of how its subject is made.
    pub(super) fn of(shape: &Shape, tells_enterprises: bool) -> Option<Self> {
        let kinds = shape.fields().iter().map(|field| field.kind.clone()).collect();
        Some(Self { form: shape.form()?.clone(), kinds, tells_enterprises })
    }

    /// The values of the form's fields for a token of `shape`; `None` when the token is of another form.
    fn values<'v, S: AsRef<str>>(&self, shape: &Shape, values: &'v [S]) -> Option<Vec<&'v str>> {
        let mut form = shape.form()?.clone();
        if !self.tells_enterprises {
            form.enterprise = self.form.enterprise;
        }
        if form != self.form {
            return None;
        }
        self.kinds.iter().map(|kind| values.get(shape.position(kind)?).map(AsRef::as_ref)).collect()
    }
}

impl Member {
    /// The allowed tokens of a party whose subject is made by a template of its choice.
    pub(super) fn chosen(party: &Party) -> Self {
        Self { kind: Kind::Chosen { party: Box::new(party.clone()) } }
    }

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
                let Some(values) = form.values(shape, values) else { return Ok(false) };
                Ok(extents.iter().zip(values).all(|(extent, value)| extent.matches(value)))
            }
            Kind::Rest { form, rest } => {
                let Some(values) = form.values(shape, values) else { return Ok(false) };
                // The fields are those of the shape that the set was made for, so that none is unknown.
                Ok(rest.holds(&values, budget).unwrap_or(false))
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

    /// Whether being allowed by the policy is part of what describes the set: so it is where somebody chooses a template.
    #[must_use]
    pub fn is_chosen(&self) -> bool {
        matches!(self.kind, Kind::Chosen { .. })
    }

    /// Whether nothing was decided about the set.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.kind, Kind::Open)
    }
}
