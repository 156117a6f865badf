//! What surely holds and what may hold.

use can_assume_regular::Constraint;

/// A set of tokens that is known between two bounds: what is surely in it, and what may be.
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    /// Every token that satisfies this is in the set.
    pub(super) must: Constraint,
    /// Every token of the set satisfies this.
    pub(super) may: Constraint,
    /// Whether both are the same.
    pub(super) exact: bool,
}

impl Bounds {
    /// Exactly the tokens that satisfy `constraint`.
    pub(super) fn exactly(constraint: Constraint) -> Self {
        Self { must: constraint.clone(), may: constraint, exact: true }
    }

    /// Every token, or none.
    pub(super) fn constant(holds: bool) -> Self {
        Self::exactly(if holds { Constraint::always() } else { Constraint::never() })
    }

    /// No token for certain; those that satisfy `may` perhaps.
    pub(super) fn at_most(may: Constraint) -> Self {
        Self { must: Constraint::never(), may, exact: false }
    }

    /// The tokens that are in all of `parts`.
    pub(super) fn all(parts: Vec<Self>) -> Self {
        let exact = parts.iter().all(|part| part.exact);
        let (must, may) = parts.into_iter().map(|part| (part.must, part.may)).unzip();
        Self { must: Constraint::All(must), may: Constraint::All(may), exact }
    }

    /// The tokens that are in any of `parts`.
    pub(super) fn any(parts: Vec<Self>) -> Self {
        let exact = parts.iter().all(|part| part.exact);
        let (must, may) = parts.into_iter().map(|part| (part.must, part.may)).unzip();
        Self { must: Constraint::Any(must), may: Constraint::Any(may), exact }
    }

    /// The tokens that are not in the set.
    pub(super) fn negated(self) -> Self {
        Self { must: self.may.negated(), may: self.must.negated(), exact: self.exact }
    }

    /// The tokens of the set that are not in `other`.
    pub(super) fn minus(self, other: Self) -> Self {
        Self::all(vec![self, other.negated()])
    }
}
