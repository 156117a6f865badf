//! The subject templates that may make a subject which a pattern matches.
//!
//! A template is a list of keys and every key adds a segment. Reading the pattern segment by segment tells which keys may come next, so
//! that the templates are found the shortest first, without trying those that cannot help.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use can_assume_github::template::SubjectTemplate;
use can_assume_github::universe::{Field, FieldKind, Party, Shape, TemplateKey};
use can_assume_regular::{Form, Language, Piece};

use super::exhausted::Exhausted;
use super::sought::Sought;
use super::split::Pattern;
use super::targets::Target;
use super::text::Text;
use super::values::{Side, Values};

/// How many keys a template has at least room for. GitHub sets no limit; a pattern with more segments makes room for more.
const FEWEST_KEYS: usize = 4;
const MOST_KEYS: usize = 10;
/// How many beginnings of templates are looked at.
const MOST_BEGINNINGS: usize = 6_000;

/// The search for templates of some tokens.
pub(super) struct Templates<'a> {
    pub(super) keys: Vec<&'a TemplateKey>,
    pub(super) sought: &'a Sought,
    pub(super) values: &'a Values,
}

/// Not all templates were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unfinished;

/// A pattern with what is known of its pieces.
struct Reader<'a> {
    target: &'a Target,
    pattern: Pattern,
    search: &'a Templates<'a>,
    /// Whether a piece of the pattern is possible for a field.
    possible: RefCell<HashMap<PieceOfField, bool>>,
    /// Where the segment of a key may end that begins at a place, with or without a colon before it.
    segments: RefCell<HashMap<Segment, Rc<[usize]>>>,
    /// Whether some more keys may read the rest of the pattern.
    finishes: RefCell<HashMap<(usize, usize), bool>>,
    /// Whether a subject of the target may begin with the segment of a key.
    begins: RefCell<HashMap<usize, bool>>,
}

/// The kind of a field and its variety, whether it is encoded, and from where to where the piece reaches.
type PieceOfField = (FieldKind, &'static str, bool, usize, usize);

/// A place, a key, and whether a colon stands before it.
type Segment = (usize, usize, bool);

/// What is done with a template.
pub(super) type Visit<'v, T> = &'v mut dyn FnMut(&SubjectTemplate) -> Result<Option<T>, Exhausted>;

impl Templates<'_> {
    /// Calls `visit` with the templates of which a subject may be the target, the shortest first, until it returns something.
    pub(super) fn each<T>(
        &self,
        target: &Target,
        visit: Visit<'_, T>,
    ) -> Result<Result<Option<T>, Unfinished>, Exhausted> {
        let text = &target.text;
        let Some(pattern) = Pattern::of(text) else { return Ok(Err(Unfinished)) };
        let reader = Reader {
            target,
            pattern,
            search: self,
            possible: RefCell::default(),
            segments: RefCell::default(),
            finishes: RefCell::default(),
            begins: RefCell::default(),
        };
        let room = (text.text().matches(':').count() + 1).max(FEWEST_KEYS);
        let mut beginnings = MOST_BEGINNINGS;
        for length in 1..=room.min(MOST_KEYS) {
            let mut keys = Vec::new();
            match self.extend(&reader, &mut keys, &[0], length, &mut beginnings, visit)? {
                Ok(None) => {}
                outcome => return Ok(outcome),
            }
        }
        Ok(if room > MOST_KEYS { Err(Unfinished) } else { Ok(None) })
    }

    /// Visits the templates that begin with `keys`, which end at `places`, and have `left` more keys.
    fn extend<T>(
        &self,
        reader: &Reader<'_>,
        keys: &mut Vec<usize>,
        places: &[usize],
        left: usize,
        beginnings: &mut usize,
        visit: Visit<'_, T>,
    ) -> Result<Result<Option<T>, Unfinished>, Exhausted> {
        if left == 0 {
            let Some(template) = self.template(keys) else { return Ok(Ok(None)) };
            return Ok(Ok(visit(&template)?));
        }
        for key in 0..self.keys.len() {
            if keys.contains(&key) {
                continue;
            }
            let mut after: Vec<usize> = Vec::new();
            for place in places {
                after.extend(reader.after_key(*place, key, !keys.is_empty())?.iter());
            }
            after.sort_unstable();
            after.dedup();
            let mut useful = Vec::new();
            for place in after {
                if reader.may_finish(place, left - 1)? {
                    useful.push(place);
                }
            }
            if useful.is_empty() || keys.is_empty() && !reader.may_begin(key) {
                continue;
            }
            let Some(fewer) = beginnings.checked_sub(1) else { return Ok(Err(Unfinished)) };
            *beginnings = fewer;
            keys.push(key);
            let outcome = self.extend(reader, keys, &useful, left - 1, beginnings, visit)?;
            keys.pop();
            match outcome {
                Ok(None) => {}
                outcome => return Ok(outcome),
            }
        }
        Ok(Ok(None))
    }

    fn template(&self, keys: &[usize]) -> Option<SubjectTemplate> {
        let names: Option<Vec<&str>> =
            keys.iter().map(|key| self.keys.get(*key).map(|key| key.name.as_str())).collect();
        SubjectTemplate::new(names?).ok()
    }
}

