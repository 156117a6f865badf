//! What one field can be: a small question, asked once.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use can_assume_github::universe::{Field, FieldKind};
use can_assume_regular::{Budget, CharSet, Language};

use super::exhausted::Exhausted;
use super::extent::Extent;
use super::text::Text;
use super::unthought::unthought_of;

/// How many states a question about one field may take; those of ordinary patterns take some dozens.
const MOST_STATES: usize = 2_000;

/// How many questions about fields automata answer before a policy is left to the automata of whole tokens.
const MOST_QUESTIONS: usize = 5_000;

/// A condition on one field: all of `of`, none of `but`, each in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Side {
    pub(super) of: Vec<Text>,
    pub(super) but: Vec<Text>,
}

impl Side {
    pub(super) fn is_any(&self) -> bool {
        self.of.is_empty() && self.but.is_empty()
    }

    pub(super) fn matches(&self, value: &str) -> bool {
        self.of.iter().all(|text| text.matches(value)) && !self.but.iter().any(|text| text.matches(value))
    }

    /// The only value, where it is given.
    pub(super) fn value(&self) -> Option<&str> {
        self.of.iter().find_map(|text| match text {
            Text::Is(value) => Some(value.as_str()),
            _ => None,
        })
    }

    /// What satisfies both.
    pub(super) fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.of.extend(other.of.iter().cloned());
        both.but.extend(other.but.iter().cloned());
        both
    }

    pub(super) fn extent(&self) -> Extent {
        match (self.of.as_slice(), self.but.as_slice()) {
            ([], []) => Extent::Any,
            ([text], []) => Extent::Some(vec![text.clone()]),
            ([], but) => Extent::Except(but.to_vec()),
            (of, but) => Extent::Both { of: of.to_vec(), but: but.to_vec() },
        }
    }
}

/// Answers about fields, kept for the next question.
#[derive(Debug)]
pub(super) struct Values {
    budget: Budget,
    /// How many more questions automata have to answer for products.
    left: Cell<usize>,
    known: Rc<Known>,
}

/// Answers that hold for every set of tokens.
#[derive(Debug, Default)]
struct Known {
    witnesses: RefCell<Witnesses>,
    letters: RefCell<HashMap<(FieldKey, bool), Rc<CharSet>>>,
    /// Whether the value that nobody had in mind is one of the field.
    unthought: RefCell<HashMap<FieldKey, bool>>,
}

