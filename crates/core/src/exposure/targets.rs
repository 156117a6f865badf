//! The subjects that templates are looked for with.

use std::rc::Rc;

use can_assume_github::universe::{FieldKind, Shape};
use can_assume_regular::{Budget, CharSet, Language};

use super::product::Product;
use super::split::split;
use super::text::Text;
use super::values::{Side, Values};

/// Subjects that may be allowed, were every text one.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// The pattern that says most of them.
    pub(super) text: Text,
    /// Everything that is said of them, each of these in another way; none where the pattern is all.
    sides: Vec<Side>,
}

/// All of them for some tokens.
#[derive(Debug, Default)]
pub(super) struct Targets {
    pub(super) all: Vec<Target>,
    /// Whether a job that no named workflow defines may have one.
    pub(super) own: bool,
}

impl Target {
    /// Whether one of the subjects may be in `language`; it is said that it may where that costs too much to ask.
    pub(super) fn may_be_in(&self, language: &Language, budget: &Budget) -> bool {
        self.sides.is_empty()
            || self.sides.iter().any(|side| {
                let of = side.of.iter().map(Text::language);
                let but = side.but.iter().map(|text| text.language().complement());
                let wanted = of.chain(but).chain(std::iter::once(language.clone()));
                !Language::intersection(wanted).is_empty(budget).unwrap_or(false)
            })
    }
}

impl Targets {
    /// Adds the subjects that the products of a shape with any subject have.
    pub(super) fn add(&mut self, shape: &Shape, products: &[Product]) {
        let Some(place) = shape.position(&FieldKind::Subject) else { return };
        for side in products.iter().filter_map(|product| product.sides.get(place)) {
            let text = side.of.iter().max_by_key(|text| text.text().len());
            let text = text.cloned().unwrap_or_else(|| Text::Like("*".to_owned()));
            let says_more = side.of.len() > 1 || !side.but.is_empty();
            match self.all.iter_mut().find(|target| target.text == text) {
                Some(target) if !says_more => target.sides.clear(),
                Some(target) if target.sides.is_empty() || target.sides.contains(side) => {}
                Some(target) => target.sides.push(side.clone()),
                None => self
                    .all
                    .push(Target { text, sides: says_more.then(|| side.clone()).into_iter().collect() }),
            }
        }
    }

    /// Whether the subjects of a shape may be among them, as far as their letters tell.
    pub(super) fn may_be_made(&self, shape: &Shape, values: &Values) -> bool {
        let Some(subject) = shape.claim("sub") else { return false };
        let letters = |field: usize, encoded: bool| {
            let letters = shape.fields().get(field).and_then(|field| values.letters(field, encoded).ok());
            letters.unwrap_or_else(|| Rc::new(CharSet::all()))
        };
        self.all
            .iter()
            .any(|target| split(subject, &target.text, &letters).is_none_or(|ways| !ways.is_empty()))
    }
}
