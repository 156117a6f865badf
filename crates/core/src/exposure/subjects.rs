//! The subjects that may be allowed, were every text one: what templates are looked for with.

use std::cell::OnceCell;

use can_assume_github::issuer::Issuer;
use can_assume_github::universe::{Known, Shape};
use can_assume_regular::Constraint;

use super::asked::Sampled;
use super::product::{Product, TooMany};
use super::space::{Limits, Space};

/// The tokens that may be in the set that is asked about, with any subject at all.
///
/// They are more than there are: where there is none, no token is in the set, whatever its template.
pub(super) struct AnySubject<'a> {
    asked: &'a Sampled<'a>,
    issuer: &'a Issuer,
    known: &'a Known,
    sets: OnceCell<Vec<AnySet>>,
}

/// Those that have an environment and an enterprise, or have not.
pub(super) struct AnySet {
    pub(super) shape: Shape,
    /// The condition that they satisfy.
    pub(super) may: Constraint,
    /// What is known of all tokens.
    pub(super) known: Constraint,
    /// What they are; none where there are too many to say.
    pub(super) products: Option<Vec<Product>>,
}

impl<'a> AnySubject<'a> {
    pub(super) fn new(asked: &'a Sampled<'a>, issuer: &'a Issuer, known: &'a Known) -> Self {
        Self { asked, issuer, known, sets: OnceCell::new() }
    }

    /// The tokens, in two sets for each claim that the policy tests and some tokens lack.
    pub(super) fn sets(&self, limits: &Limits) -> &[AnySet] {
        self.sets.get_or_init(|| {
            let both = |claim| if self.asked.tests(claim) { &[false, true][..] } else { &[false] };
            let enterprises = both("enterprise_id");
            let shapes = both("environment").iter().flat_map(|environment| {
                enterprises
                    .iter()
                    .map(|enterprise| Shape::any_subject(self.issuer, *environment, *enterprise))
            });
            shapes.map(|shape| self.of_shape(shape, limits)).collect()
        })
    }

    fn of_shape(&self, shape: Shape, limits: &Limits) -> AnySet {
        let (may, known) = (self.asked.set(&shape).bounds.may, self.known.constraint(&shape));
        let space = Space { shape: &shape, known: known.clone(), limits };
        let products = space.products(&may).ok();
        AnySet { shape, may, known, products }
    }

    /// Whether it is certain that there is none.
    pub(super) fn is_empty(&self, limits: &Limits) -> bool {
        self.sets(limits).iter().all(|set| set.products.as_ref().is_some_and(Vec::is_empty))
    }
}

impl AnySet {
    /// Those of them that satisfy `constraint`.
    pub(super) fn narrowed(&self, constraint: &Constraint, limits: &Limits) -> Result<Vec<Product>, TooMany> {
        let space = Space { shape: &self.shape, known: self.known.clone(), limits };
        space.narrowed(self.products.as_ref().ok_or(TooMany)?, constraint)
    }
}
