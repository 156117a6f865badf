//! Finding field values.

use std::error::Error;
use std::fmt;

use super::{Constraint, Recipe};
use crate::budget::OverBudget;
use crate::search;
use crate::{Budget, Language};

/// Several strings, the *fields*, each out of its own language.
///
/// ```
/// use can_assume_regular::{Budget, CharSet, Constraint, Language, Piece, Recipe, Tuple};
/// let name = Language::class(CharSet::from_ranges(['a'..='z', '0'..='9', '-'..='-'])).plus();
/// let tuple = Tuple::new([name.clone(), name]);
/// let sub = Recipe::new([
///     Piece::literal("repo:"),
///     Piece::Field(0),
///     Piece::literal("/"),
///     Piece::Field(1),
///     Piece::literal(":pull_request"),
/// ]);
/// let allowed = Constraint::In(sub, Language::glob("repo:acme*:*"));
/// let outsider = Constraint::field(0, Language::literal("acme")).negated();
/// let witness = tuple.solve(&allowed.and(outsider), &Budget::default())?;
/// assert_eq!(witness, Some(vec!["acmea".to_owned(), "a".to_owned()]));
/// # Ok::<(), can_assume_regular::TupleError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tuple {
    fields: Vec<Language>,
}

/// Some of the values that satisfy a constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solutions<T> {
    /// The values, shortest first, then by preference.
    pub values: Vec<T>,
    /// Whether these are all there are.
    pub complete: bool,
}

/// Why a question about a tuple has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TupleError {
    /// The budget ran out.
    OverBudget(OverBudget),
    /// A recipe reads a field that the tuple does not have.
    UnknownField {
        /// The index that the recipe asks for.
        field: usize,
        /// How many fields the tuple has.
        fields: usize,
    },
}

impl Tuple {
    /// The tuples whose fields are words of these languages, in this order. The order matters for
    /// speed only: recipes that read fields in this order are cheapest.
    #[must_use]
    pub fn new(fields: impl IntoIterator<Item = Language>) -> Self {
        Self { fields: fields.into_iter().collect() }
    }

    /// The languages of the fields.
    #[must_use]
    pub fn fields(&self) -> &[Language] {
        &self.fields
    }

    /// Field values that satisfy `constraint`: the shortest in all (in UTF-16 units), then the most readable; `None`
    /// when it is proved that there are none.
    ///
    /// # Errors
    /// When the budget runs out or a recipe reads an unknown field.
    pub fn solve(&self, constraint: &Constraint, budget: &Budget) -> Result<Option<Vec<String>>, TupleError> {
        let mut meter = budget.meter();
        Ok(search::shortest(self.fields.len(), &self.whole(constraint)?, &mut meter)?)
    }

    /// Field values that satisfy `inner` but not `outer`; `None` when `inner` implies `outer`.
    ///
    /// # Errors
    /// When the budget runs out or a recipe reads an unknown field.
    pub fn counterexample(
        &self,
        inner: &Constraint,
        outer: &Constraint,
        budget: &Budget,
    ) -> Result<Option<Vec<String>>, TupleError> {
        self.solve(&inner.clone().and(outer.clone().negated()), budget)
    }

    /// Up to `limit` solutions of `constraint`, shortest first.
    ///
    /// # Errors
    /// When the budget runs out or a recipe reads an unknown field.
    pub fn solutions(
        &self,
        constraint: &Constraint,
        limit: usize,
        budget: &Budget,
    ) -> Result<Solutions<Vec<String>>, TupleError> {
        let mut meter = budget.meter();
        let graph = search::explore(self.fields.len(), &self.whole(constraint)?, &mut meter)?;
        let (values, complete) = search::enumerate(&graph, limit, &mut meter)?;
        Ok(Solutions { values, complete })
    }

    /// The values that field `field` takes in the solutions of `constraint`, as a language.
    ///
    /// It answers "which owners?" in one go: compare it with the field's own language, list it when
    /// it is finite, take a witness from it.
    ///
    /// # Errors
    /// When the budget runs out, or `field` or a field that a recipe reads is unknown.
    pub fn project(
        &self,
        constraint: &Constraint,
        field: usize,
        budget: &Budget,
    ) -> Result<Language, TupleError> {
        if field >= self.fields.len() {
            return Err(TupleError::UnknownField { field, fields: self.fields.len() });
        }
        let mut meter = budget.meter();
        let graph = search::explore(self.fields.len(), &self.whole(constraint)?, &mut meter)?;
        Ok(Language::from_nfa(search::project(&graph, field, &mut meter)?))
    }

    /// The constraint, and that each field is in its language.
    fn whole(&self, constraint: &Constraint) -> Result<Constraint, TupleError> {
        check_fields(constraint, self.fields.len())?;
        let fields = (0..).zip(&self.fields).map(|(index, field)| Constraint::field(index, field.clone()));
        Ok(Constraint::All(fields.chain([constraint.clone()]).collect()))
    }
}

impl TupleError {
    /// Whether it was the budget that ran out.
    #[must_use]
    pub fn is_over_budget(&self) -> bool {
        matches!(self, Self::OverBudget(_))
    }

    pub(super) fn unknown_field(recipe: &Recipe, fields: usize) -> Self {
        let field = recipe.pieces().iter().filter_map(|piece| piece.field()).find(|&field| field >= fields);
        Self::UnknownField { field: field.unwrap_or(fields), fields }
    }
}

/// Refuses recipes that read fields beyond the first `fields`.
fn check_fields(constraint: &Constraint, fields: usize) -> Result<(), TupleError> {
    match constraint {
        Constraint::In(recipe, _) => {
            let unknown =
                recipe.pieces().iter().filter_map(|piece| piece.field()).any(|field| field >= fields);
            if unknown { Err(TupleError::unknown_field(recipe, fields)) } else { Ok(()) }
        }
        Constraint::Not(inner) => check_fields(inner, fields),
        Constraint::All(all) | Constraint::Any(all) => {
            all.iter().try_for_each(|inner| check_fields(inner, fields))
        }
    }
}

impl From<OverBudget> for TupleError {
    fn from(error: OverBudget) -> Self {
        Self::OverBudget(error)
    }
}

impl fmt::Display for TupleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OverBudget(error) => error.fmt(f),
            Self::UnknownField { field, fields } => {
                write!(f, "the recipe reads field {field}, expected one of the first {fields}")
            }
        }
    }
}

impl Error for TupleError {}
