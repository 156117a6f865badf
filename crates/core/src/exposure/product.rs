//! Sets of tokens as a few products: conditions on each field alone.
//!
//! A condition on a claim falls apart into conditions on its fields, in one of several ways (`split`). So a set that is put together of
//! conditions by `and`, `or` and `not` is a union of products, and whether a product is empty is asked of each field alone. Where there
//! would be too many products the automata of `regular` answer instead.

use std::rc::Rc;

use can_assume_github::universe::{Field, Shape};
use can_assume_regular::{CharSet, Constraint, Form, Language, Piece, Recipe};

use super::exhausted::Exhausted;
use super::split::split;
use super::text::Text;
use super::values::{Side, Values};

/// How many products there may be at a time.
const MOST: usize = 512;

/// How much work one set may take, in pairs of products.
const MOST_WORK: usize = 60_000;

/// A condition on each field of a shape, in its order; each of them is met by some value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Product {
    pub(super) sides: Vec<Side>,
}

/// Why a set has no products.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMany;

impl From<Exhausted> for TooMany {
    fn from(_: Exhausted) -> Self {
        Self
    }
}

/// Finds the products of sets of one shape.
pub(super) struct Products<'s> {
    shape: &'s Shape,
    values: &'s Values,
    work: usize,
    /// How many products were left when those that lie within others were taken out last.
    fewest: usize,
}

impl<'s> Products<'s> {
    pub(super) fn new(shape: &'s Shape, values: &'s Values) -> Self {
        Self { shape, values, work: 0, fewest: 0 }
    }

    /// Products that together are exactly the tokens that satisfy `constraint`; none of them lies within another.
    pub(super) fn of(&mut self, constraint: &Constraint) -> Result<Vec<Product>, TooMany> {
        let everything = Product { sides: vec![Side::default(); self.shape.fields().len()] };
        self.within(vec![everything], constraint)
    }

    /// Products that together are exactly the tokens of `base` that satisfy `constraint`; none of them lies within another.
    pub(super) fn within(
        &mut self,
        base: Vec<Product>,
        constraint: &Constraint,
    ) -> Result<Vec<Product>, TooMany> {
        let products = self.restrict(base, constraint, false)?;
        self.maximal(products)
    }

    fn spend(&mut self, amount: usize) -> Result<(), TooMany> {
        self.work += amount;
        if self.work > MOST_WORK {
            return Err(TooMany);
        }
        self.values.budget().spend(amount as u64).map_err(Exhausted::from)?;
        Ok(())
    }

