//! A pattern against a recipe: which fields make a text that the pattern matches.
//!
//! The text is made of literals and fields one after the other, so that a match cuts the pattern into one piece for each. A cut falls
//! between two characters of the pattern or inside a `*`, which then stands at the end of the one piece and at the beginning of the next.
//! There are finitely many ways to cut, and a way is a condition on each field alone.

use std::collections::HashSet;
use std::rc::Rc;

use can_assume_regular::{CharSet, Piece, Recipe};

use super::text::Text;

/// The letters of the field at a place, as it is or as it is encoded.
pub(super) type Letters<'l> = &'l dyn Fn(usize, bool) -> Rc<CharSet>;

/// How many ways are followed.
const MOST_WAYS: usize = 4096;

/// How many wildcards a pattern may have; one that means somebody has a handful.
const MOST_WILDCARDS: usize = 64;

/// One way to cut: the fields that are read, each with what it must be.
pub(super) type Way = Vec<(usize, Text)>;

/// A pattern, one element after the other.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    elements: Vec<Element>,
    any_case: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Is(char),
    One,
    Run,
}

impl Pattern {
    /// The elements of a text; `None` for one that is not compared as it stands, and for one that can be cut in too many ways.
    pub(super) fn of(text: &Text) -> Option<Self> {
        let acts = matches!(text, Text::Like(_));
        if matches!(text, Text::Written(_)) {
            return None;
        }
        let elements = text.text().chars().map(|c| match c {
            '*' if acts => Element::Run,
            '?' if acts => Element::One,
            c => Element::Is(c),
        });
        let mut all: Vec<Element> = elements.collect();
        // Two runs are one.
        all.dedup_by(|next, before| *next == Element::Run && *before == Element::Run);
        if all.iter().filter(|element| !matches!(element, Element::Is(_))).count() > MOST_WILDCARDS {
            return None;
        }
        Some(Self { elements: all, any_case: matches!(text, Text::AnyCase(_)) })
    }

    /// The places from which on the rest matches what follows `text`, when it is read at `place`.
    pub(super) fn after_literal(&self, place: usize, text: &str) -> Vec<usize> {
        let mut places = vec![place];
        for c in text.chars() {
            let mut next = Vec::new();
            for place in places {
                let mut at = place;
                if self.at(at) == Some(Element::Run) {
                    next.push(at);
                    at += 1;
                }
                let reads = match self.at(at) {
                    Some(Element::Is(wanted)) => self.same(wanted, c),
                    Some(Element::One) => c.len_utf16() == 1,
                    Some(Element::Run) | None => false,
                };
                if reads {
                    next.push(at + 1);
                }
            }
            next.sort_unstable();
            next.dedup();
            places = next;
        }
        places
    }

    /// The ways to cut off the next field at `place`, as where its piece ends and where the rest begins. The field has only `letters`.
    pub(super) fn cuts(&self, place: usize, letters: impl Fn(char) -> bool) -> Vec<(usize, usize)> {
        let mut cuts = Vec::new();
        let mut at = place;
        loop {
            let before_is_run = at > place && self.elements.get(at - 1) == Some(&Element::Run);
            match self.at(at) {
                Some(Element::Run) => cuts.push((at + 1, at)),
                // What ends behind a run is a special case of what ends in it.
                _ if before_is_run => {}
                _ => cuts.push((at, at)),
            }
            match self.at(at) {
                None => return cuts,
                Some(Element::Is(c)) if !(letters(c) || self.any_case && letters(other_case(c))) => {
                    return cuts;
                }
                Some(_) => at += 1,
            }
        }
    }

    /// Whether nothing need follow at `place`.
    pub(super) fn ends(&self, place: usize) -> bool {
        self.elements.iter().skip(place).all(|element| *element == Element::Run)
    }

