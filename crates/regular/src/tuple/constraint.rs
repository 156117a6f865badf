//! Conditions on the fields of a tuple.

use super::{Recipe, TupleError};
use crate::{Budget, Language};

/// A boolean combination of "what this recipe makes of the fields is in that language".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Constraint {
    /// The recipe's output is a word of the language.
    In(Recipe, Language),
    /// The constraint does not hold.
    Not(Box<Self>),
    /// All of the constraints hold; without any it is true.
    All(Vec<Self>),
    /// At least one of the constraints holds; without any it is false.
    Any(Vec<Self>),
}

impl Constraint {
    /// The field `index` is a word of `language`.
    #[must_use]
    pub fn field(index: usize, language: Language) -> Self {
        Self::In(Recipe::field(index), language)
    }

    /// The constraint that always holds.
    #[must_use]
    pub fn always() -> Self {
        Self::All(Vec::new())
    }

    /// The constraint that never holds.
    #[must_use]
    pub fn never() -> Self {
        Self::Any(Vec::new())
    }

    /// Holds where `self` does not.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Not(constraint) => *constraint,
            constraint => Self::Not(Box::new(constraint)),
        }
    }

    /// Holds where both `self` and `other` do.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match self {
            Self::All(mut constraints) => {
                constraints.push(other);
                Self::All(constraints)
            }
            constraint => Self::All(vec![constraint, other]),
        }
    }

    /// Holds where `self` or `other` does.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match self {
            Self::Any(mut constraints) => {
                constraints.push(other);
                Self::Any(constraints)
            }
            constraint => Self::Any(vec![constraint, other]),
        }
    }

    /// Whether the constraint holds for these `fields`, by reading each recipe's output.
    ///
    /// # Errors
    /// When a recipe reads a field that is not there, or building a language goes over `budget`.
    pub fn holds<S: AsRef<str>>(&self, fields: &[S], budget: &Budget) -> Result<bool, TupleError> {
        match self {
            Self::In(recipe, language) => {
                let output =
                    recipe.output(fields).ok_or_else(|| TupleError::unknown_field(recipe, fields.len()))?;
                Ok(language.matches(&output, budget)?)
            }
            Self::Not(constraint) => Ok(!constraint.holds(fields, budget)?),
            Self::All(constraints) => {
                for constraint in constraints {
                    if !constraint.holds(fields, budget)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Self::Any(constraints) => {
                for constraint in constraints {
                    if constraint.holds(fields, budget)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
        }
    }
}