    fn fields(&self) -> &'s [Field] {
        self.shape.fields()
    }

    /// What of `base` satisfies the constraint, or does not.
    fn restrict(
        &mut self,
        base: Vec<Product>,
        constraint: &Constraint,
        negated: bool,
    ) -> Result<Vec<Product>, TooMany> {
        if base.is_empty() {
            return Ok(base);
        }
        match (constraint, negated) {
            (Constraint::Not(inner), _) => self.restrict(base, inner, !negated),
            (Constraint::In(recipe, language), _) => self.language(base, recipe, language, negated),
            (Constraint::All(parts), false) | (Constraint::Any(parts), true) => {
                self.all(base, &parts.iter().collect::<Vec<_>>(), negated)
            }
            (Constraint::Any(parts), false) | (Constraint::All(parts), true) => {
                let mut any = Vec::new();
                for part in parts {
                    any.extend(self.restrict(base.clone(), part, negated)?);
                    any = self.few(any)?;
                }
                Ok(any)
            }
        }
    }

    /// What satisfies all parts; those that leave the least come first.
    fn all(
        &mut self,
        mut base: Vec<Product>,
        parts: &[&Constraint],
        negated: bool,
    ) -> Result<Vec<Product>, TooMany> {
        let mut parts: Vec<&Constraint> = parts.to_vec();
        parts.sort_by_key(|part| rank(part, negated));
        for part in parts {
            base = self.restrict(base, part, negated)?;
            base = self.few(base)?;
        }
        Ok(base)
    }

    fn language(
        &mut self,
        base: Vec<Product>,
        recipe: &Recipe,
        language: &Language,
        negated: bool,
    ) -> Result<Vec<Product>, TooMany> {
        if let [Piece::Field(field)] = recipe.pieces()
            && self.fields().get(*field).is_some_and(|field| field.loose == *language)
        {
            return Ok(if negated { Vec::new() } else { base });
        }
        if let Some(texts) = Text::of_language(language) {
            return if negated {
                self.without(base, recipe, &texts)
            } else {
                self.with(&base, recipe, &texts)
            };
        }
        match language.form() {
            Form::Complement(inner) => self.language(base, recipe, inner, !negated),
            Form::Intersection(parts) | Form::Union(parts) => {
                let is_union = matches!(language.form(), Form::Union(_));
                if is_union == negated {
                    let mut all = base;
                    for part in parts {
                        all = self.language(all, recipe, part, negated)?;
                    }
                    return Ok(all);
                }
                let mut any = Vec::new();
                for part in parts {
                    any.extend(self.language(base.clone(), recipe, part, negated)?);
                    any = self.few(any)?;
                }
                Ok(any)
            }
            _ => Err(TooMany),
        }
    }

    /// What of `base` has a text of `recipe` that is one of `texts`.
    fn with(&mut self, base: &[Product], recipe: &Recipe, texts: &[Text]) -> Result<Vec<Product>, TooMany> {
        let ways = self.ways(recipe, texts)?;
        let mut found = Vec::new();
        for product in base {
            for way in &ways {
                self.spend(1)?;
                found.extend(self.meet(product, way)?);
            }
        }
        Ok(found)
    }

    /// What of `base` has a text of `recipe` that is none of `texts`.
    fn without(
        &mut self,
        mut base: Vec<Product>,
        recipe: &Recipe,
        texts: &[Text],
    ) -> Result<Vec<Product>, TooMany> {
        if let [Piece::Field(place)] = recipe.pieces() {
            let but = Side { of: Vec::new(), but: texts.to_vec() };
            let mut left = Vec::with_capacity(base.len());
            for product in &base {
                left.extend(self.narrowed(product, *place, &but)?);
            }
            return Ok(left);
        }
        for way in self.ways(recipe, texts)? {
            let mut left = Vec::with_capacity(base.len());
            for product in base {
                self.spend(1)?;
                if self.meet(&product, &way)?.is_none() {
                    left.push(product);
                    continue;
                }
                for (place, side) in way.sides.iter().enumerate() {
                    let but = side.of.iter().map(|text| Side { of: Vec::new(), but: vec![text.clone()] });
                    for outside in but {
                        left.extend(self.narrowed(&product, place, &outside)?);
                    }
                }
            }
            base = self.few(left)?;
        }
        Ok(base)
    }

    /// The ways in which the text of `recipe` is one of `texts`, as products whose sides are texts only.
    fn ways(&mut self, recipe: &Recipe, texts: &[Text]) -> Result<Vec<Product>, TooMany> {
        let (fields, values) = (self.fields(), self.values);
        let letters = |field: usize, encoded: bool| {
            let letters = fields.get(field).and_then(|field| values.letters(field, encoded).ok());
            letters.unwrap_or_else(|| Rc::new(CharSet::all()))
        };
        let mut ways = Vec::new();
        for text in texts {
            for way in split(recipe, text, &letters).ok_or(TooMany)? {
                let mut sides = vec![Side::default(); self.fields().len()];
                for (field, text) in way {
                    sides.get_mut(field).ok_or(TooMany)?.of.push(text);
                }
                let everything = Product { sides: vec![Side::default(); self.fields().len()] };
                self.spend(1)?;
                ways.extend(self.meet(&everything, &Product { sides })?);
            }
            if ways.len() > 4 * MOST {
                return Err(TooMany);
            }
        }
        self.maximal(ways)
    }

    /// What is in both products, if anything is.
    fn meet(&self, left: &Product, right: &Product) -> Result<Option<Product>, TooMany> {
        let differ = |(left, right): (&Side, &Side)| match (left.value(), right.value()) {
            (Some(left), Some(right)) => left != right,
            _ => false,
        };
        if left.sides.iter().zip(&right.sides).any(differ) {
            return Ok(None);
        }
        let mut sides = Vec::with_capacity(left.sides.len());
        for ((left, right), field) in left.sides.iter().zip(&right.sides).zip(self.fields()) {
            if right.is_any() || left == right {
                sides.push(left.clone());
                continue;
            }
            match self.values.normal(field, left.and(right))? {
                Some(side) => sides.push(side),
                None => return Ok(None),
            }
        }
        Ok(Some(Product { sides }))
    }

    /// The product with one more condition on one field, if anything is left.
    fn narrowed(&self, product: &Product, place: usize, by: &Side) -> Result<Option<Product>, TooMany> {
        let (Some(field), Some(side)) = (self.fields().get(place), product.sides.get(place)) else {
            return Ok(None);
        };
        Ok(self.values.normal(field, side.and(by))?.map(|side| {
            let mut narrowed = product.clone();
            if let Some(slot) = narrowed.sides.get_mut(place) {
                *slot = side;
            }
            narrowed
        }))
    }

    /// The products without those that lie within others, if they have become many: since that takes each pair of them, only once they are
    /// twice as many as they were then.
    fn few(&mut self, products: Vec<Product>) -> Result<Vec<Product>, TooMany> {
        if products.len() <= 2 * self.fewest.max(4) {
            return Ok(products);
        }
        let products = self.maximal(products)?;
        self.fewest = products.len();
        if products.len() > MOST { Err(TooMany) } else { Ok(products) }
    }

    /// The products without those that lie within others.
    fn maximal(&mut self, mut products: Vec<Product>) -> Result<Vec<Product>, TooMany> {
        self.spend(products.len())?;
        let mut at = 0;
        while at < products.len() {
            let mut contained = false;
            for other in (0..products.len()).filter(|other| *other != at) {
                if let (Some(wide), Some(narrow)) = (products.get(other), products.get(at))
                    && self.includes(wide, narrow)?
                {
                    contained = true;
                    break;
                }
            }
            if contained {
                products.remove(at);
            } else {
                at += 1;
            }
        }
        Ok(products)
    }

    fn includes(&mut self, wide: &Product, narrow: &Product) -> Result<bool, TooMany> {
        // The cheap ones first: most differ in a value.
        let differs = |(wide, narrow): (&Side, &Side)| match wide.value() {
            Some(value) => narrow.value() != Some(value),
            None => false,
        };
        if wide.sides.iter().zip(&narrow.sides).any(differs) {
            return Ok(false);
        }
        self.spend(1)?;
        for ((wide, narrow), field) in wide.sides.iter().zip(&narrow.sides).zip(self.fields()) {
            if !wide.is_any() && wide != narrow && !self.values.includes(field, wide, narrow)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Conditions on texts before alternatives before exclusions.
fn rank(constraint: &Constraint, negated: bool) -> u8 {
    match (constraint, negated) {
        (Constraint::Not(inner), _) => rank(inner, !negated),
        (Constraint::In(..), false) => 0,
        (Constraint::All(_), false) | (Constraint::Any(_), true) => 1,
        (Constraint::Any(_), false) => 2,
        (Constraint::All(_), true) => 4,
        (Constraint::In(..), true) => 3,
    }
}
