//! Questions about the tokens of one shape.

use std::collections::BTreeSet;

use can_assume_github::universe::Shape;
use can_assume_regular::{Budget, Constraint, Language, Piece, Recipe, Tuple};

use super::exhausted::Exhausted;
use super::product::{Product, Products, TooMany};
use super::values::Values;

/// The tokens of one shape that satisfy what is known of them, with the budget of a question.
#[derive(Debug, Clone)]
pub(super) struct Space<'s> {
    pub(super) shape: &'s Shape,
    pub(super) known: Constraint,
    pub(super) limits: &'s Limits,
}

/// How much more one answer may cost than one question.
const MOST: u64 = 4;

/// What one answer may cost: so many states for each question, and for all together.
#[derive(Debug)]
pub(super) struct Limits {
    pub(super) budget: Budget,
    pub(super) values: Values,
}

impl Limits {
    /// For so many answers, each several times what `budget` has for one question, and no more than it has for all.
    pub(super) fn new(budget: &Budget, answers: u64) -> Self {
        let budget = budget.with_total((budget.states() as u64).saturating_mul(MOST).saturating_mul(answers));
        Self { values: Values::new(&budget), budget }
    }

    /// For one of the `parts` answers that are still to be given: an equal part of what is left, and what was found out of single fields.
    pub(super) fn part(&self, parts: u64) -> Self {
        let total = self.budget.left().unwrap_or_default() / parts.max(1);
        let budget = self.budget.with_total(total);
        Self { values: self.values.again(&budget), budget }
    }

    /// Nothing may be asked: every answer is that it is not decided.
    pub(super) fn nothing() -> Self {
        let budget = Budget::new(0).with_total(0);
        Self { values: Values::tired(&budget), budget }
    }
}