impl Reader<'_> {
    /// Whether a subject of the target may begin with the segment of a key. The pattern is read key by key; what else is said of the
    /// subjects is asked here, where one answer rules out the most templates.
    fn may_begin(&self, key: usize) -> bool {
        if let Some(known) = self.begins.borrow().get(&key) {
            return *known;
        }
        let rest = Language::concat([Language::literal(":"), Language::any()]).optional();
        let may_begin = self.segments_of(key).any(|shape| {
            let segment = self.search.sought.subjects_of(shape);
            let begun = Language::concat([segment, rest.clone()]);
            self.target.may_be_in(&begun, self.search.values.budget())
        });
        self.begins.borrow_mut().insert(key, may_begin);
        may_begin
    }

    /// The segments of a key that tokens which are looked for may have.
    fn segments_of(&self, key: usize) -> impl Iterator<Item = &Shape> {
        let segments = self.search.keys.get(key).map(|key| key.segments.as_slice()).unwrap_or_default();
        let has_form = |shape: &&Shape| shape.form().is_none_or(|form| self.search.sought.has_form(form));
        segments.iter().filter(has_form)
    }

    /// Whether exactly `left` more keys may read the rest of the pattern, were they allowed to repeat.
    fn may_finish(&self, place: usize, left: usize) -> Result<bool, Exhausted> {
        if left == 0 {
            return Ok(self.pattern.ends(place));
        }
        if let Some(known) = self.finishes.borrow().get(&(place, left)) {
            return Ok(*known);
        }
        let mut finishes = false;
        'keys: for key in 0..self.search.keys.len() {
            for next in self.after_key(place, key, true)?.iter() {
                if self.may_finish(*next, left - 1)? {
                    finishes = true;
                    break 'keys;
                }
            }
        }
        self.finishes.borrow_mut().insert((place, left), finishes);
        Ok(finishes)
    }

    /// Where in the pattern the segment of a key may end that begins at `place`, behind a colon or not.
    fn after_key(&self, place: usize, key: usize, colon: bool) -> Result<Rc<[usize]>, Exhausted> {
        if let Some(known) = self.segments.borrow().get(&(place, key, colon)) {
            return Ok(Rc::clone(known));
        }
        let begun = if colon { self.pattern.after_literal(place, ":") } else { vec![place] };
        let mut after = Vec::new();
        for shape in self.segments_of(key) {
            after.extend(self.after_segment(&begun, shape)?);
        }
        after.sort_unstable();
        after.dedup();
        let after: Rc<[usize]> = after.into();
        self.segments.borrow_mut().insert((place, key, colon), Rc::clone(&after));
        Ok(after)
    }

    fn after_segment(&self, places: &[usize], shape: &Shape) -> Result<Vec<usize>, Exhausted> {
        let mut places = places.to_vec();
        for piece in shape.claim("sub").map(can_assume_regular::Recipe::pieces).unwrap_or_default() {
            let mut next = Vec::new();
            for place in places {
                match piece {
                    Piece::Literal(text) => next.extend(self.pattern.after_literal(place, text)),
                    Piece::Field(field) | Piece::Encoded(field, _) => {
                        let encoded = matches!(piece, Piece::Encoded(..));
                        if let Some(field) = shape.fields().get(*field) {
                            next.extend(self.after_field(place, field, encoded)?);
                        }
                    }
                }
            }
            next.sort_unstable();
            next.dedup();
            places = next;
        }
        Ok(places)
    }

    fn after_field(&self, place: usize, field: &Field, encoded: bool) -> Result<Vec<usize>, Exhausted> {
        let letters = self.search.values.letters(field, encoded)?;
        let mut after = Vec::new();
        for (end, rest) in self.pattern.cuts(place, |c| letters.contains(c)) {
            let key = (field.kind.clone(), field.variety, encoded, place, end);
            let known = self.possible.borrow().get(&key).copied();
            let possible = match known {
                Some(known) => known,
                None => {
                    let possible = self.is_possible(place, end, field, encoded)?;
                    self.possible.borrow_mut().insert(key, possible);
                    possible
                }
            };
            if possible {
                after.push(rest);
            }
        }
        Ok(after)
    }

    /// Whether some value of the field, as the tokens may have it, is what the elements say.
    fn is_possible(&self, from: usize, to: usize, field: &Field, encoded: bool) -> Result<bool, Exhausted> {
        let Ok(piece) = self.pattern.piece(from, to, encoded) else { return Ok(false) };
        let Some(text) = piece else { return Ok(true) };
        let side = Side { of: vec![text.clone()], but: Vec::new() };
        if !self.search.values.is_possible(field, &side)? {
            return Ok(false);
        }
        let everyone = Party::everyone();
        let sought = self.search.sought.language(&field.kind);
        let sought = sought.filter(|sought| everyone.language(&field.kind) != Some(sought));
        if let Some(sides) = sought.and_then(sides_of) {
            // In these words the answer is kept for the next question.
            for mut side in sides {
                side.of.push(text.clone());
                side.of.sort();
                side.of.dedup();
                if self.search.values.is_possible(field, &side)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match sought {
            None => Ok(true),
            Some(sought) => match text {
                Text::Is(value) => Ok(sought.matches(&value, self.search.values.budget())?),
                text => {
                    let both = Language::intersection([field.loose.clone(), text.language(), sought.clone()]);
                    Ok(!both.is_empty(self.search.values.budget())?)
                }
            },
        }
    }
}

/// The language as conditions one of which is met, where it is written as texts or as everything but some texts.
fn sides_of(language: &Language) -> Option<Vec<Side>> {
    if let Form::Complement(inner) = language.form() {
        let mut but = Text::of_language(inner)?;
        but.sort();
        return Some(vec![Side { of: Vec::new(), but }]);
    }
    let texts = Text::of_language(language)?;
    Some(texts.into_iter().map(|text| Side { of: vec![text], but: Vec::new() }).collect())
}
