//! Questions to texts with holes, reduced to questions to the holes.

use super::super::hole::{Hole, Pattern, TextTest};
use super::{Evaluator, Question, Truth};

impl Evaluator<'_> {
    /// Whether two texts are equal; records the question that decides it.
    pub(super) fn texts_equal(&self, one: &Pattern, other: &Pattern) -> Truth {
        match (one.exact(), other.exact()) {
            (Some(one), Some(other)) => Truth::from(one.to_uppercase() == other.to_uppercase()),
            (Some(text), None) => self.text_equals(other, text),
            (None, Some(text)) => self.text_equals(one, text),
            (None, None) => self.open_texts_equal(one, other),
        }
    }

    fn open_texts_equal(&self, one: &Pattern, other: &Pattern) -> Truth {
        if one == other {
            return Truth::True;
        }
        if is_fork(one) != is_fork(other) {
            return Truth::False;
        }
        let (left, right) = (one.prefix().to_uppercase(), other.prefix().to_uppercase());
        if !left.starts_with(&right) && !right.starts_with(&left) {
            return Truth::False;
        }
        // `github.ref_name == github.event.repository.default_branch` while the default branch is not known.
        let (Some((before, hole, after)), Some((default_before, default, default_after))) =
            (if is_default(other) {
                (one.around_hole(), other.around_hole())
            } else if is_default(one) {
                (other.around_hole(), one.around_hole())
            } else {
                return Truth::Unknown;
            })
        else {
            return Truth::Unknown;
        };
        if (before, after) == (default_before, default_after) && !default.name.is_empty() {
            return self.ask(hole, TextTest::IsDefaultBranch);
        }
        Truth::Unknown
    }

    fn text_equals(&self, pattern: &Pattern, text: &str) -> Truth {
        let folded = text.to_uppercase();
        let Some((before, hole, after)) = pattern.around_hole() else {
            let prefix = pattern.prefix().to_uppercase();
            return if folded.starts_with(&prefix) { Truth::Unknown } else { Truth::False };
        };
        match strip(text, before, after) {
            Some(inner) => self.ask(hole, TextTest::Equals(inner.to_owned())),
            None => Truth::False,
        }
    }

    /// Whether a text starts with `prefix`.
    pub(super) fn text_starts_with(&self, pattern: &Pattern, prefix: &str) -> Truth {
        if let Some(text) = pattern.exact() {
            return Truth::from(TextTest::StartsWith(prefix.to_owned()).holds(text));
        }
        let (known, wanted) = (pattern.prefix().to_uppercase(), prefix.to_uppercase());
        if known.starts_with(&wanted) {
            return Truth::True;
        }
        if !wanted.starts_with(&known) {
            return Truth::False;
        }
        match pattern.around_hole() {
            Some((before, hole, "")) => match strip(prefix, before, "") {
                Some(rest) => self.ask(hole, TextTest::StartsWith(rest.to_owned())),
                None => Truth::Unknown,
            },
            _ => Truth::Unknown,
        }
    }

    /// Whether a text ends with `suffix`.
    pub(super) fn text_ends_with(&self, pattern: &Pattern, suffix: &str) -> Truth {
        if let Some(text) = pattern.exact() {
            return Truth::from(TextTest::EndsWith(suffix.to_owned()).holds(text));
        }
        let Some((before, hole, after)) = pattern.around_hole() else { return Truth::Unknown };
        if TextTest::EndsWith(suffix.to_owned()).holds(after) == Some(true) {
            return Truth::True;
        }
        let Some(rest) = strip(suffix, "", after) else { return Truth::False };
        // Either the hole itself ends so, or the hole is the tail of it and the text before the hole is the rest.
        let whole = tails(rest)
            .filter(|(head, _)| TextTest::EndsWith((*head).to_owned()).holds(before) == Some(true))
            .map(|(_, tail)| self.ask(hole, TextTest::Equals(tail.to_owned())))
            .fold(Truth::False, Truth::or);
        whole.or(self.ask(hole, TextTest::EndsWith(rest.to_owned())))
    }

    /// Whether `part` occurs in a text.
    pub(super) fn text_contains(&self, pattern: &Pattern, part: &str) -> Truth {
        let test = TextTest::Contains(part.to_owned());
        if let Some(text) = pattern.exact() {
            return Truth::from(test.holds(text));
        }
        if test.holds(&pattern.prefix()) == Some(true) {
            return Truth::True;
        }
        let Some((before, hole, "")) = pattern.around_hole() else { return Truth::Unknown };
        let across = tails(part)
            .filter(|(head, _)| TextTest::EndsWith((*head).to_owned()).holds(before) == Some(true))
            .map(|(_, tail)| self.ask(hole, TextTest::StartsWith(tail.to_owned())))
            .fold(Truth::False, Truth::or);
        across.or(self.ask(hole, test))
    }

    /// The answer to a question; an open one is recorded.
    pub(super) fn ask(&self, hole: &Hole, test: TextTest) -> Truth {
        let answer = self.bindings.decide(hole, &test);
        if answer.is_none() {
            let hole = Hole { name: hole.name.clone(), constraint: self.bindings.constraint(hole) };
            self.open.borrow_mut().push(Question { hole, test });
        }
        Truth::from(answer)
    }
}

/// Every way to cut a text in two pieces, the first of them not empty.
fn tails(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.char_indices()
        .filter_map(move |(offset, character)| text.split_at_checked(offset + character.len_utf8()))
}

/// What remains of `text` without `before` and `after`, which may be spelled in another case.
fn strip<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(before.len())?;
    let (inner, tail) = rest.split_at_checked(rest.len().checked_sub(after.len())?)?;
    (head.eq_ignore_ascii_case(before) && tail.eq_ignore_ascii_case(after)).then_some(inner)
}

fn is_default(pattern: &Pattern) -> bool {
    pattern
        .around_hole()
        .is_some_and(|(_, hole, _)| hole.constraint.kind == super::super::hole::HoleKind::DefaultBranch)
}

fn is_fork(pattern: &Pattern) -> bool {
    pattern
        .only_hole()
        .is_some_and(|hole| hole.constraint.kind == super::super::hole::HoleKind::ForkRepository)
}