impl Space<'_> {
    /// The fields of a token that satisfies `constraint`; `None` when it is proved that there is none. Fields that do not matter have
    /// a value that reads well.
    pub(super) fn solve(&self, constraint: &Constraint) -> Result<Option<Vec<String>>, Exhausted> {
        match self.products(constraint) {
            Ok(products) => products.first().map(|product| self.token(product)).transpose(),
            Err(TooMany) => self.search(constraint),
        }
    }

    /// The products that together are exactly the tokens that satisfy `constraint`.
    pub(super) fn products(&self, constraint: &Constraint) -> Result<Vec<Product>, TooMany> {
        if self.limits.values.is_tired() {
            return Err(TooMany);
        }
        let whole = Constraint::All(vec![self.known.clone(), constraint.clone()]);
        Products::new(self.shape, &self.limits.values).of(&whole)
    }

    /// What of the products, which are of tokens of this shape that are known to exist, satisfies `constraint`.
    pub(super) fn narrowed(
        &self,
        products: &[Product],
        constraint: &Constraint,
    ) -> Result<Vec<Product>, TooMany> {
        if self.limits.values.is_tired() {
            return Err(TooMany);
        }
        Products::new(self.shape, &self.limits.values).within(products.to_vec(), constraint)
    }

    /// A token of a product that reads well.
    pub(super) fn token(&self, product: &Product) -> Result<Vec<String>, Exhausted> {
        let sides = product.sides.iter().zip(self.shape.fields());
        sides.map(|(side, field)| self.limits.values.witness(field, side)?.ok_or(Exhausted)).collect()
    }

    /// Like [`Space::solve`], by automata alone.
    ///
    /// The loose languages are searched first: they are cheap and hold every token there is. Only where what they find is no token the
    /// strict ones are searched.
    pub(super) fn search(&self, constraint: &Constraint) -> Result<Option<Vec<String>>, Exhausted> {
        let whole = Constraint::All(vec![self.known.clone(), constraint.clone()]);
        let mut used = BTreeSet::new();
        fields_of(&whole, &mut used);
        let used: Vec<usize> = used.into_iter().collect();
        let whole = renumbered(&whole, &used);
        let Some(found) = self.tuple(&used, false).solve(&whole, &self.limits.budget)? else {
            return Ok(None);
        };
        let found = if self.is_strict(&used, &found)? {
            found
        } else {
            match self.tuple(&used, true).solve(&whole, &self.limits.budget)? {
                Some(found) => found,
                None => return Ok(None),
            }
        };
        let mut values: Vec<String> =
            self.shape.fields().iter().map(|field| field.example().to_owned()).collect();
        for (&position, value) in used.iter().zip(found) {
            if let Some(slot) = values.get_mut(position) {
                *slot = value;
            }
        }
        Ok(Some(values))
    }

    /// A token that satisfies `constraint` and has values as new ones are, where there is one and `token` has others; else `token`.
    pub(super) fn usual(&self, constraint: &Constraint, token: Vec<String>) -> Vec<String> {
        let unusual =
            self.shape.fields().iter().zip(&token).enumerate().filter_map(|(position, (field, value))| {
                let usual = field.usual.as_ref()?;
                let is_usual = usual.matches(value, &self.limits.budget).unwrap_or(true);
                (!is_usual).then(|| Constraint::field(position, usual.clone()))
            });
        let mut wanted: Vec<Constraint> = unusual.collect();
        if wanted.is_empty() {
            return token;
        }
        wanted.push(constraint.clone());
        self.solve(&Constraint::All(wanted)).ok().flatten().unwrap_or(token)
    }

    /// Whether every token that satisfies `inner` satisfies `outer`, by automata alone.
    pub(super) fn implies(&self, inner: &Constraint, outer: &Constraint) -> Result<bool, Exhausted> {
        let difference = Constraint::All(vec![inner.clone(), outer.clone().negated()]);
        Ok(self.search(&difference)?.is_none())
    }

    /// Whether the token with these fields is known to exist and satisfies `constraint`.
    pub(super) fn holds(&self, constraint: &Constraint, values: &[String]) -> Result<bool, Exhausted> {
        Ok(self.known.holds(values, &self.limits.budget)? && constraint.holds(values, &self.limits.budget)?)
    }

    fn tuple(&self, used: &[usize], strict: bool) -> Tuple {
        let language = |position: &usize| {
            let field = self.shape.fields().get(*position);
            field
                .map_or_else(Language::any, |field| if strict { &field.strict } else { &field.loose }.clone())
        };
        Tuple::new(used.iter().map(language))
    }

    fn is_strict(&self, used: &[usize], values: &[String]) -> Result<bool, Exhausted> {
        for (position, value) in used.iter().zip(values) {
            if let Some(field) = self.shape.fields().get(*position)
                && !field.strict.matches(value, &self.limits.budget).map_err(|_| Exhausted)?
            {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The fields that a constraint reads.
pub(super) fn fields_of(constraint: &Constraint, used: &mut BTreeSet<usize>) {
    match constraint {
        Constraint::In(recipe, _) => used.extend(recipe.pieces().iter().filter_map(Piece::field)),
        Constraint::Not(inner) => fields_of(inner, used),
        Constraint::All(parts) | Constraint::Any(parts) => {
            parts.iter().for_each(|part| fields_of(part, used));
        }
    }
}

/// The constraint over the fields that are left.
fn renumbered(constraint: &Constraint, used: &[usize]) -> Constraint {
    let place = |field: usize| used.binary_search(&field).unwrap_or(usize::MAX);
    match constraint {
        Constraint::In(recipe, language) => {
            let pieces = recipe.pieces().iter().map(|piece| match piece {
                Piece::Literal(text) => Piece::Literal(text.clone()),
                Piece::Field(field) => Piece::Field(place(*field)),
                Piece::Encoded(field, substitution) => Piece::Encoded(place(*field), substitution.clone()),
            });
            Constraint::In(Recipe::new(pieces), language.clone())
        }
        Constraint::Not(inner) => Constraint::Not(Box::new(renumbered(inner, used))),
        Constraint::All(parts) => Constraint::All(parts.iter().map(|part| renumbered(part, used)).collect()),
        Constraint::Any(parts) => Constraint::Any(parts.iter().map(|part| renumbered(part, used)).collect()),
    }
}