/// The kind of a field and its variety.
type FieldKey = (FieldKind, &'static str);

type Witnesses = HashMap<FieldKey, HashMap<Side, Option<String>>>;

impl Values {
    pub(super) fn new(budget: &Budget) -> Self {
        Self { budget: budget.at_most(MOST_STATES), left: Cell::new(MOST_QUESTIONS), known: Rc::default() }
    }

    /// As many questions again, with the answers that there are.
    pub(super) fn again(&self, budget: &Budget) -> Self {
        Self { known: Rc::clone(&self.known), ..Self::new(budget) }
    }

    /// Like [`Values::new`], with nothing left to ask.
    pub(super) fn tired(budget: &Budget) -> Self {
        let values = Self::new(budget);
        values.left.set(0);
        values
    }

    /// Whether so much was asked that products are not worth more: patterns that run through each other make ever more of them.
    pub(super) fn is_tired(&self) -> bool {
        self.left.get() == 0
    }

    /// What one question may cost.
    pub(super) fn budget(&self) -> &Budget {
        &self.budget
    }

    /// The characters that values of the field have, as they are or with every `:` written `%3A`.
    pub(super) fn letters(&self, field: &Field, encoded: bool) -> Result<Rc<CharSet>, Exhausted> {
        let key = ((field.kind.clone(), field.variety), encoded);
        if let Some(known) = self.known.letters.borrow().get(&key) {
            return Ok(Rc::clone(known));
        }
        let mut letters = field.loose.letters(&self.budget)?;
        if encoded {
            letters = letters.union(&"%3A".chars().collect()).difference(&CharSet::single(':'));
        }
        let letters = Rc::new(letters);
        self.known.letters.borrow_mut().insert(key, Rc::clone(&letters));
        Ok(letters)
    }

    /// A value of the field that satisfies `side`, one that reads well if there is one; `None` when it is proved that there is none.
    pub(super) fn witness(&self, field: &Field, side: &Side) -> Result<Option<String>, Exhausted> {
        let key = (field.kind.clone(), field.variety);
        if let Some(known) = self.known.witnesses.borrow().get(&key).and_then(|known| known.get(side)) {
            return Ok(known.clone());
        }
        let found = self.ask(field, side)?;
        self.known.witnesses.borrow_mut().entry(key).or_default().insert(side.clone(), found.clone());
        Ok(found)
    }

    /// Whether some value of the field satisfies `side`: a guess is tried before it is asked.
    pub(super) fn is_possible(&self, field: &Field, side: &Side) -> Result<bool, Exhausted> {
        let pattern =
            side.of.iter().filter(|text| matches!(text, Text::Like(_))).max_by_key(|text| text.text().len());
        if let Some(guess) = pattern.and_then(|pattern| guess(&field.kind, pattern.text()))
            && side.matches(&guess)
            && field.strict.matches(&guess, &self.budget)?
        {
            return Ok(true);
        }
        Ok(self.witness(field, side)?.is_some())
    }

    fn ask(&self, field: &Field, side: &Side) -> Result<Option<String>, Exhausted> {
        let exists = |value: &str| field.strict.matches(value, &self.budget);
        if let Some(value) = side.value() {
            return Ok((side.matches(value) && exists(value)?).then(|| value.to_owned()));
        }
        let example = field.example();
        if side.matches(example) && exists(example)? {
            return Ok(Some(example.to_owned()));
        }
        self.left.set(self.left.get().checked_sub(1).ok_or(Exhausted)?);
        let texts = side.of.iter().map(Text::language);
        let but = side.but.iter().map(Text::language);
        let but = (!side.but.is_empty()).then(|| Language::union(but).complement());
        let wanted: Vec<Language> = texts.chain(but).collect();
        let within = |language: &Language| {
            Language::intersection(std::iter::once(language.clone()).chain(wanted.iter().cloned()))
                .witness(&self.budget)
        };
        let found = match within(&field.loose)? {
            Some(found) if !exists(&found)? => within(&field.strict)?,
            found => found,
        };
        let (Some(found), Some(usual)) = (&found, &field.usual) else { return Ok(found) };
        if usual.matches(found, &self.budget)? {
            return Ok(Some(found.clone()));
        }
        // What is only nicer is left where it costs too much.
        let nicer = within(usual).ok().flatten().filter(|nicer| exists(nicer) == Ok(true));
        Ok(Some(nicer.unwrap_or_else(|| found.clone())))
    }

    /// `side` without what says nothing of the field; `None` when no value satisfies it.
    pub(super) fn normal(&self, field: &Field, mut side: Side) -> Result<Option<Side>, Exhausted> {
        if let Some(value) = side.value().map(str::to_owned) {
            let side_of_value = Side { of: vec![Text::Is(value.clone())], but: Vec::new() };
            let exists = side.matches(&value) && self.witness(field, &side_of_value)?.is_some();
            return Ok(exists.then_some(side_of_value));
        }
        side.of.sort();
        side.of.dedup();
        side.but.sort();
        side.but.dedup();
        if side.is_any() {
            return Ok(Some(side));
        }
        let of = side.of.clone();
        let apart = |(at, text): (usize, &Text)| of.iter().skip(at + 1).any(|other| other.excludes(text));
        let all_excluded = side.but.iter().any(|but| of.iter().any(|text| but.includes(text)));
        if all_excluded || of.iter().enumerate().any(apart) {
            return Ok(None);
        }
        side.but.retain(|but| !of.iter().any(|text| but.excludes(text)));
        if self.witness(field, &side)?.is_none() {
            return Ok(None);
        }
        let mut at = 0;
        while at < side.of.len() {
            let mut rest = side.clone();
            let text = rest.of.remove(at);
            let implied = rest.of.iter().any(|other| text.includes(other))
                || self.may_imply(field, &rest, &text)? && self.within(field, &rest, &text)?;
            if implied {
                side = rest;
            } else {
                at += 1;
            }
        }
        let mut at = 0;
        while at < side.but.len() {
            if let Some(Text::Is(value) | Text::AnyCase(value)) = side.but.get(at) {
                let exists = field.strict.matches(value, &self.budget)?;
                if exists && of.iter().all(|text| text.matches(value)) {
                    at += 1;
                    continue;
                }
                if matches!(side.but.get(at), Some(Text::Is(_))) {
                    side.but.remove(at);
                    continue;
                }
            }
            let mut rest = side.clone();
            let text = rest.but.remove(at);
            let mut inside = rest.clone();
            inside.of.push(text);
            inside.of.sort();
            // What it excludes is excluded anyway.
            if self.witness(field, &inside)?.is_none() {
                side = rest;
            } else {
                at += 1;
            }
        }
        Ok(Some(side))
    }

    /// Whether `rest` may imply `text`: a value that nobody has thought of tells cheaply that it does not.
    fn may_imply(&self, field: &Field, rest: &Side, text: &Text) -> Result<bool, Exhausted> {
        let value = unthought_of(&field.kind);
        if !rest.matches(value) || text.matches(value) {
            return Ok(true);
        }
        let key = (field.kind.clone(), field.variety);
        let known = self.known.unthought.borrow().get(&key).copied();
        let exists = match known {
            Some(exists) => exists,
            None => {
                let exists = field.strict.matches(value, &self.budget)?;
                self.known.unthought.borrow_mut().insert(key, exists);
                exists
            }
        };
        Ok(!exists)
    }

    /// Whether every value that satisfies `side` is `text`.
    pub(super) fn within(&self, field: &Field, side: &Side, text: &Text) -> Result<bool, Exhausted> {
        if let Some(value) = side.value() {
            return Ok(text.matches(value));
        }
        let mut outside = side.clone();
        outside.but.push(text.clone());
        outside.but.sort();
        outside.but.dedup();
        Ok(self.witness(field, &outside)?.is_none())
    }

    /// Whether the values that satisfy `narrow` all satisfy `wide`.
    pub(super) fn includes(&self, field: &Field, wide: &Side, narrow: &Side) -> Result<bool, Exhausted> {
        if let Some(value) = narrow.value() {
            return Ok(wide.matches(value));
        }
        if wide.value().is_some() {
            return Ok(false);
        }
        for text in &wide.of {
            if narrow.of.iter().any(|other| other.excludes(text)) {
                return Ok(false);
            }
            let sure = narrow.of.iter().any(|other| text.includes(other));
            if !(sure || self.may_imply(field, narrow, text)? && self.within(field, narrow, text)?) {
                return Ok(false);
            }
        }
        for text in &wide.but {
            if narrow.but.contains(text) || narrow.of.iter().any(|of| of.excludes(text)) {
                continue;
            }
            let mut inside = narrow.clone();
            inside.of.push(text.clone());
            inside.of.sort();
            inside.of.dedup();
            if self.witness(field, &inside)?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether these texts together are every value of the field.
    pub(super) fn cover(&self, field: &Field, texts: &[Text]) -> Result<bool, Exhausted> {
        if texts.iter().all(|text| matches!(text, Text::Is(_) | Text::AnyCase(_))) {
            // Names, refs and free texts are more than one can list; the claims that have a few values are tested by none.
            return Ok(false);
        }
        let mut but = texts.to_vec();
        but.sort();
        Ok(self.witness(field, &Side { of: Vec::new(), but })?.is_none())
    }
}

/// A text that a pattern matches which begins with a `*`, and maybe a value of the field.
fn guess(kind: &FieldKind, pattern: &str) -> Option<String> {
    let rest = pattern.strip_prefix('*')?.replace(['*', '?'], "a");
    let begin = match kind {
        FieldKind::Ref => "refs/heads/a",
        FieldKind::JobWorkflowRef => "a/a/.github/workflows/a.yml@refs/heads/a",
        _ => "a",
    };
    Some(format!("{begin}{rest}"))
}