    /// What a field is that is matched by the elements `from..to`; `Err` when it is nothing, `Ok(None)` when it is anything.
    pub(super) fn piece(&self, from: usize, to: usize, encoded: bool) -> Result<Option<Text>, Impossible> {
        let elements = self.elements.get(from..to).unwrap_or_default();
        if elements == [Element::Run] {
            return Ok(None);
        }
        let text: String = elements
            .iter()
            .map(|element| match element {
                Element::Is(c) => *c,
                Element::One => '?',
                Element::Run => '*',
            })
            .collect();
        let wild = elements.iter().any(|element| !matches!(element, Element::Is(_)));
        if encoded && text.contains(':') {
            return Err(Impossible);
        }
        Ok(Some(if self.any_case && text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            Text::AnyCase(text)
        } else if encoded && may_read_code(elements) {
            Text::Written(text)
        } else if wild {
            Text::Like(text)
        } else {
            Text::Is(text)
        }))
    }

    fn at(&self, place: usize) -> Option<Element> {
        self.elements.get(place).copied()
    }

    fn same(&self, wanted: char, c: char) -> bool {
        wanted == c || self.any_case && wanted.eq_ignore_ascii_case(&c)
    }

    /// Whether the pattern is compared without regard to case and has a `%3a`, which is a colon in one case only.
    fn is_awkward(&self) -> bool {
        self.any_case
            && self.elements.windows(3).any(|three| {
                matches!(three, [Element::Is('%'), Element::Is('3'), Element::Is(a)] if a.eq_ignore_ascii_case(&'a'))
            })
    }
}

/// No value fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Impossible;

/// Whether the elements may read a part of `%3A` as other than it stands: then it matters that a value is written.
fn may_read_code(elements: &[Element]) -> bool {
    let is = |place: usize, c: char| elements.get(place) == Some(&Element::Is(c));
    let wild = |place: usize| matches!(elements.get(place), Some(Element::One | Element::Run));
    (0..elements.len()).any(|place| {
        elements.get(place) == Some(&Element::One)
            || is(place, '%') && is(place + 1, '3') && is(place + 2, 'A')
            || is(place, '%') && (wild(place + 1) || is(place + 1, '3') && wild(place + 2))
            || wild(place)
                && (is(place + 1, 'A') || is(place + 1, '3') && (is(place + 2, 'A') || wild(place + 2)))
    })
}

fn other_case(c: char) -> char {
    if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
}

/// The ways in which the fields of `recipe` make a text that is `text`, where `letters` has the letters of each field as it is or as it
/// is encoded; `None` when there are too many.
pub(super) fn split(recipe: &Recipe, text: &Text, letters: Letters<'_>) -> Option<Vec<Way>> {
    let pattern = Pattern::of(text)?;
    let encodes = recipe.pieces().iter().any(|piece| matches!(piece, Piece::Encoded(..)));
    if encodes && pattern.is_awkward() {
        return None;
    }
    let pieces = recipe
        .pieces()
        .iter()
        .map(|piece| match piece {
            Piece::Literal(text) => Part::Literal(text),
            Piece::Field(field) | Piece::Encoded(field, _) => {
                let encoded = matches!(piece, Piece::Encoded(..));
                Part::Field { field: *field, encoded, letters: letters(*field, encoded) }
            }
        })
        .collect();
    let mut splitter =
        Splitter { pattern, pieces, dead: HashSet::new(), way: Vec::new(), found: Vec::new(), steps: 0 };
    splitter.follow(0, 0)?;
    Some(splitter.found)
}

enum Part<'r> {
    Literal(&'r str),
    Field { field: usize, encoded: bool, letters: Rc<CharSet> },
}

struct Splitter<'r> {
    pattern: Pattern,
    pieces: Vec<Part<'r>>,
    /// Parts and places from which on nothing matches.
    dead: HashSet<(usize, usize)>,
    way: Way,
    found: Vec<Way>,
    steps: usize,
}

