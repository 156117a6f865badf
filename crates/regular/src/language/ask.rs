//! Questions about languages.

use super::{Language, Node, Shape};
use crate::budget::{Meter, OverBudget};
use crate::search;
use crate::{Budget, Constraint, Solutions};

impl Language {
    /// Whether `word` is in the language.
    ///
    /// # Errors
    /// When compiling the language goes over `budget`.
    pub fn matches(&self, word: &str, budget: &Budget) -> Result<bool, OverBudget> {
        self.matches_within(word, &mut budget.meter())
    }

    /// Whether the language has no words.
    ///
    /// # Errors
    /// When the budget runs out.
    pub fn is_empty(&self, budget: &Budget) -> Result<bool, OverBudget> {
        self.witness(budget).map(|witness| witness.is_none())
    }

    /// A word of the language: the shortest in UTF-16 units, and of several the first when letters are
    /// ordered by readability ([`CharSet::by_preference`](crate::CharSet::by_preference)); `None` when it is
    /// proved empty.
    ///
    /// # Errors
    /// When the budget runs out.
    pub fn witness(&self, budget: &Budget) -> Result<Option<String>, OverBudget> {
        let mut meter = budget.meter();
        let fields = search::shortest(1, &self.itself(), &mut meter)?;
        Ok(fields.map(|fields| fields.concat()))
    }

    /// A shortest word of `self` that is not in `other`; `None` when `self` is contained in `other`.
    ///
    /// ```
    /// use can_assume_regular::{Budget, Language};
    /// let (wide, tight) = (Language::glob("repo:acme*"), Language::glob("repo:acme/*"));
    /// let budget = Budget::default();
    /// assert_eq!(tight.counterexample(&wide, &budget)?, None);
    /// assert_eq!(wide.counterexample(&tight, &budget)?.as_deref(), Some("repo:acme"));
    /// # Ok::<(), can_assume_regular::OverBudget>(())
    /// ```
    ///
    /// # Errors
    /// When the budget runs out.
    pub fn counterexample(&self, other: &Self, budget: &Budget) -> Result<Option<String>, OverBudget> {
        self.difference(other).witness(budget)
    }

    /// Whether every word of `self` is in `other`.
    ///
    /// # Errors
    /// When the budget runs out.
    pub fn is_subset(&self, other: &Self, budget: &Budget) -> Result<bool, OverBudget> {
        self.counterexample(other, budget).map(|word| word.is_none())
    }

    /// A shortest word that is in one of the two languages only; `None` when they are equivalent.
    ///
    /// # Errors
    /// When the budget runs out.
    pub fn difference_witness(&self, other: &Self, budget: &Budget) -> Result<Option<String>, OverBudget> {
        Self::union([self.difference(other), other.difference(self)]).witness(budget)
    }

    /// Whether both languages have the same words.
    ///
    /// # Errors
    /// When the budget runs out.
    pub fn is_equivalent(&self, other: &Self, budget: &Budget) -> Result<bool, OverBudget> {
        self.difference_witness(other, budget).map(|word| word.is_none())
    }

    /// Whether every word is in the language.
    ///
    /// # Errors
    /// When the budget runs out.
    pub fn is_universal(&self, budget: &Budget) -> Result<bool, OverBudget> {
        self.complement().is_empty(budget)
    }

    /// Whether the language has finitely many words.
    ///
    /// # Errors
    /// When the budget runs out.
    pub fn is_finite(&self, budget: &Budget) -> Result<bool, OverBudget> {
        let mut meter = budget.meter();
        Ok(search::is_finite(&search::explore(1, &self.itself(), &mut meter)?))
    }

    /// Up to `limit` words, shortest first, then by readability.
    ///
    /// # Errors
    /// When the budget runs out.
    pub fn words(&self, limit: usize, budget: &Budget) -> Result<Solutions<String>, OverBudget> {
        let mut meter = budget.meter();
        let graph = search::explore(1, &self.itself(), &mut meter)?;
        let (values, complete) = search::enumerate(&graph, limit, &mut meter)?;
        Ok(Solutions { values: values.into_iter().map(|fields| fields.concat()).collect(), complete })
    }

    /// The constraint on one field that it is in the language.
    pub(super) fn itself(&self) -> Constraint {
        Constraint::field(0, self.clone())
    }

    fn matches_within(&self, word: &str, meter: &mut Meter) -> Result<bool, OverBudget> {
        self.check_depth(meter)?;
        match (&self.inner.node, self.shape()) {
            (Node::Literal(literal), _) => return Ok(literal == word),
            (Node::Glob(glob), _) => return Ok(glob.matches(word)),
            (_, Shape::Plain) => {}
            (_, Shape::Complement(language)) => return Ok(!language.matches_within(word, meter)?),
            (_, Shape::Intersection(languages)) => {
                for language in languages {
                    if !language.matches_within(word, meter)? {
                        return Ok(false);
                    }
                }
                return Ok(true);
            }
            (_, Shape::Union(languages)) => {
                for language in languages {
                    if language.matches_within(word, meter)? {
                        return Ok(true);
                    }
                }
                return Ok(false);
            }
        }
        Ok(self.nfa(meter)?.matches(word))
    }
}