impl Splitter<'_> {
    /// Follows all ways from the part `number` on, at `place` in the pattern; whether there are any, `None` when there are too many.
    fn follow(&mut self, number: usize, place: usize) -> Option<bool> {
        if self.dead.contains(&(number, place)) {
            return Some(false);
        }
        self.steps += 1;
        if self.steps > 8 * MOST_WAYS || self.found.len() > MOST_WAYS {
            return None;
        }
        let mut any = false;
        match self.pieces.get(number) {
            None => {
                any = self.pattern.ends(place);
                if any {
                    self.found.push(self.way.clone());
                }
            }
            Some(Part::Literal(text)) => {
                for next in self.pattern.after_literal(place, text) {
                    any |= self.follow(number + 1, next)?;
                }
            }
            Some(Part::Field { field, encoded, letters }) => {
                let (field, encoded) = (*field, *encoded);
                for (end, next) in self.pattern.cuts(place, |c| letters.contains(c)) {
                    let Ok(piece) = self.pattern.piece(place, end, encoded) else { continue };
                    let reads = piece.is_some();
                    self.way.extend(piece.map(|piece| (field, piece)));
                    any |= self.follow(number + 1, next)?;
                    if reads {
                        self.way.pop();
                    }
                }
            }
        }
        if !any {
            self.dead.insert((number, place));
        }
        Some(any)
    }
}

#[cfg(test)]
mod tests {
    use can_assume_regular::Substitution;

    use super::*;

    fn recipe(encoded: bool) -> Recipe {
        let last = match encoded {
            true => Piece::Encoded(2, Substitution::new([(':', "%3A")])),
            false => Piece::Field(2),
        };
        Recipe::new([
            Piece::literal("repo:"),
            Piece::Field(0),
            Piece::literal("/"),
            Piece::Field(1),
            Piece::literal(":x:"),
            last,
        ])
    }

    fn ways(text: &str, encoded: bool) -> Vec<Vec<(usize, String)>> {
        let letters = |field: usize, encoded: bool| {
            Rc::new(match (field, encoded) {
                (2, false) => CharSet::all(),
                (2, true) => CharSet::single(':').complement(),
                _ => CharSet::from_ranges(['a'..='z']),
            })
        };
        let text =
            if text.contains(['*', '?']) { Text::Like(text.to_owned()) } else { Text::Is(text.to_owned()) };
        let ways = split(&recipe(encoded), &text, &letters).unwrap();
        ways.iter()
            .map(|way| way.iter().map(|(field, text)| (*field, format!("{text:?}"))).collect())
            .collect()
    }

    fn way(fields: &[(usize, &str)]) -> Vec<(usize, String)> {
        fields.iter().map(|(field, text)| (*field, (*text).to_owned())).collect()
    }

    #[test]
    fn a_match_is_a_condition_on_each_field() {
        assert_eq!(
            ways("repo:acme/web:x:main", true),
            [way(&[(0, "Is(\"acme\")"), (1, "Is(\"web\")"), (2, "Is(\"main\")")])]
        );
        assert_eq!(ways("repo:acme/*", true), [way(&[(0, "Is(\"acme\")")])]);
        assert_eq!(
            ways("repo:a*b/w:x:*y", true),
            [way(&[(0, "Like(\"a*b\")"), (1, "Is(\"w\")"), (2, "Like(\"*y\")")]),]
        );
        assert!(ways("repo:acme/web:y:*", true).is_empty());
    }

    #[test]
    fn a_run_may_stand_for_several_fields() {
        // `*` ends in the second field, or spans it and the literal behind it.
        assert_eq!(ways("repo:acme*:x:z", true), [way(&[(0, "Like(\"acme*\")"), (2, "Is(\"z\")")]),]);
        assert_eq!(ways("*b", true), [way(&[(2, "Like(\"*b\")")])]);
    }

    #[test]
    fn a_written_colon_is_told_from_a_colon() {
        assert_eq!(
            ways("repo:a/b:x:p%3Aq", true),
            [way(&[(0, "Is(\"a\")"), (1, "Is(\"b\")"), (2, "Written(\"p%3Aq\")")])]
        );
        assert!(ways("repo:a/b:x:p:q", true).is_empty());
        assert_eq!(
            ways("repo:a/b:x:p:q", false),
            [way(&[(0, "Is(\"a\")"), (1, "Is(\"b\")"), (2, "Is(\"p:q\")")])]
        );
        assert_eq!(
            ways("repo:a/b:x:p?", true),
            [way(&[(0, "Is(\"a\")"), (1, "Is(\"b\")"), (2, "Written(\"p?\")")])]
        );
    }
}
